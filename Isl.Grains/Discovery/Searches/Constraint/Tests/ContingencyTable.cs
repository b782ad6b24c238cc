namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Adds up the strata of one test.</summary>
/// <param name="kind">The statistic.</param>
/// <param name="rowSums">Scratch, all zero: one entry a level of the first column. Zero again afterwards.</param>
/// <param name="columnSums">The same of the second column.</param>
internal ref struct ContingencyTable(ContingencyStatistic kind, Span<int> rowSums, Span<int> columnSums)
{
    private readonly Span<int> _rowSums = rowSums;
    private readonly Span<int> _columnSums = columnSums;

    /// <summary>χ² or G², summed over the strata.</summary>
    public double Statistic { get; private set; }

    /// <summary>Degrees of freedom, summed over the strata.</summary>
    public int Freedom { get; private set; }

    /// <summary>Strata one after another, each row-major.</summary>
    public void AddDense(ReadOnlySpan<int> table)
    {
        var (rows, columns) = (_rowSums.Length, _columnSums.Length);
        if (rows == 2 && columns == 2)
        {
            AddTwoByTwo(table);
            return;
        }

        for (var at = 0; at < table.Length; at += rows * columns)
        {
            var stratum = table.Slice(at, rows * columns);
            if (!stratum.ContainsAnyExcept(0))
            {
                continue;
            }

            for (var row = 0; row < rows; row++)
            {
                var cells = stratum.Slice(row * columns, columns);
                for (var column = 0; column < columns; column++)
                {
                    _rowSums[row] += cells[column];
                    _columnSums[column] += cells[column];
                }
            }

            double total = Close();
            for (var row = 0; row < rows; row++)
            {
                var cells = stratum.Slice(row * columns, columns);
                for (var column = 0; column < columns; column++)
                {
                    Add(cells[column], (double)_rowSums[row] * _columnSums[column] / total);
                }
            }

            _rowSums.Clear();
            _columnSums.Clear();
        }
    }

    /// <summary>The same where both columns have two levels, without scratch.</summary>
    private void AddTwoByTwo(ReadOnlySpan<int> table)
    {
        for (; table.Length >= 4; table = table[4..])
        {
            var (a, b, c, d) = (table[0], table[1], table[2], table[3]);
            var (upper, lower, left, right) = (a + b, c + d, a + c, b + d);
            if (upper + lower == 0)
            {
                continue;
            }

            double total = upper + lower;
            Freedom += upper > 0 && lower > 0 && left > 0 && right > 0 ? 1 : 0;
            Add(a, (double)upper * left / total);
            Add(b, (double)upper * right / total);
            Add(c, (double)lower * left / total);
            Add(d, (double)lower * right / total);
        }
    }

    /// <summary>Cells in ascending order, a cell perhaps more than once.</summary>
    public void AddSparse(ReadOnlySpan<long> cells, ReadOnlySpan<int> counts)
    {
        var columns = _columnSums.Length;
        var size = (long)_rowSums.Length * columns;
        for (var start = 0; start < cells.Length;)
        {
            var stratum = cells[start] / size;
            var end = start;
            for (; end < cells.Length && cells[end] / size == stratum; end++)
            {
                _rowSums[(int)(cells[end] % size / columns)] += counts[end];
                _columnSums[(int)(cells[end] % columns)] += counts[end];
            }

            var total = Close();
            for (var at = start; at < end;)
            {
                var (cell, observed) = (cells[at], 0);
                for (; at < end && cells[at] == cell; at++)
                {
                    observed += counts[at];
                }

                var expected = (double)_rowSums[(int)(cell % size / columns)] * _columnSums[(int)(cell % columns)] / total;
                Add(observed, expected);

                // Cells that do not occur add their E to χ²: all of them together what the occurring ones lack of the total.
                Statistic -= kind == ContingencyStatistic.ChiSquare ? expected : 0;
            }

            Statistic += kind == ContingencyStatistic.ChiSquare ? total : 0;
            for (var at = start; at < end; at++)
            {
                _rowSums[(int)(cells[at] % size / columns)] = 0;
                _columnSums[(int)(cells[at] % columns)] = 0;
            }

            start = end;
        }
    }

    /// <summary>Counts the stratum's degrees of freedom.</summary>
    /// <returns>Its number of rows.</returns>
    private int Close()
    {
        var (total, usedRows, usedColumns) = (0, 0, 0);
        foreach (var sum in _rowSums)
        {
            total += sum;
            usedRows += sum > 0 ? 1 : 0;
        }

        foreach (var sum in _columnSums)
        {
            usedColumns += sum > 0 ? 1 : 0;
        }

        Freedom += total == 0 ? 0 : (usedRows - 1) * (usedColumns - 1);
        return total;
    }

    private void Add(int observed, double expected)
    {
        if (kind == ContingencyStatistic.ChiSquare)
        {
            var off = observed - expected;
            Statistic += expected > 0 ? off * off / expected : 0;
        }
        else if (observed > 0)
        {
            Statistic += 2 * observed * Math.Log(observed / expected);
        }
    }
}
