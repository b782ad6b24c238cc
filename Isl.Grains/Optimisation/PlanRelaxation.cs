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
    /// <summary>Cells of a step with which programs begin in which each step lies in one cell.</summary>
    private const int Few = 5;

    /// <summary>Most cells, and cells times steps, in one of these programs, in all of them, and their most nodes: more take longer than the
    /// answer is worth.</summary>
    private const int MostWholeCells = 70;
    private const int MostWhole = 450;
    private const int MostWholes = 2500;
    private const int MostNodes = 200;

    /// <summary>Most cells in all programs together in which steps may mix them, and in one of these.</summary>
    private const int MostMixed = 8000;
    private const int MostMixedRoughly = 1500;
    private const int MostCells = 600;

    /// <summary>Most operations on intervals: about two seconds.</summary>
    private const long MostWork = 60_000_000;

    /// <summary>Most cuts about one point, and most points of a step, in a round.</summary>
    private const int MostCuts = 4;
    private const int MostPoints = 4;

    /// <summary>A gap as small as this share of the value is closed.</summary>
    private const double Closed = 5e-4;

    /// <summary>A round that takes less than this share off the gap was slow; after some slow ones nothing more is to be expected.</summary>
    private const double Slow = 0.01;
    private const int MostSlow = 6;
    private const int MostSlowWhole = 3;

    /// <summary>Part of the gap that cells about a point may leave open.</summary>
    private const double Open = 0.25;
    private const double Negligible = 1e-3;

    /// <summary>Cells are left out where nothing in them comes within this share of the best plan.</summary>
    private const double Rounding = 1e-7;

    private readonly PlanProblem _problem;
    private readonly StepRelaxation _step;
    private readonly bool _stepsAlike;
    private readonly List<RelaxationCell>[] _cells;
    private readonly Dictionary<string, RelaxationCell> _known = [];
    private long _work;
    private double _bound = double.PositiveInfinity;
    private double _best = double.NegativeInfinity;
    private double _phaseBound = double.PositiveInfinity;
    private int _slow;

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

    /// <summary>Whether the clock stopped a program: another time the bound may be another.</summary>
    public bool IsLate { get; private set; }

    private double Gap => _bound - _best;

    private bool IsClosed => double.IsFinite(_best) && Gap <= Closed * Math.Abs(_best);

    private int Count => _cells.Sum(cells => cells.Count);

    private bool FitsWhole => Count <= MostWholeCells && Count * _problem.Horizon <= MostWhole;

    /// <summary>The bound; ∞ where nothing bounds plans.</summary>
    /// <param name="attempt">Tries a plan, and returns the value of the best plan then.</param>
    /// <param name="isRough">Whether a rough bound will do.</param>
    /// <param name="budget">Ends it with the bound so far.</param>
    public double Tighten(Func<double[], double> attempt, bool isRough, WorkBudget budget)
    {
        var few = _cells.Select(cells => cells.ToList()).ToArray();
        var (spent, goesOn) = (0, true);
        while (goesOn && _slow < MostSlow)
        {
            spent += Count;
            goesOn = Round(attempt, isWhole: false, budget) && Count <= MostCells && spent < (isRough ? MostMixedRoughly : MostMixed);
            few = Count <= Few * _problem.Horizon && FitsWhole ? [.. _cells.Select(cells => cells.ToList())] : few;
        }

        // Mixing cells of a step promises more than any plan brings. From few cells on, each step lies in one.
        few.CopyTo(_cells, 0);
        (spent, goesOn) = (0, !isRough && !IsClosed && !budget.IsSpent);
        (_phaseBound, _slow) = (double.PositiveInfinity, 0);
        while (goesOn && _slow < MostSlowWhole && spent < MostWholes && FitsWhole)
        {
            spent += Count * _problem.Horizon;
            goesOn = Round(attempt, isWhole: true, budget);
        }

        return _bound;
    }

    /// <summary>Solves the program, tries its plan, leaves cells out and cuts others; false where that is the end.</summary>
    private bool Round(Func<double[], double> attempt, bool isWhole, WorkBudget budget)
    {
        var program = new RelaxedProgram(_problem, _cells, isWhole);
        var found = program.Solve(budget, MostNodes);
        IsLate |= program.IsLate;
        if (found is not { } solution)
        {
            return false;
        }

        _best = attempt(solution.Plan);
        _bound = Math.Min(_bound, Math.Max(solution.Bound, _best)); // cells that were left out bring no more than the best plan
        _slow = _phaseBound - solution.Bound < Slow * (_phaseBound - _best) ? _slow + 1 : 0;
        _phaseBound = Math.Min(_phaseBound, solution.Bound);
        if (IsClosed || budget.IsSpent || _work >= MostWork)
        {
            return false;
        }

        LeaveOut(solution.Within);
        return CutWorst(Errors(solution.Parts));
    }

    /// <summary>Cuts, in each step, the cell that leaves most open, until what it leaves open about the solution's point is little.</summary>
    private bool CutWorst(List<(RelaxedPart Part, double Error, double[] Weights)> open)
    {
        var isCut = false;
        var gap = double.IsFinite(Gap) ? Gap / _problem.Horizon : double.PositiveInfinity;
        foreach (var (part, _, weights) in open
            .GroupBy(one => one.Part.Step)
            .SelectMany(step => step.OrderByDescending(one => one.Error).Take(MostPoints))
            .Where(one => one.Error > (double.IsFinite(gap) ? Negligible * gap : 0)))
        {
            var values = _step.At(part.Step, part.Point);
            var cell = part.Cell;
            for (var cut = 0; cut < MostCuts && Cut(part.Step, cell, part.Point, weights) is { } halves; cut++)
            {
                isCut = true;
                if (Array.Find(halves, half => half.Holds(part.Point)) is not { } about)
                {
                    break; // the point lies between listed values
                }

                cell = about;
                var left = values.Select((value, output) => weights[output] == 0 ? 0 : weights[output] * cell.Room(output, part.Point, value)).Sum();
                if (part.Share * left <= Open * gap)
                {
                    break;
                }
            }
        }

        return isCut;
    }

    /// <summary>Takes out cells in which no plan is better than the best.</summary>
    private void LeaveOut(List<(int Step, RelaxationCell Cell, double Bound)> within)
    {
        foreach (var (step, cell, _) in within.Where(one => one.Bound < _best - (Rounding * Math.Max(1, Math.Abs(_best)))))
        {
            _ = _cells[step].Count > 1 && _cells[step].Remove(cell);
        }
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

    private RelaxationCell[]? Cut(int step, RelaxationCell cell, double[] point, double[] weights)
    {
        var box = cell.Box;
        foreach (var side in Enumerable.Range(0, box.Length).Where(i => box[i].High > box[i].Low).OrderByDescending(Gain))
        {
            ReadOnlySpan<double> values = side < _problem.Decisions.Length ? _problem.Decisions[side].Values.AsSpan() : [];
            if (cell.Cut(side, point[side], values) is { } halves)
            {
                var own = _cells[step];
                var at = own.IndexOf(cell);
                RelaxationCell[] cut = [CellOf(step, halves.Low, cell.Estimate), CellOf(step, halves.High, cell.Estimate)];
                own[at] = cut[0];
                own.Insert(at + 1, cut[1]);
                return cut;
            }
        }

        return null;

        // What the slopes leave open across the side; where they leave everything open, its width in the first box counts.
        double Gain(int side)
        {
            var width = box[side].High - box[side].Low;
            var open = weights.Select((weight, i) => weight == 0 ? 0 : weight * (cell.Estimate.Slopes[i][side] is var slope
                ? slope.High - slope.Low : 0)).Sum() * width;
            return double.IsFinite(open) ? open : 1e300 * Math.Min(1, width);
        }
    }

    private RelaxationCell CellOf(int step, Interval[] box, StepEstimate? around = null)
    {
        var key = $"{(_stepsAlike ? 0 : step)} {string.Join(' ', box)}";
        if (!_known.TryGetValue(key, out var cell))
        {
            cell = _known[key] = new RelaxationCell(box, _step.Over(step, box).Within(around), corner => _step.At(step, corner));
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
