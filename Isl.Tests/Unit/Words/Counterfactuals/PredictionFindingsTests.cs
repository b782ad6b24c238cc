using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Tests.Unit.Words.Counterfactuals;

public sealed class PredictionFindingsTests
{
    private static readonly OutcomeFigures Spread =
        new(new Figure(120.475, 0.4965), new Figure(49.649, 0.35), new Figure(24.02, 1.3), new Figure(219.69, 1.4), 0.95m);

    [Fact]
    public void OutcomePredicted_AConstant_PrintsEveryDigit()
    {
        var figures = new OutcomeFigures(new Figure(2026123), new Figure(0), new Figure(2026123), new Figure(2026123), 0.95m) { IsFixed = true };

        Assert.Equal("Under Year = 2026123, Y is 2026123.", new OutcomePredicted(Set(("Year", 2026123)), [], "Y", figures).Text);
        Assert.Equal(
            "Without an intervention, given Year = 2026122, Y would be 2026123.",
            new OutcomePredicted(Intervention.None, [new VariableValue("Year", 2026122)], "Y", figures).Text);
    }

    [Fact]
    public void OutcomePredicted_ADistribution_PrintsEstimatesToTheirError() =>
        Assert.Equal(
            "Under A = 1 and B = 2, Y has mean 120.5 and standard deviation 49.6; 95 % of its distribution lies between 24 and 220.",
            new OutcomePredicted(Set(("A", 1), ("B", 2)), [], "Y", Spread).Text);

    [Fact]
    public void OutcomePredicted_DrawsThatNeverVaried_AreNotCalledExact()
    {
        var figures = new OutcomeFigures(new Figure(1.79, 1e-19), new Figure(2.7e-17), new Figure(1.79), new Figure(1.79), 0.95m) { Draws = 10_000 };

        Assert.Equal(
            "Without an intervention, Y is 1.79 in all of 10,000 draws; other values have a probability under 0.03 %.",
            new OutcomePredicted(Intervention.None, [], "Y", figures).Text);
    }

    [Fact]
    public void OutcomePredicted_StepsTailsAndNoEffect_AreSaid()
    {
        Assert.EndsWith(
            "; all of its distribution lies between 0 and 1.",
            new OutcomePredicted(Intervention.None, [], "Y", Spread with { Lower = new(0), Upper = new(1), Share = 1 }).Text,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "; 98.2 % of its distribution is 0.",
            new OutcomePredicted(Intervention.None, [], "Y", Spread with { Lower = new(0), Upper = new(0), Share = 0.982 }).Text,
            StringComparison.Ordinal);
        Assert.Equal(
            "Without an intervention, Y has median 3; 95 % of its distribution lies between 24 and 220; "
                + "its tails are so heavy that a mean may not exist.",
            new OutcomePredicted(Intervention.None, [], "Y", Spread with { MedianInstead = new(3) }).Text);
        Assert.StartsWith(
            "A = 1 has no effect on Y. With or without it, Y has mean 120.5",
            new OutcomePredicted(Set(("A", 1)), [], "Y", Spread) { IsUnaffected = true }.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Intervention_OfNoneOneAndMany_IsWordedEach()
    {
        Assert.Equal("no intervention", InterventionText.Of(Intervention.None));
        Assert.Equal("without an intervention", InterventionText.Case(Intervention.None));
        Assert.Equal("under A = 1", InterventionText.Case(Set(("A", 1))));
        Assert.Equal(
            "A = 1, B = 2, C = 3, D = 4, E = 5 and 2 more",
            InterventionText.Of(Set(("A", 1), ("B", 2), ("C", 3), ("D", 4), ("E", 5), ("F", 6), ("G", 7))));
        Assert.Equal(
            "A − 2.5 and B × 2",
            InterventionText.Of(Intervention.Of([new("A", InterventionKind.Shift, -2.5), new("B", InterventionKind.Scale, 2)])));
    }

    [Fact]
    public void EvidenceSettles_OneAndSeveral_ListsThem()
    {
        Assert.Equal("The observed values determine noise of Y = 3.", new EvidenceSettles([new("noise of Y", 3)]).Text);
        Assert.Equal("The observed values determine noise of Y = 3 and X.", new EvidenceSettles([new("noise of Y", 3), new("X", null)]).Text);
    }

    [Fact]
    public void SpreadSources_Many_AreCut() =>
        Assert.Equal(
            "The spread comes from A (50 %), B (30 %), C (15 %) and 2 more.",
            new SpreadSources([Alone("A", 0.5), Alone("B", 0.3), Alone("C", 0.15), Alone("D", 0.03), Alone("E", 0.02)]).Text);

    [Fact]
    public void SpreadSources_AnInteraction_TellsTotalsBesideSharesAlone() => Assert.Equal(
        "Much of the spread is an interaction: A bears on 100 % of the variance, alone on 0 % "
            + "and B bears on 100 % of the variance, alone on 0 %.",
        new SpreadSources([new("A", 0, 0.01, 1, 0.01), new("B", 0, 0.01, 1, 0.01)]).Text);

    [Fact]
    public void SimulationConfidence_NothingElseLowersIt_NamesTheErrorAlone()
    {
        Assert.Equal(
            "Confidence is 1 minus twice the Monte Carlo error in standard deviations (0.02); it takes the model as given.",
            new SimulationConfidence(0.02, 1, 1, 1).Text);
        Assert.Equal(
            "Confidence is 1 minus twice the Monte Carlo error in standard deviations (0.02), times the share of 100 effective draws (0.5), "
                + "times the share of quantities whose value was not assumed (0.75), times 0.8 for fewer draws; it takes the model as given.",
            new SimulationConfidence(0.02, 0.5, 0.75, 0.8).Text);
    }

    [Fact]
    public void UndefinedDraws_OneAndMany_NameTheVariables()
    {
        Assert.Equal("Of the draws, 0.4 % were left out, because Y had no finite value in them.", new UndefinedDraws(0.004, ["Y"]).Text);
        Assert.Equal(
            "Of the draws, under 0.1 % were left out, because A, B, C, D, E and 1 more had no finite value in them.",
            new UndefinedDraws(0.0001, ["A", "B", "C", "D", "E", "F"]).Text);
    }

    private static UncertaintySource Alone(string factor, double share) => new(factor, share, 0, share, 0);

    private static Intervention Set(params (string Variable, double Value)[] changes) =>
        Intervention.Of(changes.Select(change => new VariableIntervention(change.Variable, InterventionKind.Set, change.Value)));
}
