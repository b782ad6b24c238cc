using System.Collections.Immutable;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;
using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Grains.Optimisation;

/// <summary>A plan of the front.</summary>
/// <param name="Found">The plan.</param>
/// <param name="Totals">Total of each objective, as the engine that found it sees it.</param>
internal sealed record FrontPoint(PlanFound Found, double[] Totals);

/// <summary>Plans that no other plan betters in every objective.</summary>
/// <remarks>
/// Augmented ε-constraint sweep: one objective is maximised while the others keep least totals on a grid between nadir and ideal, with a small
/// reward for
/// what exceeds them, so that every solution is efficient, non-convex parts included. Source: Mavrotas (2009), Effective implementation of the
/// ε-constraint method in multi-objective mathematical programming problems.
/// </remarks>
internal sealed class ParetoFront
{
    /// <summary>Reward for exceeding a least total, in shares of the objective's range.</summary>
    private const double Reward = 1e-4;

    /// <summary>Totals this close, in shares of the range, are the same.</summary>
    private const double Same = 1e-7;

    /// <summary>A gain by the other objectives, in shares of their size, that is worth the rounding of the first.</summary>
    private const double Noticeable = 1e-6;

    /// <summary>How far below the nadir the reference of the volume lies, in shares of the range.</summary>
    private const double BelowNadir = 0.1;

    private static readonly int[] GridByObjectives = [0, 0, 41, 9, 5, 4];

    private readonly IPlanEngine _engine;
    private readonly int _objectives;
    private readonly List<FrontPoint> _points = [];

    private ParetoFront(IPlanEngine engine, int objectives) => (_engine, _objectives) = (engine, objectives);

    /// <summary>Best total by objective.</summary>
    public double[] Ideal { get; private set; } = [];

    /// <summary>Worst total by objective, among plans that are best by another.</summary>
    public double[] Nadir { get; private set; } = [];

    /// <summary>Whether time ended the sweep.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>The plans, each once.</summary>
    public IReadOnlyList<FrontPoint> Points => _points;

    /// <summary>Range of an objective; 1 where it has none.</summary>
    public double Range(int objective) => Ideal[objective] - Nadir[objective] is var range && range > 1e-12 * Math.Max(1,
        Math.Abs(Ideal[objective])) ? range : 1;

    /// <summary>The ends: the best plan of each objective, and the ranges they span; null where no plan meets all limits.</summary>
    public static ParetoFront? Ends(IPlanEngine engine, int objectives, WorkBudget budget)
    {
        var front = new ParetoFront(engine, objectives);
        var ends = new List<FrontPoint>();
        for (var i = 0; i < objectives; i++)
        {
            if (front.Best(i, ends, budget) is not { } end)
            {
                return null;
            }

            ends.Add(end);
        }

        front.Ideal = [.. Enumerable.Range(0, objectives).Select(i => ends.Max(end => end.Totals[i]))];
        front.Nadir = [.. Enumerable.Range(0, objectives).Select(i => ends.Min(end => end.Totals[i]))];
        foreach (var end in ends)
        {
            front.Add(end);
        }

        return front;
    }

    /// <summary>Fills in the front between its ends.</summary>
    public ParetoFront Sweep(WorkBudget budget)
    {
        if (_points.Count < 2)
        {
            return this;
        }

        var sides = GridByObjectives[_objectives];
        var cells = (int)Math.Pow(sides, _objectives - 1);
        for (var cell = 0; cell < cells; cell++)
        {
            if (budget.IsSpent)
            {
                IsStopped = true;
                break;
            }

            budget.Progress?.Tell(ProgressStage.Front, cell, cells);

            var (rest, floors) = (cell, new double[_objectives]);
            floors[0] = double.NegativeInfinity;
            for (var i = 1; i < _objectives; i++)
            {
                (rest, var place) = Math.DivRem(rest, sides);
                floors[i] = Nadir[i] + ((Ideal[i] - Nadir[i]) * place / (sides - 1)) - (Same * Range(i));
            }

            var goal = new PlanGoal(
                [.. Enumerable.Range(0, _objectives).Select(i => i == 0 ? 1 : Reward * Range(0) / Range(i))],
                [.. floors]);
            if (_engine.Maximise(goal, budget with { Progress = null }) is { } found)
            {
                Add(Point(found, budget));
            }
        }

        return this;
    }

    /// <summary>The best plan by weights on scaled or raw objectives.</summary>
    public FrontPoint? ByWeights(IReadOnlyList<double> weights, WorkBudget budget) =>
        _engine.Maximise(new PlanGoal([.. weights], PlanGoal.NoFloors(_objectives)), budget) is { } found ? Point(found, budget) : null;

    /// <summary>At most some plans: those that dominate most by themselves, the ends always among them; ordered by the first objective.</summary>
    public (ImmutableArray<FrontPoint> Points, ImmutableArray<double> Contributions) Thin(int most)
    {
        var kept = _points.ToList();
        var reference = Enumerable.Repeat(-BelowNadir, _objectives).ToArray();
        while (kept.Count > Math.Max(most, 1))
        {
            var shares = Hypervolume.Contributions([.. kept.Select(Scaled)], reference);
            var ends = Enumerable.Range(0, _objectives).Select(i => kept.MaxBy(point => point.Totals[i])).ToHashSet();
            var least = Enumerable.Range(0, kept.Count).OrderBy(i => ends.Contains(kept[i])).ThenBy(i => shares[i]).First();
            kept.RemoveAt(least);
        }

        kept = [.. kept.OrderBy(point => point.Totals[0]).ThenByDescending(point => point.Totals[1])];
        return ([.. kept], [.. Hypervolume.Contributions([.. kept.Select(Scaled)], reference)]);
    }

    /// <summary>Weights of the scaled objectives for which a plan is the best; null where there are none.</summary>
    public ImmutableArray<double>? WeightsOf(FrontPoint point, WorkBudget budget)
    {
        var others = _points.Select(other => other.Totals).ToList();
        for (var round = 0; round < 6; round++)
        {
            if (Supporting(point, others) is not { } weights)
            {
                return null;
            }

            if (!_engine.IsExact || budget.IsSpent)
            {
                return weights;
            }

            var rival = ByWeights([.. weights.Select((weight, i) => weight / Range(i))], budget);
            if (rival is null || Worth(weights, rival.Totals) <= Worth(weights, point.Totals) + 1e-6)
            {
                return weights;
            }

            others.Add(rival.Totals);
        }

        return null;
    }

    /// <summary>The total scaled to 0 at the nadir and 1 at the ideal.</summary>
    private double[] Scaled(FrontPoint point) => [.. point.Totals.Select((total, i) => (total - Nadir[i]) / Range(i))];

    private double Worth(ImmutableArray<double> weights, double[] totals) => weights.Select((weight, i) =>
        weight * (totals[i] - Nadir[i]) / Range(i)).Sum();

    private ImmutableArray<double>? Supporting(FrontPoint point, List<double[]> others)
    {
        // The weights under which the plan leads by most; a lead below zero means that there are none.
        var program = new LinearProgram();
        var weights = Enumerable.Range(0, _objectives).Select(_ => program.AddColumn(0, 1)).ToList();
        var lead = program.AddColumn(-1, 1, 1);
        program.AddRow(weights.Select(weight => (weight, 1.0)), 1, 1);
        foreach (var other in others)
        {
            program.AddRow(
                [.. weights.Select((weight, i) => (weight, (point.Totals[i] - other[i]) / Range(i))), (lead, -1)],
                other.AsSpan().SequenceEqual(point.Totals) ? -1 : 0,
                double.PositiveInfinity);
        }

        var solution = program.Solve();
        return solution.IsOptimal && solution.Values[lead] >= -Same ? [.. weights.Select(weight => WireNumber.Round(solution.Values[weight]))] : null;
    }

    /// <summary>The best plan of one objective; among such plans, the best by the others.</summary>
    private FrontPoint? Best(int objective, List<FrontPoint> known, WorkBudget budget)
    {
        if (_engine.Maximise(PlanGoal.Alone(objective, _objectives) with { IsRough = true }, budget) is not { } first)
        {
            return null;
        }

        var best = Point(first, budget);
        if (known.MaxBy(end => end.Totals[objective]) is { } better && better.Totals[objective] > best.Totals[objective])
        {
            best = better;
        }

        var floors = Enumerable.Repeat(double.NegativeInfinity, _objectives).ToArray();
        floors[objective] = best.Totals[objective] - (1e-9 * Math.Max(1, Math.Abs(best.Totals[objective])));
        double Size(int i) => Math.Max(1e-9, known.Append(best).Max(end => Math.Abs(end.Totals[i])));
        var goal = new PlanGoal([.. Enumerable.Range(0, _objectives).Select(i => i == objective ? 0 : 1 / Size(i))], [.. floors]);
        var refined = _engine.Maximise(goal, budget) is { } second ? Point(second, budget) : best;
        return goal.Of(refined.Totals) > goal.Of(best.Totals) + Noticeable && refined.Totals[objective] >= floors[objective] ? refined : best;
    }

    private FrontPoint Point(PlanFound found, WorkBudget budget) => new(found, _engine is SearchEngine search
        ? search.Totals(found.Plan, budget)
        : _engine.Evaluate(found.Plan, budget).Totals);

    private void Add(FrontPoint point)
    {
        var tolerance = Enumerable.Range(0, _objectives).Select(i => Same * Range(i)).ToArray();
        bool Covers(FrontPoint a, FrontPoint b) => a.Totals.Select((total, i) => total >= b.Totals[i] - tolerance[i]).All(holds => holds);
        if (_points.Exists(held => Covers(held, point)))
        {
            return;
        }

        _points.RemoveAll(held => Covers(point, held));
        _points.Add(point);
    }
}
