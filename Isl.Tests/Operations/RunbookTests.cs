using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Isl.Tests.Operations;

/// <summary>The runbook says what is there; deploy/tests/runbook.py runs its commands.</summary>
public sealed partial class RunbookTests
{
    private static readonly string[] Alerts =
    [
        "HighLatency", "CriticalLatency", "HighErrorRate", "CircuitBreakerOpen", "CircuitBreakerStuck", "ServiceDegraded", "ServiceFailing",
        "LowCacheHitRate", "HighMemory", "LowThroughput", "SiloDown", "QueueSaturated", "TargetsMissing",
    ];

    private static string Root { get; } = Path.GetFullPath(Path.Combine(SourceFolder(), "..", ".."));

    private static string Text { get; } = File.ReadAllText(Path.Combine(Root, "deploy", "RUNBOOK.md"));

    public static TheoryData<string> AlertNames() => [.. Alerts];

    [Theory]
    [MemberData(nameof(AlertNames))]
    public void Alert_HasItsSection_WithSomethingToDo(string alert)
    {
        var section = Regex.Match(Text, $@"^### {alert}\n(.*?)(?=^##)", RegexOptions.Multiline | RegexOptions.Singleline);

        Assert.True(section.Success);
        Assert.True(section.Groups[1].Value.Trim().Length > 100);
    }

    [Fact]
    public void Alerts_OfPrometheus_AllHaveASection()
    {
        var rules = Path.Combine(Root, "deploy", "prometheus", "rules");
        var named = Directory.Exists(rules)
            ? Directory.GetFiles(rules, "*.yml").SelectMany(file => AlertRule().Matches(File.ReadAllText(file)), (_, match) => match.Groups[1].Value)
            : [];

        Assert.Empty(named.Except(Alerts));
    }

    [Fact]
    public void Links_WithinTheRunbook_HaveAHeading()
    {
        var headings = Heading().Matches(Text).Select(match => match.Groups[1].Value.ToLowerInvariant().Replace(' ', '-')).ToHashSet();
        var links = Link().Matches(Text).Select(match => match.Groups[1].Value).ToList();

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.Contains(link, headings));
    }

    [Fact]
    public void Commands_AskOnlyAddresses_ThatTheServiceHas()
    {
        var code = string.Join('\n', new[] { "Isl.Api", "Isl.Grains" }
            .SelectMany(project => Directory.GetFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Select(File.ReadAllText));
        var paths = Address().Matches(Text).Select(match => match.Groups[1].Value).Where(path => path != "").Distinct().ToList();

        Assert.NotEmpty(paths);
        Assert.All(paths, path => Assert.Contains(
            path.Split('/')[^1] is "reset" ? "{name}/reset" : path.Split('/')[^1],
            code,
            StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Files_NamedInTheRunbook_AreThere()
    {
        var files = NamedFile().Matches(Text).Select(match => match.Groups[1].Value).Distinct()
            .Where(file => !file.StartsWith("prometheus/", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(files);
        Assert.All(files, file => Assert.True(File.Exists(Path.Combine(Root, "deploy", file)), file));
    }

    [Theory]
    [InlineData("validate", 5)]
    [InlineData("counterfactual", 3)]
    [InlineData("strategies", 2)]
    [InlineData("discover", 2)]
    [InlineData("conformal", 1)]
    [InlineData("batch", 1)]
    public void LoadTest_AsksEachQuestion_WithTheRunbooksWeight(string question, int weight)
    {
        var locust = File.ReadAllText(Path.Combine(Root, "deploy", "tests", "load", "locustfile.py"));

        Assert.Contains($"@task({weight})\n    def {question}(self):", locust, StringComparison.Ordinal);
        Assert.Contains("class CausalUser(IslUser):\n    weight = 80", locust, StringComparison.Ordinal);
        Assert.Contains("class HealthUser(IslUser):\n    weight = 20", locust, StringComparison.Ordinal);
    }

    private static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^\s*- alert: (\w+)", RegexOptions.Multiline)]
    private static partial Regex AlertRule();

    [GeneratedRegex("^#+ (.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\]\(#([a-z-]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"localhost:8000(/?[^\s`?]*)")]
    private static partial Regex Address();

    [GeneratedRegex(@"(?<![\w/.-])((?:tests|scripts|k8s|nginx)/[\w./-]+\.\w+|docker-compose[\w.]*\.yml)")]
    private static partial Regex NamedFile();
}
