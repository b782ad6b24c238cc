using Isl.Grains.Discovery.Data;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>χ² and G² tests of conditional independence between categorical columns.</summary>
/// <remarks>
/// Source: Pearson (1900), Wilks (1938); by strata of the conditioning set as in Spirtes, Glymour &amp; Scheines (2000), section 5.5, with
/// degrees of freedom counted on the levels that occur. How the tables are counted is chosen for each sweep (see <see cref="TableChoice"/>); the sets
/// of a sweep share what was counted for their common beginning.
/// </remarks>
public sealed class ContingencyTest : IndependenceTest
{
    private const int CellsPerRow = 16;
    private const int MinTable = 1 << 12;
    private const int MaxTable = 1 << 22;

    private readonly CategoricalColumns _data;
    private readonly ContingencyStatistic _statistic;
    private readonly TableChoice _tables;
    private int[] _rowSums = [];
    private int[] _columnSums = [];

    /// <summary>Takes the columns to test.</summary>
    public ContingencyTest(CategoricalColumns data, ContingencyStatistic statistic)
    {
        (_data, _statistic) = (data, statistic);
        _tables = new TableChoice(data, (int)Math.Clamp((long)CellsPerRow * data.Patterns, MinTable, MaxTable));
    }

    /// <inheritdoc/>
    public override int Order => _data.Order;

    /// <inheritdoc/>
    public override int MaxConditioning => Order - 2;

    /// <inheritdoc/>
    public override double PValue(int x, int y, ReadOnlySpan<int> given) => Test(x, y, given).PValue;

    /// <summary>One test.</summary>
    /// <param name="x">One column.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">Columns to condition on, ascending, without the two.</param>
    public ContingencyResult Test(int x, int y, ReadOnlySpan<int> given)
    {
        // One order of the pair, so that rounding cannot tell which way the question was put.
        (x, y) = (Math.Min(x, y), Math.Max(x, y));
        var source = _tables.ForTest(x, y, given);
        source.Begin(x, y, given.Length);
        for (var depth = 0; depth < given.Length - 1; depth++)
        {
            source.Extend(depth, given[depth]);
        }

        return Evaluate(source, Math.Max(given.Length - 1, 0), given.Length > 0 ? given[^1] : -1, _data.Levels(x), _data.Levels(y));
    }

    /// <inheritdoc/>
    public override bool TestSubsets(in SubsetSweep sweep, Span<bool> separators, TestTally tally, out double largestP)
    {
        largestP = -1;
        if (sweep.Candidates.Length < sweep.Size)
        {
            return false;
        }

        var (x, y) = (Math.Min(sweep.X, sweep.Y), Math.Max(sweep.X, sweep.Y));
        var source = _tables.ForSweep(sweep);
        source.Begin(x, y, sweep.Size);
        var run = new Run(this, source, sweep, separators, tally, _data.Levels(x), _data.Levels(y));
        run.Descend(0, 0, sweep.Shared.Length == 0 || sweep.Size == 0);
        largestP = run.LargestP;
        return run.Separated;
    }

    /// <summary>The statistic with one last column (none if negative) to split by.</summary>
    private ContingencyResult Evaluate(TableSource source, int depth, int column, int rows, int columns)
    {
        var table = new ContingencyTable(_statistic, Reserve(ref _rowSums, rows), Reserve(ref _columnSums, columns));
        source.AddTo(ref table, depth, column);
        var p =
            table.Freedom == 0 ? 1 : Math.Clamp(SpecialFunctions.GammaUpperRegularized(table.Freedom / 2.0, Math.Max(table.Statistic, 0) / 2), 0, 1);
        return new ContingencyResult(table.Statistic, table.Freedom, p);
    }

    private static Span<int> Reserve(ref int[] array, int length)
    {
        if (array.Length < length)
        {
            array = new int[length];
        }

        return array.AsSpan(0, length);
    }

    /// <summary>One sweep: chooses columns in ascending order, splitting the strata by each as it is chosen.</summary>
    private ref struct Run(
        ContingencyTest owner,
        TableSource source,
        in SubsetSweep sweep,
        Span<bool> separators,
        TestTally tally,
        int rows,
        int columns)
    {
        private readonly SubsetSweep _sweep = sweep;
        private readonly Span<bool> _separators = separators;
        private readonly int[] _chosen = new int[sweep.Size];

        public double LargestP { get; private set; } = -1;

        public bool Separated { get; private set; }

        public bool Descend(int depth, int start, bool fresh)
        {
            var left = _sweep.Size - depth;
            if (left == 0)
            {
                return Take(0, -1);
            }

            for (var s = start; s <= _sweep.Candidates.Length - left; s++)
            {
                _chosen[depth] = s;
                var column = _sweep.Candidates[s];
                if (left > 1)
                {
                    source.Extend(depth, column);
                    if (!Descend(depth + 1, s + 1, fresh || !_sweep.IsShared(s)))
                    {
                        return false;
                    }
                }
                else if ((fresh || !_sweep.IsShared(s)) && !Take(depth, column))
                {
                    return false;
                }
            }

            return true;
        }

        private bool Take(int depth, int column)
        {
            var p = owner.Evaluate(source, depth, column, rows, columns).PValue;
            tally.Note(p);
            LargestP = Math.Max(LargestP, p);
            if (p > tally.Alpha)
            {
                Separated = true;
                foreach (var chosen in _chosen)
                {
                    _separators[chosen] = true;
                }
            }

            return tally.Count(1);
        }
    }
}
