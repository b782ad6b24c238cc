using System.Buffers;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Data;

/// <summary>Columns of a data set as level numbers 0..k−1.</summary>
/// <remarks>
/// Rows that are alike in every column are held once, with their number, where that at least halves them: contingency tables then cost less.
/// </remarks>
public sealed class CategoricalColumns
{
    /// <summary>Most distinct values of a column.</summary>
    public const int MaxLevels = 4096;

    private const int MaxTable = 1 << 20;
    private const int FewLevels = 64;

    private readonly ushort[][] _columns;
    private readonly int[] _levels;

    private CategoricalColumns(ushort[][] columns, int[] levels, int rows)
    {
        (_columns, _levels, Rows) = (columns, levels, rows);
        Counts = Merge(columns, levels, rows);
        Patterns = Counts.Length;
    }

    /// <summary>Number of columns.</summary>
    public int Order => _columns.Length;

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>Number of rows held, each standing for <see cref="Counts"/> rows.</summary>
    internal int Patterns { get; }

    /// <summary>How many rows each held row stands for.</summary>
    internal int[] Counts { get; }

    /// <summary>Numbers the distinct values of each column in ascending order. O(n log n · d).</summary>
    /// <exception cref="ArgumentException">A column has more than <see cref="MaxLevels"/> distinct values.</exception>
    public static CategoricalColumns Of(Dataset data, CancellationToken cancellation) =>
        TryOf(data, cancellation, out var refused)
        ?? throw new ArgumentException(
            $"Column {data.Variables[refused.Column]} has {refused.Levels} distinct values; a categorical column has at most {MaxLevels}.",
            nameof(data));

    /// <summary>The same; null where a column has more than <see cref="MaxLevels"/> distinct values.</summary>
    /// <param name="data">The data.</param>
    /// <param name="cancellation">Tested for every column.</param>
    /// <param name="refused">That column, and how many values it has.</param>
    public static CategoricalColumns? TryOf(Dataset data, CancellationToken cancellation, out (int Column, int Levels) refused)
    {
        refused = default;
        var columns = new ushort[data.Columns][];
        var levels = new int[data.Columns];
        var sorted = new double[data.Rows];
        for (var j = 0; j < data.Columns; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            var column = data.Column(j);
            var codes = new ushort[data.Rows];
            var distinct = EncodeFew(column, codes);
            if (distinct == 0)
            {
                column.CopyTo(sorted);
                Array.Sort(sorted);
                distinct = Distinct(sorted);
                if (distinct > MaxLevels)
                {
                    refused = (j, distinct);
                    return null;
                }

                for (var row = 0; row < codes.Length; row++)
                {
                    codes[row] = (ushort)Array.BinarySearch(sorted, 0, distinct, column[row]);
                }
            }

            (columns[j], levels[j]) = (codes, distinct);
        }

        return new CategoricalColumns(columns, levels, data.Rows);
    }

    /// <summary>Number of levels of a column.</summary>
    public int Levels(int column) => _levels[column];

    /// <summary>The level numbers of a column, one for each row held.</summary>
    internal ReadOnlySpan<ushort> this[int column] => _columns[column].AsSpan(0, Patterns);

    /// <summary>Numbers the distinct codes in order of appearance, in place.</summary>
    /// <param name="codes">Codes 0..<paramref name="range"/>−1; replaced by their numbers.</param>
    /// <param name="range">One more than the largest possible code.</param>
    /// <returns>How many there are.</returns>
    internal static int Renumber(Span<long> codes, long range)
    {
        var count = 0;
        if (range <= MaxTable)
        {
            var numbers = ArrayPool<int>.Shared.Rent((int)range);
            Array.Clear(numbers, 0, (int)range);
            foreach (ref var code in codes)
            {
                ref var number = ref numbers[code];
                code = (number == 0 ? number = ++count : number) - 1;
            }

            ArrayPool<int>.Shared.Return(numbers);
            return count;
        }

        var known = new Dictionary<long, int>();
        foreach (ref var code in codes)
        {
            if (!known.TryGetValue(code, out var number))
            {
                known.Add(code, number = count++);
            }

            code = number;
        }

        return count;
    }

    /// <summary>Numbers the values of a column that holds small whole numbers only, without sorting it; 0 where it does not.</summary>
    private static int EncodeFew(ReadOnlySpan<double> column, Span<ushort> codes)
    {
        Span<ushort> numbers = stackalloc ushort[FewLevels];
        numbers.Clear();
        foreach (var value in column)
        {
            if (!(value >= 0 && value < FewLevels && value == Math.Floor(value)))
            {
                return 0;
            }

            numbers[(int)value] = 1;
        }

        ushort count = 0;
        foreach (ref var number in numbers)
        {
            number = number == 0 ? ushort.MaxValue : count++;
        }

        for (var row = 0; row < column.Length; row++)
        {
            codes[row] = numbers[(int)column[row]];
        }

        return count;
    }

    /// <summary>Moves the distinct values of a sorted array to its front.</summary>
    private static int Distinct(double[] sorted)
    {
        var count = 0;
        foreach (var value in sorted)
        {
            if (count == 0 || sorted[count - 1] != value)
            {
                sorted[count++] = value;
            }
        }

        return count;
    }

    /// <summary>Leaves one of the rows that are alike, and counts them; where they hardly repeat, every row stays.</summary>
    private static int[] Merge(ushort[][] columns, int[] levels, int rows)
    {
        var codes = new long[rows];
        var patterns = 1;
        for (var j = 0; j < columns.Length && patterns <= rows / 2; j++)
        {
            for (var row = 0; row < rows; row++)
            {
                codes[row] = (codes[row] * levels[j]) + columns[j][row];
            }

            patterns = Renumber(codes, (long)patterns * levels[j]);
        }

        if (patterns > rows / 2)
        {
            return [.. Enumerable.Repeat(1, rows)];
        }

        // Numbers follow the first appearance, so each pattern's first row moves towards the front only.
        var counts = new int[patterns];
        for (var row = 0; row < rows; row++)
        {
            if (counts[codes[row]]++ == 0)
            {
                foreach (var column in columns)
                {
                    column[codes[row]] = column[row];
                }
            }
        }

        return counts;
    }
}
