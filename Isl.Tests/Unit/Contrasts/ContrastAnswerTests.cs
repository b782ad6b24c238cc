using Isl.Grains.Contrasts;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;

namespace Isl.Tests.Unit.Contrasts;

public sealed class ContrastAnswerTests
{
    private const string Runbook = "Revenue = 2.5 * Price + 1.2 * Quality + noise : normal(0, 50)";

    [Fact]
    public void Compute_TheRunbooksModel_GivesTheWorkedValues()
    {
        var item = Ask(Runbook, "Price=40 Quality=8", "Price=60 Quality=6");

        Assert.Equal(109.6, item.OutcomeA, 9);
        Assert.Equal(157.2, item.OutcomeB, 9);
        Assert.Equal(["Price", "Quality"], item.Contributions.Select(one => one.Variable));
        Assert.Equal(50, item.Contributions[0].Amount, 9);
        Assert.Equal(-2.4, item.Contributions[1].Amount, 9);
        Assert.Equal(0.954, item.ImportanceScores["Price"], 3);
        Assert.Equal(0.046, item.ImportanceScores["Quality"], 3);
        Assert.StartsWith("Price 40 → 59.04", item.CounterfactualPath, StringComparison.Ordinal);
        Assert.Equal(59.04, item.MinimalChanges[0].Changes["Price"], 9);
        Assert.Equal(157.2, item.MinimalChanges[0].Outcome, 7);
    }

    [Fact]
    public void Compute_EqualScenarios_DifferInNothing()
    {
        var item = Ask(Runbook, "Price=40 Quality=8", "Price=40 Quality=8");

        Assert.Equal(0, item.Difference);
        Assert.All(item.ImportanceScores.Values, score => Assert.Equal(0, score));
        Assert.Empty(item.MinimalChanges);
        Assert.NotEmpty(item.CounterfactualPath);
    }

    [Fact]
    public void Compute_Interaction_IsSharedByShapleysRule()
    {
        var item = Ask("Y = A * B", "A=1 B=1", "A=2 B=3");

        Assert.Equal(5, item.Difference, 9);
        Assert.Equal(2, item.Contributions.Single(one => one.Variable == "A").Amount, 9);
        Assert.Equal(3, item.Contributions.Single(one => one.Variable == "B").Amount, 9);
    }

    [Fact]
    public void Compute_Swapped_FlipsSigns()
    {
        const string model = "Y = exp(0.1 * A) * B + sqrt(abs(C)) * A + noise : normal(0, 1)";
        var one = Ask(model, "A=1 B=2 C=3", "A=3 B=1 C=7");
        var other = Ask(model, "A=3 B=1 C=7", "A=1 B=2 C=3");

        Assert.Equal(one.Difference, -other.Difference, 9);
        foreach (var contribution in one.Contributions)
        {
            Assert.Equal(contribution.Amount, -other.Contributions.Single(same => same.Variable == contribution.Variable).Amount, 9);
        }
    }

    [Fact]
    public void Compute_NoiseThatDiffers_IsAPlayerOfItsOwn()
    {
        var item = Ask(Runbook, "Price=40 Quality=8 Revenue=130", "Price=40 Quality=8 Revenue=150");

        var only = Assert.Single(item.Contributions);
        Assert.Equal("noise of Revenue", only.Variable);
        Assert.Equal(20.4, only.From, 9);
        Assert.Equal(40.4, only.To, 9);
        Assert.Equal(20, only.Amount, 9);
    }

    [Fact]
    public void Compute_WhatOnlyOneStates_KeepsTheModelsDistributionInTheOther()
    {
        var item = Ask("Y = 3 * X; X ~ normal(10, 2)", "", "X=14");

        Assert.Equal(30, item.OutcomeA, 6);
        Assert.Equal(42, item.OutcomeB, 9);
        Assert.Equal(12, Assert.Single(item.Contributions).Amount, 6);
    }

    [Fact]
    public void Compute_StateThatNarrowsDownItsCauses_IsAbducted()
    {
        // X ~ N(0, 1), Y = X + N(0, 1): given Y = y, the mean of X is y / 2.
        var item = Ask("Y = X + noise : normal(0, 1); Z = 3 * X; X ~ normal(0, 1)", "Y=0", "Y=2", "Z");

        Assert.InRange(item.OutcomeA, -0.1, 0.1);
        Assert.InRange(item.OutcomeB, 2.85, 3.15);
        Assert.Equal(item.Difference, item.Contributions.Sum(one => one.Amount), 9);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(12)]
    [InlineData(20)]
    public void Compute_AdditiveModel_EachContributesCoefficientTimesChange(int variables)
    {
        string[] names = [.. Enumerable.Range(0, variables).Select(i => $"X{i:00}")];
        var model = "Y = " + string.Join(" + ", names.Select((name, i) => $"{i + 1} * {name}")) + " + noise : normal(0, 10)";
        var a = string.Join(' ', names.Select(name => $"{name}=1"));
        var b = string.Join(' ', names.Select((name, i) => $"{name}={i % 3}"));

        var item = Ask(model, a, b, top: 50);

        Assert.Equal(item.Difference, item.Contributions.Sum(one => one.Amount) + item.Remainder, 8);
        for (var i = 0; i < variables; i++)
        {
            var change = (i % 3) - 1;
            Assert.Equal((i + 1) * change, item.Contributions.FirstOrDefault(one => one.Variable == names[i])?.Amount ?? 0, 8);
        }
    }

    [Fact]
    public void Compute_ManyInteractingVariables_SumToTheDifferenceWithinTheirErrors()
    {
        string[] names = [.. Enumerable.Range(0, 14).Select(i => $"X{i:00}")];
        var model = "Y = (" + string.Join(" + ", names[..7]) + ") * (" + string.Join(" + ", names[7..]) + ")";
        var a = string.Join(' ', names.Select(name => $"{name}=1"));
        var b = string.Join(' ', names.Select(name => $"{name}=2"));

        var item = Ask(model, a, b, top: 50);

        // (7)(7) → (14)(14): by symmetry each of the 14 contributes 147 / 14.
        Assert.Equal(147, item.Contributions.Sum(one => one.Amount), 8);
        Assert.All(item.Contributions, one =>
            Assert.InRange(one.Amount, 10.5 - (5 * one.StandardError) - 1e-9, 10.5 + (5 * one.StandardError) + 1e-9));
    }

    [Fact]
    public void Compute_TopK_LeavesTheRestInTheRemainder()
    {
        var item = Ask("Y = A + 2 * B + 3 * C", "A=0 B=0 C=0", "A=1 B=1 C=1", top: 1);

        Assert.Equal("C", Assert.Single(item.Contributions).Variable);
        Assert.Equal(3, item.Remainder, 9);
    }

    [Fact]
    public void Compute_OutcomeThatOneVariableCannotReach_ChangesTwo()
    {
        var item = Ask("Y = min(A, 3) + min(B, 3)", "A=0 B=0", "A=3 B=3");

        Assert.Equal(2, item.MinimalChanges[0].Changes.Count);
        Assert.Equal(6, item.MinimalChanges[0].Outcome, 7);
    }

    [Fact]
    public void Compute_ImpossibleState_NamesItsPlace()
    {
        var thrown = Assert.Throws<InputException>(() => Ask("Y = 2 * X", "X=1 Y=3", "X=2"));

        Assert.StartsWith("/scenario_a/state/Y", thrown.Errors[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_UndefinedBetweenTheScenarios_IsRefused() =>
        Assert.Throws<InputException>(() => Ask("Y = log(A - B)", "A=2 B=1", "A=5 B=4"));

    private static ContrastItem Ask(string model, string a, string b, string? outcome = null, int top = 5) =>
        ContrastAnswer.Compute(
            TestModels.Of(model),
            new ContrastQuestion(Scenario("a", a), Scenario("b", b), outcome, top, 7),
            TestContext.Current.CancellationToken).Explanations.Single();

    private static ContrastScenario Scenario(string id, string state) =>
        new(id, Intervention.None, TestModels.Values(state)) { Place = $"/scenario_{id}/state" };
}
