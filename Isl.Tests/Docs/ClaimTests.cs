using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Isl.Tests.Golden;
using Isl.Tests.Support;

namespace Isl.Tests.Docs;

/// <summary>What the documents say about their answers, counted.</summary>
public sealed partial class ClaimTests
{
    private static readonly string[] Counts = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten"];

    [Fact]
    public void Readme_OnTheProteins_CountsTheEdgesOfTheConsensusNetwork()
    {
        var readme = Markdown.Read("README.md");
        var answer = readme.Examples().Single(example => example.Command.Text.Contains("sachs.csv", StringComparison.Ordinal)).Answer!.Text;
        using var golden = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf("discovery", "sachs", "sachs_obs.json")));
        var consensus = Pairs(golden.RootElement.GetProperty("truth").GetProperty("dag").GetRawText()).ToHashSet();
        var edges = Pairs(answer);

        var directed = edges.Count(consensus.Contains);
        var joined = directed + edges.Count(edge => consensus.Contains((edge.To, edge.From)));

        Assert.Contains(
            $"{Counts[joined]} of these {Lower(edges.Count)} edges join proteins that the published {consensus.Count}-edge consensus network joins too, "
                + $"{Lower(directed)} of them in its direction.",
            readme.Text.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Effects_BesideWhatWasPublished_AreTheAnswersPrinted()
    {
        var document = Markdown.Read("docs/EFFECTS.md");
        var printed = document.Examples().ToDictionary(
            example => TableOf(example.Command.Text),
            example => example.Answer!.Text.Split('\n').Where(line => Estimate().IsMatch(line)).ToDictionary(line => line.Split(':')[0]));
        var rows = PublishedRow().Matches(document.Text.Replace('−', '-'));

        Assert.Equal(3, rows.Count);
        foreach (Match row in rows)
        {
            var here = row.Groups["here"].Value;
            Assert.Equal($"{row.Groups["name"].Value}: {here}", printed[row.Groups["table"].Value][row.Groups["name"].Value]);
            Assert.StartsWith(row.Groups["published"].Value, here, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Effects_WithoutTheExperiment_AreCountedWithinOneErrorOfIt()
    {
        var document = Markdown.Read("docs/EFFECTS.md");
        var answers = document.Examples().ToDictionary(example => TableOf(example.Command.Text), example => Estimate().Matches(example.Answer!.Text));
        var truth = Number(answers["nsw.csv"].Single(match => match.Groups["name"].Value == "unadjusted"), "value");
        var adjusted = answers["lalonde.csv"].Where(match => match.Groups["name"].Value != "unadjusted").ToList();

        var near = adjusted.Count(match => Math.Abs(Number(match, "value") - truth) <= Number(match, "error"));

        Assert.Contains(
            $"{Lower(near)} of the {Lower(adjusted.Count)} other estimates lie within one standard error of the experiment's "
                + truth.ToString(CultureInfo.InvariantCulture),
            document.Text.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }

    private static string TableOf(string command) => command.Contains("nsw.csv", StringComparison.Ordinal) ? "nsw.csv" : "lalonde.csv";

    private static double Number(Match match, string group) => double.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string Lower(int count) => Counts[count].ToLowerInvariant();

    private static List<(string From, string To)> Pairs(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => (pair[0], pair[1]))];

    /// <summary>An estimate as the examples print it, with its standard error.</summary>
    [GeneratedRegex(@"^(?<name>\w+): (?<value>-?[\d.]+) \((?<error>[\d.]+)\)$", RegexOptions.Multiline)]
    private static partial Regex Estimate();

    /// <summary>A row of the table of published figures.</summary>
    [GeneratedRegex(@"^\| `(?<table>\w+\.csv)`, (?<name>\w+) \([^|]*\) \| (?<published>[^|]+) \| (?<here>[^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex PublishedRow();
}
