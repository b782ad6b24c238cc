using Isl.Grains.Words.Models;

namespace Isl.Tests.Unit.Words.Models;

public sealed class ModelFindingsTests
{
    [Fact]
    public void EquationHolds_WithAndWithoutNoise_IsWrittenAsItWasGiven()
    {
        Assert.Equal("Y = 2 * X.", new EquationHolds("Y", "2 * X", null).Text);
        Assert.Equal("Y = X + noise, with noise from normal(mean=0, std=1).", new EquationHolds("Y", "X + noise", "normal(mean=0, std=1)").Text);
    }

    [Fact]
    public void FurtherAssumptions_OneOrMany_AreCounted()
    {
        Assert.Equal("One more equation or distribution holds as given.", new FurtherAssumptions(1).Text);
        Assert.Equal("1,200 more equations and distributions hold as given.", new FurtherAssumptions(1200).Text);
    }

    [Fact]
    public void AssumedValue_FromTheDataOrNot_SaysWhatToDo()
    {
        Assert.Equal(
            "Q has neither an equation nor a distribution. It was held at 2026123; give it one, or set it in the intervention.",
            new AssumedValue("Q", 2026123, IsMean: false).Text);
        Assert.Equal(
            "Q has neither an equation nor a distribution. It was held at 8.333, its mean in the calibration data.",
            new AssumedValue("Q", 25.0 / 3, IsMean: true).Text);
    }
}
