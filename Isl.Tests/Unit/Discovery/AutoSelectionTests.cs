using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Auto;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Tests.Unit.Discovery;

public sealed class AutoSelectionTests
{
    private static readonly AutoFacts Plenty = new(
        Rows: 1000,
        Columns: 10,
        ScoreEdges: 12,
        NonNormal: 0,
        ScoreLikelihood: null,
        LingamLikelihood: null);

    [Fact]
    public void Choose_NormalResiduals_TakesTheScoreSearch() =>
        AssertChoice(DiscoveryAlgorithm.Ges, Plenty, "none of the 10 residuals", "1,000 rows", "12 edges");

    [Fact]
    public void Choose_LingamExplainsBetter_TakesIt() =>
        AssertChoice(
            DiscoveryAlgorithm.Lingam,
            Plenty with
            {
                NonNormal = 9,
                ScoreLikelihood = -500.25,
                LingamLikelihood = -400.5,
            },
            "9 of the 10 residuals",
            "-400.5",
            "-500.3");

    [Fact]
    public void Choose_BothExplainTheSame_TakesTheOneThatSettlesDirections() =>
        AssertChoice(DiscoveryAlgorithm.Lingam, Plenty with { NonNormal = 9, ScoreLikelihood = -500, LingamLikelihood = -500 }, "exactly as well");

    [Theory]
    [InlineData(-500.5)]
    [InlineData(double.NaN)]
    public void Choose_LingamExplainsWorse_TakesTheScoreSearch(double lingam) =>
        AssertChoice(
            DiscoveryAlgorithm.Ges,
            Plenty with
            {
                NonNormal = 9,
                ScoreLikelihood = -500,
                LingamLikelihood = lingam,
            },
            "GES's class explains the data better",
            "-500 against");

    [Fact]
    public void Choose_FewRows_TakesTests() => AssertChoice(DiscoveryAlgorithm.Pc, Plenty with { Rows = 99 }, "99 rows are fewer than 10 a column");

    [Fact]
    public void Choose_FewRowsButLingamExplainsBetter_TakesIt() =>
        AssertChoice(DiscoveryAlgorithm.Lingam, Plenty with { Rows = 60, NonNormal = 3, ScoreLikelihood = -2, LingamLikelihood = -1 }, "3 of the 10");

    [Fact]
    public void Choose_AsManyEdgesAsInsertionsMayAdd_TakesTheScoreSearch() =>
        AssertChoice(DiscoveryAlgorithm.Ges, Plenty with { ScoreEdges = 25 }, "25 edges");

    [Fact]
    public void Choose_MoreEdgesThanThat_TakesTests() =>
        AssertChoice(DiscoveryAlgorithm.Pc, Plenty with { ScoreEdges = 26 }, "26 edges among 10 columns", "overshot");

    [Fact]
    public void Choose_ManyColumns_TakesTests() => AssertChoice(DiscoveryAlgorithm.Pc, new(1000, 101, null, 0, null, null), "101 columns");

    [Theory]
    [InlineData(1000, 10, 1, false)]
    [InlineData(1000, 10, 2, true)]
    [InlineData(100_000, 50, 50, true)]
    [InlineData(100_001, 50, 50, false)]
    public void TriesLingam_SizesAndResiduals_AreBounded(int rows, int columns, int nonNormal, bool expected) =>
        Assert.Equal(expected, AutoSelection.TriesLingam(new(rows, columns, 0, nonNormal, null, null)));

    [Fact]
    public void Choose_LingamPassedOver_SaysWhy()
    {
        AssertChoice(
            DiscoveryAlgorithm.Ges,
            Plenty with
            {
                Columns = 100,
                Rows = 50_000,
                NonNormal = 50,
            },
            "50 of the 100",
            "not tried on 50,000 rows of 100 columns. Ask for lingam");
        AssertChoice(DiscoveryAlgorithm.Ges, Plenty with { NonNormal = 5 }, "no time to try DirectLiNGAM");
        AssertChoice(DiscoveryAlgorithm.Ges, Plenty with { NonNormal = 1 }, "too few for noise to settle directions");
    }

    private static void AssertChoice(DiscoveryAlgorithm expected, AutoFacts facts, params string[] said)
    {
        var (algorithm, finding) = AutoSelection.Choose(facts);
        var reason = finding.Text;

        Assert.Equal(expected, algorithm);
        Assert.StartsWith($"auto chose {SearchTable.Of(expected).Name}", reason, StringComparison.Ordinal);
        Assert.All(said, words => Assert.Contains(words, reason, StringComparison.Ordinal));
    }
}
