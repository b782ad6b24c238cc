using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;

namespace Isl.Grains.Optimisation;

/// <summary>
/// What no plan exceeds: each step between planes over boxes, all steps and limits in one program, and boxes cut where the program's solution lies
/// farthest from the model. The solutions are plans worth trying too.
/// </summary>
/// <remarks>
/// Source: Nagarajan et al. (2019), An adaptive, multivariate partitioning algorithm for global optimization of nonconvex programs, with planes from
/// slopes over boxes (Moore, Kearfott and Cloud 2009, chapter 6) instead of products.
/// </remarks>
internal sealed class PlanRelaxation
{
    private const int MostRounds = 40;
    private const int MostNodes = 50;

    /// <summary>Most cells in a program in which each step lies in one of them, and most cells times steps in all such programs together: more take
    /// longer than the answer is worth.</summary>
    private const int MostWholeCells = 150;
    private const int MostWhole = 6000;

    /// <summary>Most operations on intervals: about two seconds.</summary>
    private const long MostWork = 60_000_000;

    /// <summary>Most cells in one program.</summary>
    private const int MostCells = 600;

    /// <summary>A gap as small as this share of the value is closed.</summary>
    private const double Closed = 2e-4;

    /// <summary>Where what cells leave open explains less of the gap than this, the mixing of cells explains it.</summary>
    private const double Explained = 0.3;

    private readonly PlanProblem _problem;
    private readonly StepRelaxation _step;
    private readonly bool _stepsAlike;
    private readonly List<RelaxationCell>[] _cells;
    private readonly Dictionary<string, RelaxationCell> _known = [];
    private long _work;

    /// <summary>Begins with one box for each step.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="step">Its step.</param>
    public PlanRelaxation(PlanProblem problem, StepRelaxation step)
    {
        (_problem, _step) = (problem, step);
        _stepsAlike = problem.Lags.IsEmpty;
        _cells = new List<RelaxationCell>[problem.Horizon];
        var handed = problem.Lags.Select(lag => Interval.Of(lag.Start)).ToArray();
        for (var own = 0; own < problem.Horizon; own++)
        {
            var at = own;
            _cells[own] = [CellOf(own, [.. problem.Decisions.Select((decision, i) => Snapped(decision, problem.Reach(at, i))), .. handed])];
            handed = _cells[own][0].Estimate.Values[1..(1 + handed.Length)];
        }
    }

    /// <summary>The bound; ∞ where nothing bounds plans.</summary>
    /// <param name="attempt">Tries a plan, and returns the value of the best plan then.</param>
    /// <param name="budget">Ends it with the bound so far.</param>
    public double Tighten(Func<double[], double> attempt, WorkBudget budget)
    {
        var (bound, isWhole, whole, mixed) = (double.PositiveInfinity, false, 0, 0);
        while (mixed < MostRounds && whole < MostWhole && !budget.IsSpent && _work < MostWork)
        {
            if (new RelaxedProgram(_problem, _cells, isWhole).Solve(budget, MostNodes) is not { } solution)
            {
                return bound;
            }

            var count = _cells.Sum(cells => cells.Count);
            (mixed, whole) = isWhole ? (mixed, whole + (count * _problem.Horizon)) : (mixed + 1, whole);
            bound = Math.Min(bound, solution.Bound);
            var best = attempt(solution.Plan);
            var open = Errors(solution.Parts);
            var gap = bound - best;
            if ((double.IsFinite(best) && gap <= Closed * Math.Abs(best)) || count > MostCells)
            {
                return bound;
            }

            isWhole |= double.IsFinite(gap) && open.Sum(one => one.Error) < Explained * gap;
            var isCut = false;
            foreach (var worst in open.GroupBy(one => one.Part.Step).Select(step => step.MaxBy(one => one.Error)).Where(one =>
                one.Error > (double.IsFinite(gap) ? 1e-3 * gap / _problem.Horizon : 0)))
            {
                isCut |= Cut(worst.Part, worst.Weights);
            }

            if (!isCut && isWhole && whole > 0)
            {
                return bound;
            }

            isWhole |= !isCut;
            if (isWhole && count > MostWholeCells)
            {
                return bound;
            }
        }

        return bound;
    }

    /// <summary>How far the outputs of each part are from the model's, in utility.</summary>
    private List<(RelaxedPart Part, double Error, double[] Weights)> Errors(List<RelaxedPart> parts)
    {
        var found = new List<(RelaxedPart, double, double[])>();
        var worth = new double[_problem.Lags.Length];
        for (var own = _problem.Horizon - 1; own >= 0; own--)
        {
            double[] weights = [_problem.Weight(own), .. worth, .. _problem.Limits.Select(_ => 0.0)];
            var earlier = new double[worth.Length];
            var step = own;
            foreach (var part in parts.Where(one => one.Step == step))
            {
                var values = _step.At(own, part.Point);
                _work += _step.Work / (1 + _step.Sides);
                var errors = part.Outputs.Select((output, i) => weights[i] * (i == 0 ? output - values[i] : Math.Abs(output - values[i])));
                found.Add((part, part.Share * Math.Max(0, errors.Where(double.IsFinite).Sum()), weights));
                for (var lag = 0; lag < worth.Length; lag++)
                {
                    var side = _problem.Decisions.Length + lag;
                    var steepest = weights.Select((weight, i) => weight * Most(part.Cell.Estimate.Slopes[i][side])).Where(double.IsFinite).Sum();
                    earlier[lag] = Math.Max(earlier[lag], steepest);
                }
            }

            worth = earlier;
        }

        return found;
    }

    private bool Cut(RelaxedPart part, double[] weights)
    {
        var box = part.Cell.Box;
        foreach (var side in Enumerable.Range(0, box.Length).Where(i => box[i].High > box[i].Low).OrderByDescending(Gain))
        {
            ReadOnlySpan<double> values = side < _problem.Decisions.Length ? _problem.Decisions[side].Values.AsSpan() : [];
            if (part.Cell.Cut(side, part.Point[side], values) is { } halves)
            {
                var own = _cells[part.Step];
                var at = own.IndexOf(part.Cell);
                own[at] = CellOf(part.Step, halves.Low);
                own.Insert(at + 1, CellOf(part.Step, halves.High));
                return true;
            }
        }

        return false;

        // What the slopes leave open across the side; where they leave everything open, its width in the first box counts.
        double Gain(int side)
        {
            var width = box[side].High - box[side].Low;
            var open = weights.Select((weight, i) => weight == 0 ? 0 : weight * (part.Cell.Estimate.Slopes[i][side] is var slope
                ? slope.High - slope.Low : 0)).Sum() * width;
            return double.IsFinite(open) ? open : 1e300 * Math.Min(1, width);
        }
    }

    private RelaxationCell CellOf(int step, Interval[] box)
    {
        var key = $"{(_stepsAlike ? 0 : step)} {string.Join(' ', box)}";
        if (!_known.TryGetValue(key, out var cell))
        {
            cell = _known[key] = new RelaxationCell(box, _step.Over(step, box), corner => _step.At(step, corner));
            _work += 2 * _step.Work;
        }

        return cell;
    }

    private static Interval Snapped(PlanDecision decision, (double Low, double High) reach)
    {
        var within = decision.Values.Where(value => value >= reach.Low && value <= reach.High).ToList();
        return within.Count == 0 ? new Interval(reach.Low, reach.High) : new Interval(within[0], within[^1]);
    }

    private static double Most(Interval slope) => Math.Max(Math.Abs(slope.Low), Math.Abs(slope.High));
}
