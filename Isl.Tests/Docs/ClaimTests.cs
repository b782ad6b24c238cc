using System.Text.Json;
using Isl.Tests.Golden;
using Isl.Tests.Support;

namespace Isl.Tests.Docs;

/// <summary>What the README says about its answers, counted.</summary>
public sealed class ClaimTests
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

    private static string Lower(int count) => Counts[count].ToLowerInvariant();

    private static List<(string From, string To)> Pairs(string json) =>
        [.. JsonSerializer.Deserialize<string[][]>(json)!.Select(pair => (pair[0], pair[1]))];
}
