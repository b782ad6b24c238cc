using System.Collections.Immutable;
using Isl.Api.Endpoints.Experiments;
using Isl.Grains.Experiments;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;
using static Isl.Tests.Unit.Contrasts.TestModels;

namespace Isl.Tests.Unit.Experiments;

public sealed class ExperimentAnswerTests
{
    [Fact]
    public void Compute_OneParameter_GivesTheConjugatePosteriorAndHalfLogDet()
    {
        var question = Question("effect_X ~ normal(2, 0.5)", [new("X", 0, 10)]) with { NoiseStd = 4, History = [new([new("X", 5)], 13, null)] };
        var result = Ask(question);

        // Precision 1 / 0.25 + 25 / 16; mean (2 · 4 + 5 · 13 / 16) / precision.
        var precision = 4 + (25.0 / 16);
        Assert.Equal((8 + (65.0 / 16)) / precision, result.Posterior[0].Mean, 9);
        Assert.Equal(Math.Sqrt(1 / precision), result.Posterior[0].Std, 9);
        Assert.Equal(10, result.Recommendation.Intervention["X"]);
        Assert.Equal(Math.Log(1 + (100 / precision / 16)) / 2, result.InformationGainNats, 9);
        Assert.Equal(1 - Math.Exp(-result.InformationGainNats), result.Recommendation.ExpectedInformationGain, 9);
        Assert.Equal(10 * result.Posterior[0].Mean, result.Recommendation.ExpectedOutcome["Y"], 8);
        Assert.Equal(9, result.RemainingBudget);
    }

    [Fact]
    public void Compute_TwoParameters_InformationIsHalfLogDetOfTheBeliefs()
    {
        var question = Question("effect_A ~ normal(1, 2); effect_B ~ normal(0, 1)", [new("A", -1, 1), new("B", -1, 1)]) with { NoiseStd = 2 };
        foreach (var one in Ask(question).Ranking)
        {
            var (a, b) = (one.Intervention["A"], one.Intervention["B"]);

            // det of the covariance before and after: Σ − Σ h hᵀ Σ / s.
            var s = (4 * a * a) + (b * b) + 4;
            var after = ((4 - (16 * a * a / s)) * (1 - (b * b / s))) - Math.Pow(4 * a * b / s, 2);
            Assert.Equal(Math.Log(4 / after) / 2, one.InformationGainNats, 8);
        }
    }

    [Theory]
    [InlineData(ExperimentGoal.Maximize)]
    [InlineData(ExperimentGoal.Minimize)]
    [InlineData(ExperimentGoal.Target)]
    public void Compute_KnowledgeGradient_EqualsSimulation(ExperimentGoal goal)
    {
        ImmutableArray<PlannedExperiment> candidates =
            [new([new("A", 1), new("B", 0)]), new([new("A", 0), new("B", 1)]), new([new("A", -1), new("B", 2)])];
        var question = Question("effect_A ~ normal(1, 2); effect_B ~ normal(0.5, 1)", [new("A", -5, 5), new("B", -5, 5)]) with
        {
            NoiseStd = 1.5,
            Candidates = candidates,
            Goal = goal,
            TargetValue = 1,
        };
        foreach (var one in Ask(question).Ranking)
        {
            var random = new Random(3);
            var (now, sum, sumOfSquares) = (candidates.Max(other => Utility(Slopes(other), [1, 0.5], 4, 1, 0)), 0.0, 0.0);
            const int draws = 200_000;
            double[] h = [one.Intervention["A"], one.Intervention["B"]];
            for (var i = 0; i < draws; i++)
            {
                var s = (4 * h[0] * h[0]) + (h[1] * h[1]) + 2.25;
                var y = MathNet.Numerics.Distributions.Normal.Sample(random, h[0] + (0.5 * h[1]), Math.Sqrt(s));
                var surprise = y - (h[0] + (0.5 * h[1]));
                double[] mean = [1 + (4 * h[0] / s * surprise), 0.5 + (h[1] / s * surprise)];
                var best = candidates.Max(other => Utility(
                    Slopes(other), mean, 4 - (16 * h[0] * h[0] / s), 1 - (h[1] * h[1] / s), -4 * h[0] * h[1] / s));
                sum += best - now;
                sumOfSquares += (best - now) * (best - now);
            }

            var error = Math.Sqrt(sumOfSquares) / draws;
            Assert.InRange(one.KnowledgeGradient, (sum / draws) - (5 * error), (sum / draws) + (5 * error));
        }

        static double[] Slopes(PlannedExperiment one) => [one.Settings[0].Value, one.Settings[1].Value];

        double Utility(double[] x, double[] mean, double va, double vb, double cov)
        {
            var m = (x[0] * mean[0]) + (x[1] * mean[1]);
            return goal switch
            {
                ExperimentGoal.Maximize => m,
                ExperimentGoal.Minimize => -m,
                _ => -((m - 1) * (m - 1)) - ((x[0] * x[0] * va) + (x[1] * x[1] * vb) + (2 * x[0] * x[1] * cov)),
            };
        }
    }

    [Fact]
    public void Compute_AnOutcomeThatTheBeliefsFix_TeachesNothingAndStops()
    {
        var result = Ask(Question("effect_X ~ normal(2, 0)", [new("X", 0, 10)]));

        Assert.True(result.Stop);
        Assert.Equal(0, result.InformationGainNats);
        Assert.Equal(0, result.KnowledgeGradient);
        Assert.Equal(0, result.Recommendation.ExplorationVsExploitation);
        Assert.Equal(10, result.Recommendation.Intervention["X"]);
    }

    [Theory]
    [InlineData("effect_X ~ normal(2, 0.5)")]
    [InlineData("effect_X ~ uniform(1, 3)")]
    public void Compute_AsHistoryGrows_TheGainFalls(string belief)
    {
        var last = double.PositiveInfinity;
        for (var count = 0; count < 20; count += 4)
        {
            var history = Enumerable.Range(0, count).Select(_ => new PastExperiment([new("X", 5)], 10, 0)).ToImmutableArray();
            var gain = Ask(Question(belief, [new("X", 0, 10)]) with { NoiseStd = 4, History = history, Horizon = 100 }).InformationGainNats;

            Assert.InRange(gain, 0, last);
            last = gain;
        }

        Assert.True(last < 0.35);
    }

    [Fact]
    public void Compute_ATarget_IsHit()
    {
        var linear = Ask(Question("effect_A ~ normal(1, 2); effect_B ~ normal(0, 1)", [new("A", -5, 5), new("B", -5, 5)]) with
        {
            Goal = ExperimentGoal.Target,
            TargetValue = 3.3,
        });
        Assert.Equal(3.3, linear.Recommendation.ExpectedOutcome["Y"], 8);

        var curved = ExperimentAnswer.Compute(
            WithBeliefs(Of("Y = b * X ^ 2 + noise : normal(0, 1)"), "b ~ uniform(1, 3)"),
            Question("b ~ uniform(1, 3)", [new("X", 0, 4)]) with { Goal = ExperimentGoal.Target, TargetValue = 8, IsBuilt = false, NoiseStd = 0 },
            TestContext.Current.CancellationToken);
        Assert.Equal(2, curved.Recommendation.Intervention["X"], 1);
        Assert.Equal(8, curved.Recommendation.ExpectedOutcome["Y"], 1);
    }

    [Fact]
    public void Compute_TheCost_NeverPassesTheBudget()
    {
        var question = Question("effect_A ~ normal(1, 2); effect_B ~ normal(3, 1)", [new("A", 0, 5), new("B", 0, 5)]) with
        {
            Budget = 3,
            Costs = [new("A", 1), new("B", 5)],
            Candidates = [new([new("A", 5)]), new([new("B", 5)]), new([new("A", 5), new("B", 5)])],
        };
        Assert.All(Ask(question).Ranking, one => Assert.True(one.Cost <= 3));
        Assert.Single(Ask(question).Ranking);

        var spent = Ask(question with { History = [new([new("A", 1)], 1, 2.5)] });
        Assert.True(spent.Stop);
        Assert.Empty(spent.Recommendation.Intervention);
        Assert.Equal(0, spent.Recommendation.CostEstimate);
    }

    [Fact]
    public void Compute_NormalBeliefsByDraws_AgreeWithTheClosedForm()
    {
        // The same question, once linear and once so written that nobody sees it: X · b = X · log(e^b).
        var question = Question("b ~ normal(2, 0.5)", [new("X", 0, 10)]) with
        {
            NoiseStd = 4,
            IsBuilt = false,
            History = [new([new("X", 5)], 13, null)],
            Candidates = [new([new("X", 10)]), new([new("X", 5)])],
        };
        var exact = ExperimentAnswer.Compute(WithBeliefs(Of("Y = b * X"), "b ~ normal(2, 0.5)"), question, TestContext.Current.CancellationToken);
        var drawn = ExperimentAnswer.Compute(
            WithBeliefs(Of("Y = log(exp(b)) * X"), "b ~ normal(2, 0.5)"), question, TestContext.Current.CancellationToken);

        Assert.Equal(exact.Posterior[0].Mean, drawn.Posterior[0].Mean, 0.02);
        Assert.Equal(exact.Posterior[0].Std, drawn.Posterior[0].Std, 0.02);
        Assert.InRange(exact.InformationGainNats, drawn.InformationBounds.Lower - 0.08, drawn.InformationBounds.Upper + 0.08);
    }

    [Fact]
    public void Compute_NoModel_OnlyTheDirectCausesAreWorthSetting()
    {
        var model = WithBeliefs(Of("Z = X + noise : normal(0, 1); Y = b * Z + noise : normal(0, 1)"), "b ~ normal(1, 1)");
        var result = ExperimentAnswer.Compute(
            model,
            Question("b ~ normal(1, 1)", [new("X", -1, 1), new("Z", -1, 1)]) with { IsBuilt = false, NoiseStd = 0 },
            TestContext.Current.CancellationToken);

        Assert.Equal(["Z"], Assert.Single(result.Pomis!.Value));
    }

    private static ExperimentResult Ask(ExperimentQuestion question)
    {
        var bound = question.Beliefs.Select(belief => new VariableName(belief.Name, belief.Name["effect_".Length..])).ToList();
        return ExperimentAnswer.Compute(SumModel.Of(question.Beliefs, bound, "Y"), question, TestContext.Current.CancellationToken);
    }

    private static StructuralModel WithBeliefs(StructuralModel model, string beliefs)
    {
        var quantities = Beliefs(beliefs);
        return model with
        {
            Variables = [.. model.Variables.Where(name => quantities.All(belief => belief.Name != name))],
            Distributions = [.. model.Distributions.Concat(quantities).OrderBy(one => one.Name, StringComparer.Ordinal)],
        };
    }

    private static ImmutableArray<ExogenousQuantity> Beliefs(string text) =>
    [
        .. text.Split(';').Select(line => line.Split('~'))
            .Select(parts => new ExogenousQuantity(parts[0].Trim(), DistributionParser.Parse(parts[1].Trim(), "/beliefs"))),
    ];

    private static ExperimentQuestion Question(string beliefs, ImmutableArray<VariableRange> feasible) => new(
        Beliefs(beliefs), "Y", ExperimentGoal.Maximize, 0, 10, 5, feasible, [], 1, [], [], ExperimentStrategy.KnowledgeGradient, null, true, 5);
}
