using System.Text.Json;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models.Formulas;
using static Isl.Tests.Unit.Optimisation.Plans;

namespace Isl.Tests.Properties.Optimisation;

/// <summary>Plans and bounds of problems whose steps hand something on, against plans that are simulated by hand.</summary>
public sealed class MemoryProperties
{
    private static readonly string[] Handed =
    [
        "0.6 * S[t-1] + X", "S[t-1] * (1 + 0.3 * sqrt(X)) - 0.2 * X", "0.8 * S[t-1] + X^2 / 2", "S[t-1] + X * (1 - S[t-1] / 5)", "0.5 * S[t-1] + X * X[t-1]",
    ];

    private static readonly string[] Outcomes =
    [
        "3 * X / (1 + S)", "log(1 + S^2) - 0.3 * X", "X * exp(-0.4 * S[t-1])", "sin(2 * S) + 0.2 * X", "sqrt(1 + S) - 0.1 * X^2", "min(S, 2) - 0.2 * X * S",
    ];

    /// <summary>Each formula at least once.</summary>
    public static TheoryData<int> Rounds => [.. Enumerable.Range(0, 6).Select(i => 5 * i)];

    [Theory]
    [MemberData(nameof(Rounds))]
    public void ListedValues_EqualTheBestOfAllPlans(int round)
    {
        var problem = new Problem(round, horizon: 3);
        double[] values = [0, 0.5, 1, 2];
        var answer = problem.Solve(new DecisionVariable("X", null, null, [.. values], 1));
        var best = double.NegativeInfinity;
        for (var which = 0; which < 64; which++)
        {
            double[] plan = [.. Enumerable.Range(0, 3).Select(step => values[(which >> (2 * step)) % 4])];
            best = problem.Keeps(plan) ? Math.Max(best, problem.ValueOf(plan)) : best;
        }

        Assert.Equal(best, answer.TotalUtility, 1e-7);
        Assert.True(answer.UpperBound >= best - 1e-9, $"the bound {answer.UpperBound} is below {best}");
        Assert.Equal(problem.ValueOf(answer.OptimalSequence.Of("X")), answer.TotalUtility, 1e-7);
    }

    [Theory]
    [MemberData(nameof(Rounds))]
    public void AnyValues_NoPlanOfThousandsIsBetterThanThePlanOrTheBound(int round)
    {
        var problem = new Problem(round, horizon: 3);
        var answer = problem.Solve();
        var random = new Random(round);
        var best = double.NegativeInfinity;
        for (var tried = 0; tried < 20_000; tried++)
        {
            var plan = problem.Any(random);
            best = problem.Keeps(plan) ? Math.Max(best, problem.ValueOf(plan)) : best;
        }

        Assert.True(answer.UpperBound >= best - 1e-9, $"the bound {answer.UpperBound} is below {best}");
        Assert.True(answer.TotalUtility >= best - 1e-3, $"the plan's {answer.TotalUtility} is below {best}");
        Assert.True(answer.TotalUtility <= answer.UpperBound + 1e-9);
        Assert.Equal(problem.ValueOf(answer.OptimalSequence.Of("X")), answer.TotalUtility, 1e-7);
        Assert.True(problem.Keeps(answer.OptimalSequence.Of("X"), 1e-6));
    }

    [Fact]
    public void SameProblem_SameBytes()
    {
        foreach (var round in (int[])[1, 13])
        {
            Assert.Equal(
                JsonSerializer.Serialize(new Problem(round, horizon: 3).Solve()), JsonSerializer.Serialize(new Problem(round, horizon: 3).Solve()));
        }
    }

    /// <summary>A stock S that X feeds, with limits on X; simulated by hand.</summary>
    private sealed class Problem
    {
        private const double Most = 2;
        private readonly string _handed;
        private readonly string _outcome;
        private readonly int _horizon;
        private readonly double _change;
        private readonly double _budget;
        private readonly Formula _state;
        private readonly Formula _worth;

        public Problem(int round, int horizon)
        {
            (_handed, _outcome, _horizon) = (Handed[round % Handed.Length], Outcomes[round / Handed.Length], horizon);
            var random = new Random(round);
            (_change, _budget) = (Math.Round(0.5 + random.NextDouble(), 2), Math.Round(1 + (2 * random.NextDouble()), 2));
            (_state, _worth) = (FormulaParser.Parse(_handed, "/"), FormulaParser.Parse(_outcome, "/"));
        }

        public SequentialResult Solve(DecisionVariable? decision = null) => Unit.Optimisation.Plans.Solve(
            Model(("S", _handed), ("Y", _outcome)),
            "Y",
            Setting(
                _horizon,
                decision is null
                    ? [("bounds/X", 0, Most), ("max_X_change", _change, null), ("budget", _budget, null)]
                    : [("max_X_change", _change, null), ("budget", _budget, null)],
                [("X", 0), ("S", 1)],
                decision is null ? null : [decision]));

        public double ValueOf(double[] plan)
        {
            var (s, last, sum) = (1.0, 0.0, 0.0);
            foreach (var x in plan)
            {
                var before = s;
                s = _state.Evaluate(name => name switch { "X" => x, "X[t-1]" => last, _ => before }, 0);
                var after = s;
                sum += _worth.Evaluate(name => name switch { "X" => x, "S" => after, _ => before }, 0);
                last = x;
            }

            return sum;
        }

        public bool Keeps(double[] plan, double rounding = 1e-9)
        {
            double[] moves = [.. plan.Select((x, step) => Math.Abs(x - (step == 0 ? 0 : plan[step - 1])))];
            return moves.All(move => move <= _change + rounding) && moves.Sum() <= _budget + rounding;
        }

        public double[] Any(Random random)
        {
            var (plan, last) = (new double[_horizon], 0.0);
            for (var step = 0; step < _horizon; step++)
            {
                last = Math.Clamp(last + (((2 * random.NextDouble()) - 1) * _change), 0, Most);
                plan[step] = last;
            }

            return plan;
        }
    }
}
