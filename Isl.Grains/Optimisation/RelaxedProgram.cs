using Isl.Grains.Numerics;
using Isl.Grains.Numerics.LinearPrograms;

namespace Isl.Grains.Optimisation;

/// <summary>A part of a solution: what one cell of a step takes.</summary>
/// <param name="Step">The step.</param>
/// <param name="Cell">The cell.</param>
/// <param name="Share">How much of the step lies in it, from 0 to 1.</param>
/// <param name="Point">Where in it.</param>
/// <param name="Outputs">The outputs that the relaxation allows there.</param>
internal sealed record RelaxedPart(int Step, RelaxationCell Cell, double Share, double[] Point, double[] Outputs);

/// <summary>What the program allows.</summary>
/// <param name="Bound">No plan exceeds it.</param>
/// <param name="Plan">The plan that it would take.</param>
/// <param name="Parts">What each cell takes.</param>
/// <param name="Within">By step and cell, what no plan exceeds whose step lies in that cell; empty where that is not known.</param>
internal sealed record RelaxedSolution(
    double Bound, double[] Plan, List<RelaxedPart> Parts, List<(int Step, RelaxationCell Cell, double Bound)> Within);

/// <summary>
/// All steps as one linear program over all limits: each step lies in one of its cells, or, where shares may be split, in a mixture of them, and its
/// outputs lie between the planes of that cell.
/// </summary>
/// <remarks>
/// Source: Balas (1979), Disjunctive programming, for a union of polyhedra by shares; McCormick (1976), Computability of global solutions to
/// factorable nonconvex programs, for planes above and below.
/// </remarks>
internal sealed class RelaxedProgram
{
    private const double None = 1e-7;
    private const double MostSeconds = 20;

    private readonly FeasibleSet _feasible;
    private readonly LinearProgram _program;
    private readonly bool _isWhole;
    private readonly List<(int Step, RelaxationCell Cell, int Share, int[] Sides, int[] Outputs)> _parts = [];

    /// <summary>Builds the program.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="cells">By step, cells that together cover all that a plan can do there.</param>
    /// <param name="whole">Whether each step lies in one cell.</param>
    public RelaxedProgram(PlanProblem problem, IReadOnlyList<IReadOnlyList<RelaxationCell>> cells, bool whole)
    {
        _isWhole = whole;
        _feasible = new FeasibleSet(problem);
        _program = _feasible.Program;
        int[] handed = [.. problem.Lags.Select(lag => _program.AddColumn(lag.Start, lag.Start))];
        for (var step = 0; step < problem.Horizon; step++)
        {
            var own = step;
            int[] sides = [.. Enumerable.Range(0, problem.Decisions.Length).Select(i => problem.At(own, i)), .. handed];
            int[] outputs =
            [
                _program.AddColumn(double.NegativeInfinity, double.PositiveInfinity, problem.Weight(step)),
                .. problem.Lags.Select(_ => _program.AddColumn(double.NegativeInfinity, double.PositiveInfinity)),
                .. problem.Limits.Select(limit => _program.AddColumn(limit.Low, limit.High)),
            ];
            if (cells[step].Count == 1)
            {
                AddCell(step, cells[step][0], -1, sides, outputs);
            }
            else
            {
                AddMixture(step, cells[step], sides, outputs);
            }

            handed = outputs[1..(1 + handed.Length)];
        }
    }

    /// <summary>Whether the clock stopped it.</summary>
    public bool IsLate { get; private set; }

    /// <summary>Solves it: the bound, the plan, and what each cell takes; null where nothing meets all limits or nothing bounds it.</summary>
    public RelaxedSolution? Solve(WorkBudget budget, int nodes)
    {
        var solution = _program.Solve(budget, MostSeconds, nodes);
        IsLate = solution.IsLate;
        if (solution.Status is ProgramStatus.Infeasible or ProgramStatus.Unbounded || (!solution.IsOptimal && !_program.HasWholeColumns)
            || !double.IsFinite(solution.Bound))
        {
            return null;
        }

        var parts = _parts
            .Select(part => (Part: part, Share: part.Share < 0 ? 1 : solution.Values[part.Share]))
            .Where(one => one.Share > None)
            .Select(one => new RelaxedPart(
                one.Part.Step,
                one.Part.Cell,
                one.Share,
                [.. one.Part.Sides.Select((column, i) =>
                    Math.Clamp(solution.Values[column] / one.Share, one.Part.Cell.Box[i].Low, one.Part.Cell.Box[i].High))],
                [.. one.Part.Outputs.Select(column => solution.Values[column] / one.Share)]));

        // A share's price tells what the whole of it would cost at the least (reduced cost: Nemhauser and Wolsey 1988, section II.5.2).
        var within = _program.HasWholeColumns
            ? []
            : _parts.Where(part => part.Share >= 0)
                .Select(part => (part.Step, part.Cell, solution.Bound + Math.Min(0, solution.ColumnPrices[part.Share]))).ToList();
        return new RelaxedSolution(solution.Bound, _feasible.PlanOf(solution.Values), [.. parts], within);
    }

    /// <summary>Sides and outputs as sums over cells, each within its cell times its share.</summary>
    private void AddMixture(int step, IReadOnlyList<RelaxationCell> cells, int[] sides, int[] outputs)
    {
        var shares = new List<int>();
        var sideSums = sides.Select(side => new List<int> { side }).ToArray();
        var outputSums = outputs.Select(output => new List<int> { output }).ToArray();
        foreach (var cell in cells)
        {
            var share = _program.AddColumn(0, 1, whole: _isWhole);
            shares.Add(share);
            int[] own = [.. sides.Select((_, i) => _program.AddColumn(Math.Min(0, cell.Box[i].Low), Math.Max(0, cell.Box[i].High)))];
            int[] brought = [.. outputs.Select(_ => _program.AddColumn(double.NegativeInfinity, double.PositiveInfinity))];
            AddCell(step, cell, share, own, brought);
            for (var i = 0; i < own.Length; i++)
            {
                sideSums[i].Add(own[i]);
            }

            for (var i = 0; i < brought.Length; i++)
            {
                outputSums[i].Add(brought[i]);
            }
        }

        _program.AddRow(shares.Select(share => (share, 1.0)), 1, 1);
        foreach (var columns in sideSums.Concat(outputSums))
        {
            _program.AddRow(columns.Select((column, i) => (column, i == 0 ? -1.0 : 1.0)), 0, 0);
        }
    }

    private void AddCell(int step, RelaxationCell cell, int share, int[] sides, int[] outputs)
    {
        _parts.Add((step, cell, share, sides, outputs));
        for (var side = 0; side < sides.Length; side++)
        {
            AddBetween(sides[side], cell.Box[side].Low, cell.Box[side].High, share);
        }

        for (var output = 0; output < outputs.Length; output++)
        {
            var bounds = cell.Estimate.Values[output];
            AddBetween(outputs[output], output == 0 ? double.NegativeInfinity : bounds.Low, bounds.High, share);
            foreach (var (offset, slopes) in cell.Planes(output, above: true))
            {
                AddPlane(outputs[output], sides, offset, slopes, share, above: true);
            }

            foreach (var (offset, slopes) in output == 0 ? [] : cell.Planes(output, above: false))
            {
                AddPlane(outputs[output], sides, offset, slopes, share, above: false);
            }
        }
    }

    private void AddBetween(int column, double low, double high, int share)
    {
        if (share < 0)
        {
            _program.Tighten(column, double.IsNaN(low) ? double.NegativeInfinity : low, double.IsNaN(high) ? double.PositiveInfinity : high);
            return;
        }

        if (double.IsFinite(low))
        {
            _program.AddRow([(column, 1), (share, -low)], 0, double.PositiveInfinity);
        }

        if (double.IsFinite(high))
        {
            _program.AddRow([(column, 1), (share, -high)], double.NegativeInfinity, 0);
        }
    }

    private void AddPlane(int output, int[] sides, double offset, double[] slopes, int share, bool above)
    {
        List<(int, double)> terms = [(output, 1), .. sides.Select((side, i) => (side, -slopes[i])).Where(term => term.Item2 != 0)];
        if (share >= 0)
        {
            terms.Add((share, -offset));
        }

        var limit = share < 0 ? offset : 0;
        _program.AddRow(terms, above ? double.NegativeInfinity : limit, above ? limit : double.PositiveInfinity);
    }
}
