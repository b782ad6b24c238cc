using Isl.Tests.Support;

namespace Isl.Tests.Docs;

/// <summary>Every question in the documentation, asked of the service as it is printed, gives the answer that is printed.</summary>
/// <remarks>With <c>ISL_WRITE_DOCS=1</c> the answers are written into the documents instead, to be read over before they are committed.</remarks>
public sealed class ExampleTests(ListeningService service) : IClassFixture<ListeningService>
{
    private static bool Writes => Environment.GetEnvironmentVariable("ISL_WRITE_DOCS") == "1";

    /// <summary>All but the runbook, whose commands have a runner of their own: <c>deploy/tests/runbook.py</c>.</summary>
    public static TheoryData<string> Documents() =>
        [.. Markdown.All().Select(document => document.Path).Where(path => path != "deploy/RUNBOOK.md")];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Examples_AskedOfTheService_GiveTheAnswersPrinted(string path)
    {
        Shell.Need("bash", "curl", "jq");
        var document = Markdown.Read(path);
        var differences = new List<string>();

        foreach (var index in Enumerable.Range(0, document.Examples().Count))
        {
            var example = document.Examples()[index];
            var actual = await Ask(example.Command.Text);
            if (Writes)
            {
                Write(document, example, actual);
            }
            else if (Expected(document, example) is var expected && expected != actual)
            {
                differences.Add($"{path}({example.Command.Line}) prints\n{expected}\nbut the answer is\n{actual}");
            }
        }

        Faults.None(differences);
    }

    [Fact]
    public async Task Service_ForAClientOutside_AnswersOnItsPort() =>
        Assert.Equal("\"healthy\"", await Ask("curl -s localhost:8000/health | jq .status"));

    [Fact]
    public void Readme_HasItsExamplesWithAnswers()
    {
        var examples = Markdown.Read("README.md").Examples();

        Assert.True(examples.Count >= 4);
        Assert.All(examples, example => Assert.True(example.Answer is not null || example.Picture is not null, example.Command.Text));
    }

    [Fact]
    public void Files_InDeployExamples_AreAllAskedAbout()
    {
        var commands = string.Join('\n', Markdown.All().SelectMany(document => document.Examples()).Select(example => example.Command.Text));

        Assert.All(
            Directory.GetFiles(Path.Combine(Repository.Root, "deploy/examples")).Where(file => Path.GetExtension(file) is not (".md" or ".http")),
            file => Assert.Contains("@deploy/examples/" + Path.GetFileName(file), commands, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Requests_ForEditors_AreAllAnswered()
    {
        Shell.Need("bash", "curl");
        var text = Repository.Read("deploy/examples/questions.http").Replace("{{isl}}", "localhost:8000", StringComparison.Ordinal);
        var requests = text.Split("\n###")[1..];

        Assert.True(requests.Length >= 9);
        foreach (var request in requests)
        {
            var lines = request.Split('\n')[1..]; // behind the title
            var (method, address) = lines[0].Split(' ') is [var first, var second] ? (first, second) : throw new FormatException(lines[0]);
            var blank = Array.IndexOf(lines, "");
            var headers = string.Concat(lines[1..blank].Select(header => $" -H '{header}'"));
            var body = string.Join('\n', lines[(blank + 1)..]).Trim();
            var data = body.Length == 0 ? "" : body.StartsWith("< ./", StringComparison.Ordinal)
                ? $" --data-binary @deploy/examples/{body[4..]}"
                : $" --data-binary '{body}'";

            var status = await Ask($"curl -s -o /dev/null -w '%{{http_code}}' -X {method} '{address}'{headers}{data}");

            Assert.True(status is "200" or "202", $"{status}: {request}");
        }
    }

    private static string Expected(Markdown document, MarkdownExample example) =>
        example.Answer?.Text ?? (example.Picture is { } picture ? Repository.Read(Beside(document, picture)).TrimEnd('\n') : "nothing");

    private static void Write(Markdown document, MarkdownExample example, string actual)
    {
        if (example.Answer is { } answer)
        {
            document.Write(answer, actual);
        }
        else if (example.Picture is { } picture)
        {
            File.WriteAllText(Path.Combine(Repository.Root, Beside(document, picture)), actual + "\n");
        }
    }

    private static string Beside(Markdown document, string link) => Path.Combine(Path.GetDirectoryName(document.Path)!, link);

    private async Task<string> Ask(string command)
    {
        var here = command.Replace("localhost:8000", service.Authority, StringComparison.Ordinal);
        return (await Shell.Run(here, TestContext.Current.CancellationToken)).TrimEnd('\n');
    }
}
