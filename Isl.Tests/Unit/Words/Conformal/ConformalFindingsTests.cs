using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Conformal;

namespace Isl.Tests.Unit.Words.Conformal;

public sealed class ConformalFindingsTests
{
    private static readonly PredictedRange Range = new("Revenue", Intervention.None, 34.1, 210.1, 24);

    [Fact]
    public void CoverageProven_AnInterval_HasDigitsForItsWidth() => Assert.Equal(
        "With probability 90 % or more, a new case's Revenue without an intervention lies between 34.1 and 210.1 (point estimate 122.1), "
            + "provided it is exchangeable with the 24 calibration points.",
        new CoverageProven(Range, 122.1, 0.9).Text);

    [Fact]
    public void RankMissing_OneAndSeveralPoints_SayHowManyAreNeeded()
    {
        Assert.Equal(
            "For 75 %, 2 residuals are too few; at least 3 are needed, so the finite-sample interval is infinite. 2 points support at most 66.66 %. "
                + "The interval returned is the central 75 % of 10,000 draws of the model.",
            new RankMissing(2, 3, 0.75m, 2.0 / 3, 10_000).Text);
        Assert.StartsWith(
            "For 95 %, 1 residual is too few; at least 19 are needed,", new RankMissing(1, 19, 0.95m, 0.5, 10).Text, StringComparison.Ordinal);
        Assert.Equal("3 calibration points are too few for 95 %, which needs at least 19", new TooFewPoints(3, 19, 0.95m).Text);
    }

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(11, "11th")]
    [InlineData(112, "112th")]
    [InlineData(1023, "1,023rd")]
    public void PredictionWidened_AnyRank_HasItsOrdinal(int rank, string ordinal) =>
        Assert.Contains(
            $" the {ordinal} smallest of the 24 absolute residuals,",
            new PredictionWidened(Range, 122.1, 88, rank, 0.9m).Text,
            StringComparison.Ordinal);

    [Fact]
    public void ConformalConfidence_NamesOnlyWhatLoweredIt()
    {
        Assert.Equal("Confidence is the level, 0.9.", new ConformalConfidence(0.9, true, 0, false, 0).Text);
        Assert.Equal(
            "Confidence starts at the level, 0.9, and is lowered for 1 outlying residual.", new ConformalConfidence(0.9, true, 1, false, 0).Text);
        Assert.Equal(
            "Confidence starts at half of the level that the points support, 0.375, and is lowered for 2 outlying residuals, "
                + "a drift along the rows and 1 input outside the data.",
            new ConformalConfidence(0.375, false, 2, true, 1).Text);
    }

    [Fact]
    public void OutlyingPoints_OneAndMany_NameTheWorst()
    {
        Assert.Equal(
            "1 calibration point is an outlier: the model misses row 17 by -40, 38.2 robust standard deviations from the median residual.",
            new OutlyingPoints(1, 17, -40, 38.2).Text);
        Assert.StartsWith(
            "3 calibration points are outliers; the worst: the model misses row 17 ",
            new OutlyingPoints(3, 17, -40, 38.2).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void OutsideData_AValueJustBeyond_IsToldFromTheBound() => Assert.Equal(
        "Season = 5.2161 lies outside the calibration data (-3.257 to 5.2157), so the new case is hardly exchangeable with them.",
        new OutsideData("Season", 5.2161, -3.257, 5.2157).Text);

    [Fact]
    public void FreshPoints_WithoutAndWithACorrection_CountsItsInputs()
    {
        Assert.Equal("The model was not fitted to these calibration points.", new FreshPoints(null).Text);
        Assert.EndsWith("only a constant correction was.", new FreshPoints(0).Text, StringComparison.Ordinal);
        Assert.EndsWith("only a linear correction on 1 input was.", new FreshPoints(1).Text, StringComparison.Ordinal);
        Assert.EndsWith("only a linear correction on 4 inputs was.", new FreshPoints(4).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void UnmeasuredChanges_OneAndMany_AgreeInNumber()
    {
        Assert.Contains("the model's own value was averaged over.", new UnmeasuredChanges(["A"]).Text, StringComparison.Ordinal);
        Assert.StartsWith("The intervention changes A and B, which", new UnmeasuredChanges(["A", "B"]).Text, StringComparison.Ordinal);
    }
}
