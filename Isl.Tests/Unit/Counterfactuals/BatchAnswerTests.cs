using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using static Isl.Grains.Interfaces.Models.InterventionKind;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>Batches of scenarios on models whose interactions and ranking are known.</summary>
public sealed class BatchAnswerTests
{
    [Theory]
    [InlineData("A + B + noise", 0)]
    [InlineData("A * B + noise", 12)]
    public void Interactions_OfASumAndAProduct_AreTold(string formula, double effect)
    {
        var model = Of("A ~ normal(1, 2)", "B ~ uniform(0, 3)", $"Y = {formula} | normal(0, 10)");

        var answer = Ask(model, 20_000, 1, Do(("A", Shift, 3)), Do(("B", Shift, 4)), Do(("A", Set, 0)));

        // A shifted and A set are no pair.
        var interactions = answer.Interactions!;
        Assert.Equal([("0", "1"), ("1", "2")], interactions.Details.Pairs.Select(pair => (pair.First, pair.Second)));
        Assert.Equal(effect, interactions.Details.Pairs[0].Interaction, 1e-9);
        Assert.Equal(effect != 0 ? "synergy" : "additive", interactions.Details.Pairs[0].Kind);
        Assert.Equal(effect != 0, interactions.HasSynergy);
    }

    [Fact]
    public void Interactions_OfAdditiveModels_AreNeverSynergies()
    {
        var random = new Random(3);
        for (var trial = 0; trial < 200; trial++)
        {
            double Coefficient() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 7));
            var formula = FormattableString.Invariant(
                $"{Coefficient():R} * A + {Coefficient():R} * B ^ 3 + exp(C / 4) * {Coefficient():R} + {Coefficient():R} + noise");
            var model = Of(
                "A ~ normal(1e3, 2)",
                "B ~ lognormal(0, 1)",
                "C ~ normal(0, 1)",
                "M = A * 3 + noise | normal(0, 2)",
                $"Y = {formula} - 0.3 * M | normal(0, 10)");

            var interactions = Ask(
                model,
                2_000,
                trial,
                Do(("A", Shift, Coefficient())),
                Do(("B", Set, Coefficient())),
                Do(("C", Scale, random.NextDouble()))).Interactions!;

            Assert.Equal(3, interactions.Details.Pairs.Length);
            Assert.False(interactions.HasSynergy);
            Assert.All(interactions.Details.Pairs, pair => Assert.Equal(("additive", 0.0), (pair.Kind, pair.Interaction)));
        }
    }

    [Fact]
    public void Ranking_OfTwoNoisyScenarios_HasTheProbabilityOfTheBetter()
    {
        // Y(1) - Y(2) = 1 - B with B normal(0, 1): the first is best with probability Φ(1).
        var model = Of("B ~ normal(0, 1)", "A", "Y = if(A == 1, 1, B) + noise | normal(0, 5)");

        var comparison = Ask(model, 100_000, 1, Do(("A", Set, 1)), Do(("A", Set, 2))).Comparison;

        Assert.Equal(["0", "1"], comparison.Ranking.Select(rank => rank.ScenarioId));
        Assert.Equal(0.8413447, comparison.Ranking[0].ProbabilityBest, 4 * Math.Sqrt(0.84 * 0.16 / 100_000));
        Assert.Equal(1, comparison.Ranking.Sum(rank => rank.ProbabilityBest), 1e-9);
        Assert.Equal(1, comparison.MarginalGains[0].Gain, 4 * comparison.MarginalGains[0].StandardError);
    }

    private static ScenariosResult Ask(StructuralModel model, int samples, long seed, params Intervention[] scenarios)
    {
        var question = new ScenariosQuestion(
            [.. scenarios.Select((scenario, i) => new Scenario($"{i}", null, scenario))], [], AnalyzeInteractions: true, "Y", samples, 0.95m, seed);
        var task = BatchAnswer.Prepare(Compiled(model), question, samples, new PlanShelf(), TestContext.Current.CancellationToken);
        return Assert.IsType<ScenariosResult>(task.Build(task.Plan.Simulate(TestContext.Current.CancellationToken), Completion.Whole));
    }
}
