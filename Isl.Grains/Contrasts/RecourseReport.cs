using System.Collections.Immutable;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Contrasts;

namespace Isl.Grains.Contrasts;

/// <summary>Changes as they are told: what each brings, costs and bears.</summary>
internal sealed class RecourseReport(RecourseQuestion question, string[] names, string[] targets, RecourseFrame frame, OutcomeSurface surface)
{
    private const decimal Level = 0.95m;
    private const double Robust = 0.8;
    private const double Moderate = 0.5;
    private static readonly double[] Deviations = [-0.1, -0.05, 0, 0.05, 0.1];

    /// <summary>Best first by what the question minimises; then by fewer variables, then by length.</summary>
    public IEnumerable<RecourseOption> Rank(IEnumerable<RecoursePoint> points) => points
        .Select(point => (Point: point, Option: Tell(point)))
        .OrderBy(one => question.Minimize switch
        {
            RecourseGoal.Cost => one.Option.CostEstimate,
            RecourseGoal.Feasibility => -one.Option.Feasibility,
            _ => one.Point.Length,
        })
        .ThenBy(one => one.Option.Changes.Count)
        .ThenBy(one => one.Point.Length)
        .Select((one, i) => one.Option with { Rank = i + 1 });

    /// <summary>The changes side by side.</summary>
    public static RecourseComparison Compare(ImmutableArray<RecourseOption> options)
    {
        var cost = options.MinBy(option => option.CostEstimate)!;
        var robust = options.MaxBy(option => option.RobustnessScore)!;
        var feasible = options.MaxBy(option => option.Feasibility)!;
        var tradeoffs = new List<Finding>();
        if (cost.Rank != robust.Rank)
        {
            tradeoffs.Add(new CheapOrRobust(cost.Rank, robust.Rank, cost.RobustnessScore, robust.RobustnessScore));
        }

        if (cost.Rank != feasible.Rank)
        {
            tradeoffs.Add(new CheapOrUsual(cost.Rank, feasible.Rank, cost.Feasibility, feasible.Feasibility));
        }

        return new RecourseComparison(
            cost.Rank,
            robust.Rank,
            feasible.Rank,
            [.. options.Where(option => option.Changes.Count > 1).Select(option => new LessTogether([.. option.Changes.Keys]).Text)],
            [.. tradeoffs.Texts()]);
    }

    private RecourseOption Tell(RecoursePoint point)
    {
        int[] changed = [.. Enumerable.Range(0, names.Length).Where(i => point.Point[i] != frame.From[i])];
        var draws = surface.Draws(frame.Changed(point.Point));
        var score = WireNumber.Round(RobustnessOf(point.Point));
        return new RecourseOption(
            0,
            changed.ToDictionary(i => names[i], i => Change(i, point.Point[i]), StringComparer.Ordinal),
            WireNumber.Map(targets.Select((name, i) => (name, point.Outcomes[i]))),
            targets.Select((name, i) => (name, Interval: Central(draws[i]))).ToDictionary(one => one.name, one =>
                one.Interval, StringComparer.Ordinal),
            WireNumber.Round(changed.Select(i => Usual(i, point.Point[i])).Aggregate(1.0, Math.Min)),
            WireNumber.Round(changed.Sum(i => Math.Abs(point.Point[i] - frame.From[i]) / Math.Max(Math.Abs(frame.From[i]), frame.Scale[i]))),
            score >= Robust ? "robust" : score >= Moderate ? "moderate" : "fragile",
            score);
    }

    private RecourseChange Change(int i, double to)
    {
        var (from, delta) = (WireNumber.Round(frame.From[i]), to - frame.From[i]);
        return new RecourseChange(names[i], from, to, WireNumber.Round(delta), from == 0 ? 0 : WireNumber.Round(delta / Math.Abs(from)));
    }

    /// <summary>
    /// How usual a new value is: 1 at the present value, a half one unit away; with bounds, also the share of the way to the bound that is left.
    /// </summary>
    private double Usual(int i, double to)
    {
        var steps = Math.Abs(to - frame.From[i]) / frame.Scale[i];
        var bound = to > frame.From[i] ? frame.Most[i] : frame.Least[i];
        return double.IsFinite(bound) && bound != frame.From[i] ? 1 - (Math.Abs(to - frame.From[i]) / Math.Abs(bound - frame.From[i]) / 2)
            : 1 / (1 + steps);
    }

    private double RobustnessOf(double[] point)
    {
        var (met, all) = (0, 0);
        foreach (var deviation in Deviations)
        {
            double[] moved = [.. point.Select((value, i) => value == frame.From[i] ? double.NaN : value + (deviation * (value - frame.From[i])))];
            var draws = surface.Draws(moved);
            for (var draw = 0; draw < draws[0].Length; draw++, all++)
            {
                met += frame.Reaches([.. draws.Select(values => values[draw])]) ? 1 : 0;
            }
        }

        return (double)met / all;
    }

    private static LevelInterval Central(double[] draws)
    {
        double[] sorted = [.. draws.Order()];
        var tail = (int)(sorted.Length * (double)(1 - Level) / 2);
        return new LevelInterval(WireNumber.Round(sorted[tail]), WireNumber.Round(sorted[^(tail + 1)]), Level);
    }
}
