using System.Collections.Immutable;
using Isl.Grains.Contrasts;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Contrasts;

public sealed class RecourseAnswerTests
{
    [Fact]
    public void Compute_LinearModel_TakesTheNearestEndOfTheRange()
    {
        var result = Ask("Y = 2 * A + B + noise : normal(0, 1)", "A=1 B=1 Y=4", Range("Y", 10, 20), ["A", "B"]);

        // Noise was 1; A must become 4 for 10, B 7.
        var best = result.MinimalInterventions[0];
        Assert.Equal(4, best.Changes["A"].ToValue, 9);
        Assert.Equal(10, best.ExpectedOutcome["Y"], 7);
        Assert.Equal(7, result.MinimalInterventions[1].Changes["B"].ToValue, 9);
    }

    [Fact]
    public void Compute_TheInterventionWins_OverWhatDescendsFromIt()
    {
        // M was seen at 2 and follows A when A is set: Y = 3 M.
        var result = Ask("M = 2 * A; Y = 3 * M", "A=1 M=2 Y=6", Range("Y", 12, 12), ["A"]);

        Assert.Equal(2, result.MinimalInterventions[0].Changes["A"].ToValue, 9);
    }

    [Fact]
    public void Compute_OutOfReach_GivesTheNearestMiss()
    {
        var result = Ask("Y = min(A, 5)", "A=0", Range("Y", 8, 9), ["A"]);

        Assert.Empty(result.MinimalInterventions);
        Assert.Equal(3, result.NearestMiss!.Distance, 6);
    }

    [Fact]
    public void Compute_Bounds_AreKept()
    {
        var result = Ask("Y = A + B", "A=0 B=0", Range("Y", 5, 6), ["A", "B"], changes: 2, bounds: (-1, 3));

        var only = Assert.Single(result.MinimalInterventions);
        Assert.Equal(2, only.Changes.Count);
        Assert.All(only.Changes.Values, change => Assert.InRange(change.ToValue, -1, 3));
        Assert.InRange(only.ExpectedOutcome["Y"], 5 - 1e-6, 6);
    }

    [Fact]
    public void Compute_AlreadyThere_NeedsNoChange()
    {
        var result = Ask("Y = A", "A=5", Range("Y", 4, 6), ["A"]);

        Assert.Empty(result.MinimalInterventions);
        Assert.Null(result.NearestMiss);
        Assert.Contains("already", result.Explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_SeveralTargets_AreMetTogether()
    {
        var result = Ask(
            "Y = A + B; Z = A - B", "A=0 B=0", [new VariableRange("Y", 4, 5), new VariableRange("Z", 1, 2)], ["A", "B"], changes: 2);

        var best = result.MinimalInterventions[0];
        Assert.InRange(best.ExpectedOutcome["Y"], 4 - 1e-6, 5 + 1e-6);
        Assert.InRange(best.ExpectedOutcome["Z"], 1 - 1e-6, 2 + 1e-6);
    }

    private static ImmutableArray<VariableRange> Range(string variable, double low, double high) => [new VariableRange(variable, low, high)];

    private static RecourseResult Ask(
        string model, string state, ImmutableArray<VariableRange> targets, ImmutableArray<string> feasible, int changes = 1,
            (double, double)? bounds = null) =>
        RecourseAnswer.Compute(
            TestModels.Of(model),
            new RecourseQuestion(
                TestModels.Values(state),
                targets,
                [.. feasible.Select(name => new VariableRange(name, bounds?.Item1, bounds?.Item2))],
                changes,
                RecourseGoal.ChangeMagnitude,
                3),
            WorkBudget.Until(TestContext.Current.CancellationToken));
}
