using System.Text.RegularExpressions;
using Isl.Tests.Api;
using Isl.Tests.Support;

namespace Isl.Tests.Docs;

/// <summary>What the documentation names exists: files, folders, calls, settings, projects and benchmarks.</summary>
public sealed partial class ReferenceTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    /// <summary>Calls of operators and probes that the README's table need not list.</summary>
    private static readonly string[] Unlisted = ["/health/live", "/livez", "/v2/health/live", "/health/ready", "/readyz", "/v2/health/ready"];

    private static readonly Lazy<HashSet<string>> SourceNames = new(() =>
        [.. Repository.Sources([.. Repository.Product, .. Repository.Companions]).Select(file => file.Name)]);

    [Fact]
    public void Links_LeadToFiles() =>
        Faults.None(
            from document in Markdown.All()
            from link in document.Links()
            let target = Path.Combine(Repository.Root, Path.GetDirectoryName(document.Path)!, link.Split('#')[0])
            where !File.Exists(target) && !Directory.Exists(target)
            select $"{document.Path}: {link}");

    [Fact]
    public void Paths_InDocuments_Exist() => Faults.None(Markdown.All().SelectMany(Missing));

    [Fact]
    public void Paths_ThatDoNotExist_AreFound() =>
        Assert.Equal(
            ["text.md: Isl.Grains/Nothing/X.cs", "text.md: docs/none/", "text.md: Nothing.cs"],
            Missing(Markdown.Of("See `Isl.Grains/Nothing/X.cs`, `Isl.Api/Program.cs`, `docs/none/`, `Nothing.cs`, `Program.cs`, `GET /health`.")));

    [Fact]
    public async Task Calls_InTheReadme_AreTheServices()
    {
        var document = await api.GetAsync("/openapi/v1.json");
        var served = document
            .GetProperty("paths")
            .EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"))
            .Where(call => !call.Contains("/admin/", StringComparison.Ordinal) && !Unlisted.Contains(call.Split(' ')[1]))
            .Append("GET /metrics");

        Assert.Equal(served.Order(StringComparer.Ordinal), Calls(Markdown.Read("README.md").Text).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Settings_InDocuments_AreRead()
    {
        var sources = string.Concat(Repository.Sources(Repository.Product).Select(file => file.Text));
        var script = Repository.Read("deploy/local-cluster.sh");
        var compose = Repository.Read("deploy/.env.example");

        Faults.None(
            from document in Markdown.All()
            from Match match in Setting().Matches(document.Text)
            let name = match.Groups[1].Value
            where name is not ("ASPNETCORE_URLS" or "OTEL_EXPORTER_OTLP_ENDPOINT" or "ISL_WRITE_DOCS")
            where !sources.Contains($"\"{name}\"", StringComparison.Ordinal)
                && !script.Contains($"${{{name}", StringComparison.Ordinal) // a setting of the local cluster's script
                && !compose.Contains($"\n{name}=", StringComparison.Ordinal) // a setting of the compose files
            select $"{document.Path}: {name}");
    }

    [Fact]
    public void ProjectsAndBenchmarks_InCommands_Exist()
    {
        var benches = Repository.Read("Isl.Bench/Program.cs");

        Faults.None(
            from document in Markdown.All()
            from Match match in ProjectCommand().Matches(document.Text)
            let project = match.Groups[1].Value
            let bench = match.Groups[2].Value
            where !File.Exists(Path.Combine(Repository.Root, project, project + ".csproj"))
                || (bench.Length > 0 && bench != "NAME" && !benches.Contains($"[\"{bench}\"]", StringComparison.Ordinal))
            select $"{document.Path}: {match.Value}");
    }

    [Fact]
    public void Figures_NameEveryBenchmark()
    {
        var figures = Markdown.Read("docs/FIGURES.md").Text;

        Faults.None(
            BenchName()
                .Matches(Repository.Read("Isl.Bench/Program.cs"))
                .Select(match => match.Groups[1].Value)
                .Where(bench => !figures.Contains($"`{bench}`", StringComparison.Ordinal)));
    }

    [Fact]
    public void Readme_ShowsEveryProjectAndStaysShort()
    {
        var readme = Markdown.Read("README.md").Text;

        Assert.All(Repository.Product.Concat(Repository.Companions), project => Assert.Contains($"`{project}`", readme, StringComparison.Ordinal));
        Assert.True(readme.Split('\n').Length <= 120, $"The README has {readme.Split('\n').Length} lines.");
    }

    private static IEnumerable<string> Calls(string text) => Call().Matches(text).Select(match => match.Groups[1].Value);

    /// <summary>What looks like a path in the repository, or like the name of one of its C# files, and is none.</summary>
    private static IEnumerable<string> Missing(Markdown document)
    {
        var paths = RepositoryPath().Matches(document.Text).Select(match => match.Groups[1].Value);
        var names = FileName().Matches(document.Text).Select(match => match.Groups[1].Value);
        return paths
            .Where(path => !File.Exists(Path.Combine(Repository.Root, path)) && !Directory.Exists(Path.Combine(Repository.Root, path)))
            .Concat(names.Where(name => !SourceNames.Value.Contains(name)))
            .Select(missing => $"{document.Path}: {missing}");
    }

    [GeneratedRegex(@"`((?:Isl\.[\w.]+|docs|deploy|\.ci)/[^`\s]*)`")]
    private static partial Regex RepositoryPath();

    [GeneratedRegex(@"`(\w+\.cs)`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"`((?:GET|POST|DELETE) /[^`\s?]*)`")]
    private static partial Regex Call();

    [GeneratedRegex(@"`((?:[A-Z][A-Z0-9]*_)+[A-Z0-9]+)`")]
    private static partial Regex Setting();

    [GeneratedRegex(@"--project (Isl\.\w+)(?: -- (\w+))?")]
    private static partial Regex ProjectCommand();

    [GeneratedRegex(@"\[""(\w+)""\] = ")]
    private static partial Regex BenchName();
}
