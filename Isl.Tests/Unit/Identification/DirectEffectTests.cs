using Isl.Api.Requests.Graphs;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Identification;

/// <summary>Controlled direct effects of known graphs.</summary>
public sealed class DirectEffectTests
{
    /// <summary>Textor's question: the direct effect needs the mediator and its confounder.</summary>
    [Fact]
    public void Compute_MediatorWithConfounder_AdjustsForTheConfounder()
    {
        var answer = Ask("dag { x -> m -> y; x -> y; c -> m; c -> y }");

        Assert.Equal(IdentificationStatus.Identifiable, answer.Status);
        Assert.Equal(["m"], answer.DirectEffect!.Mediators);
        Assert.False(answer.DirectEffect.IsZero);
        Assert.Equal("c", Assert.Single(Assert.Single(answer.AdjustmentSets!.Value)));
        Assert.Equal("P(y | do(m, x)) = Σ_{c} P(y | m, x, c) P(c)", answer.IdentificationFormula);
        Assert.Contains("controlled direct effect of x on y with m held fixed", answer.Explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_AllPathsThroughMediators_IsZero()
    {
        var answer = Ask("dag { x -> m -> y; x -> n -> y; m <-> y }");

        Assert.True(answer.DirectEffect!.IsZero);
        Assert.Equal("x has no direct effect on y while m and n are held fixed: no causal path leads past them.", answer.Explanation.Summary);
    }

    /// <summary>Robins's case: what confounds the mediator is itself an effect of the treatment, so only the g-formula serves.</summary>
    [Fact]
    public void Compute_ConfounderOfMediatorIsAffected_GivesTheGFormula()
    {
        var answer = Ask("dag { x -> l; l -> m; l -> y; m -> y; x -> y; l <-> y }", "m");

        Assert.Equal(("id_algorithm", IdentificationStatus.Identifiable), (answer.Method, answer.Status));
        Assert.Empty(answer.AdjustmentSets!.Value);
        Assert.Equal("P(y | do(m, x)) = Σ_{l} P(y | l, m, x) P(l | x)", answer.IdentificationFormula);
        Assert.Equal("x -> l -> y", answer.DirectEffect!.OtherPath);
        Assert.Contains(answer.Explanation.Caveats, caveat => caveat.StartsWith("x -> l -> y runs through nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_NoMediator_IsTheTotalEffectAndSaysSo()
    {
        var answer = Ask("dag { x -> y; c -> x; c -> y }");

        Assert.Empty(answer.DirectEffect!.Mediators);
        Assert.Equal("P(y | do(x)) = Σ_{c} P(y | x, c) P(c)", answer.IdentificationFormula);
        Assert.StartsWith("No observed variable lies on a causal path", answer.Explanation.Caveats[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_CheckedSetWithMediator_IsCheckedWithoutIt()
    {
        var graph = GraphTextParser.Parse("dag { x -> m -> y; x -> y; c -> m; c -> y }", "").Graph;
        var query = CausalQuery.Of(["x"], ["y"]) with { Direct = new DirectQuestion(null), AdjustmentSet = ["c", "m"] };

        Assert.True(IdentificationAnswer.Compute(graph, query, null, WorkBudget.Unlimited).AdjustmentCheck!.Valid);
    }

    [Theory]
    [InlineData("u", "is latent")]
    [InlineData("y", "both outcome and mediator")]
    [InlineData("mm", "is not a node of the graph")]
    public void Compute_MediatorThatCannotBe_IsRefusedAtItsPlace(string mediator, string why)
    {
        var error = Assert.Single(Assert.Throws<InputException>(
            () => Ask("dag { x -> m -> y; u [latent]; u -> m; u -> y }", mediator)).Errors);

        Assert.Equal("/mediators", error.Path);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_Class_NeedsNamedMediators()
    {
        const string graph = "pdag { x -- m; x -> y; m -> y; z -> y; z -> x; z -> m }";

        Assert.Equal("/mediators", Assert.Single(Assert.Throws<InputException>(() => Ask(graph)).Errors).Path);
        Assert.Equal(IdentificationStatus.Identifiable, Ask(graph, "m").Status);
    }

    [Fact]
    public void Strategies_DirectEffect_AreThoseOfBoth()
    {
        var graph = GraphTextParser.Parse("dag { x -> m -> y; x -> y; c -> m; c -> y }", "").Graph;

        var answer = StrategiesAnswer.Compute(graph, CausalQuery.Of(["x"], ["y"]) with { Direct = new DirectQuestion(null) }, WorkBudget.Unlimited);

        Assert.Equal("c", Assert.Single(answer.Strategies[0].AdjustmentSet!.Value));
        Assert.StartsWith("There is one way to identify P(y | do(m, x)).", answer.Explanation.Summary, StringComparison.Ordinal);
    }

    private static IdentificationResult Ask(string graph, params string[] mediators) => IdentificationAnswer.Compute(
        GraphTextParser.Parse(graph, "").Graph,
        CausalQuery.Of(["x"], ["y"]) with { Direct = new DirectQuestion(mediators.Length == 0 ? null : [.. mediators]) },
        null,
        WorkBudget.Unlimited);
}
