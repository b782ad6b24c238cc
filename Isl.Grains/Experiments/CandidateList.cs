using System.Collections.Immutable;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>Experiments to choose among: levels of the variables worth setting together, the best point between them, and points that hit.</summary>
internal static class CandidateList
{
    private const int MostCorners = 6;
    private const int Halvings = 60;
    private const int Moves = 60;

    /// <summary>Levels of each variable, by how many are set together.</summary>
    private static readonly int[] Levels = [1, 17, 7, 4];

    /// <summary>A grid over each set of variables.</summary>
    public static List<PlannedExperiment> Grid(ExperimentQuestion question, IReadOnlyList<ImmutableArray<string>> sets, int most)
    {
        var found = new List<PlannedExperiment>();
        var share = Math.Max(4, most / Math.Max(1, sets.Count));
        foreach (var set in sets)
        {
            var points = Points(set.Length, share, unchecked((ulong)question.Seed)).ToList();
            found.AddRange(points.Select(point => new PlannedExperiment([.. set.Select((variable, i) =>
            {
                var range = question.Feasible.First(one => one.Variable == variable);
                return new VariableValue(variable, Between(range.Low!.Value, range.High!.Value, point[i]));
            })])));
        }

        return found;
    }

    /// <summary>The experiment with the best expected outcome near the best one of a list, by moves along the axes.</summary>
    public static PlannedExperiment? Refined(ExperimentQuestion question, IBeliefs beliefs, IReadOnlyList<PlannedExperiment> list)
    {
        if (list.Count == 0)
        {
            return null;
        }

        var (best, value) = list.Select(one => (one, Worth(question, beliefs, one))).MaxBy(pair => pair.Item2);
        var step = 0.125;
        for (var move = 0; move < Moves && step > 1e-3 && !best.Settings.IsEmpty; move++)
        {
            var (next, worth) = Around(question, best, step).Select(one => (one, Worth(question, beliefs, one))).MaxBy(pair => pair.Item2);
            (best, value, step) = worth > value ? (next, worth, step) : (best, value, step / 2);
        }

        return list.Contains(best) ? null : best;
    }

    /// <summary>Experiments whose expected outcome is the value wanted, between those of a list that lie on either side of it.</summary>
    public static IEnumerable<PlannedExperiment> Hits(
        ExperimentQuestion question, IBeliefs beliefs, IReadOnlyList<PlannedExperiment> list, int most)
    {
        foreach (var set in list.GroupBy(one => string.Join('\n', one.Settings.Select(value => value.Variable))))
        {
            var means = set.Select(one => (one, Mean: beliefs.MeanOf(one.Settings))).ToList();
            var below = means.Where(pair => pair.Mean < question.TargetValue).OrderByDescending(pair => pair.Mean).Take(most).ToList();
            var above = means.Where(pair => pair.Mean > question.TargetValue).OrderBy(pair => pair.Mean).Take(most).ToList();
            foreach (var (low, high) in below.Zip(above))
            {
                yield return Crossing(question, beliefs, low.one, high.one);
            }
        }
    }

    private static double Worth(ExperimentQuestion question, IBeliefs beliefs, PlannedExperiment experiment)
    {
        var mean = beliefs.MeanOf(experiment.Settings);
        return question.Goal switch
        {
            ExperimentGoal.Maximize => mean,
            ExperimentGoal.Minimize => -mean,
            _ => -Math.Abs(mean - question.TargetValue),
        };
    }

    private static IEnumerable<PlannedExperiment> Around(ExperimentQuestion question, PlannedExperiment at, double step) =>
        from i in Enumerable.Range(0, at.Settings.Length)
        from sign in (double[])[1, -1]
        let own = at.Settings[i]
        let range = question.Feasible.First(one => one.Variable == own.Variable)
        let moved = Math.Clamp(own.Value + (sign * step * (range.High!.Value - range.Low!.Value)), range.Low!.Value, range.High!.Value)
        select at with { Settings = at.Settings.SetItem(i, own with { Value = moved }) };

    private static PlannedExperiment Crossing(ExperimentQuestion question, IBeliefs beliefs, PlannedExperiment low, PlannedExperiment high)
    {
        var (from, to) = (0.0, 1.0);
        for (var i = 0; i < Halvings && from + ((to - from) / 2) is var middle && middle > from && middle < to; i++)
        {
            (from, to) = beliefs.MeanOf(At(middle).Settings) < question.TargetValue ? (middle, to) : (from, middle);
        }

        return At(from + ((to - from) / 2));

        PlannedExperiment At(double share) => new(
            [.. low.Settings.Zip(high.Settings, (a, b) => a with { Value = Between(a.Value, b.Value, share) })]);
    }

    private static double Between(double low, double high, double share) => share switch
    {
        0 => low,
        1 => high,
        _ => WireNumber.Round(low + (share * (high - low))),
    };

    /// <summary>
    /// Points of a unit cube: a full grid of few variables, the corners of several, else a Latin hypercube with the two far corners.
    /// </summary>
    private static IEnumerable<double[]> Points(int size, int most, ulong seed)
    {
        if (size < Levels.Length)
        {
            var levels = Levels[size];
            while (levels > 2 && Math.Pow(levels, size) > most)
            {
                levels--;
            }

            return Product(size, levels);
        }

        if (size <= MostCorners && 1 << size <= most)
        {
            return Product(size, 2);
        }

        var random = new CounterRandom(seed, CounterRandom.StreamOf($"{size}", "candidates"));
        var count = Math.Max(4, most - 2);
        var columns = Enumerable.Range(0, size)
            .Select(column => Enumerable.Range(0, count).OrderBy(i => random.Bits((uint)column, (uint)i)).ToArray())
            .ToArray();
        return
        [
            [.. Enumerable.Repeat(0.0, size)],
            [.. Enumerable.Repeat(1.0, size)],
            .. Enumerable.Range(0, count).Select(row => (double[])[.. columns.Select(column => column[row] / (count - 1.0))]),
        ];
    }

    private static IEnumerable<double[]> Product(int size, int levels) => Enumerable
        .Range(0, (int)Math.Pow(levels, size))
        .Select(index => (double[])[.. Enumerable.Range(0, size).Select(i =>
            levels == 1 ? 0.5 : index / (int)Math.Pow(levels, i) % levels / (levels - 1.0))]);
}
