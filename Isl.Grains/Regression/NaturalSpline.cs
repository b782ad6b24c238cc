namespace Isl.Grains.Regression;

/// <summary>Natural cubic splines: cubic between the knots, linear beyond them, and linear altogether as a special case.</summary>
/// <remarks>
/// Hastie, Tibshirani and Friedman (2009), The Elements of Statistical Learning, equations 5.4 and 5.5, on (x − first knot) / (last − first).
/// </remarks>
internal sealed class NaturalSpline
{
    /// <summary>Knots that a curve has.</summary>
    public const int Knots = 4;

    /// <summary>Where they stand among the sorted values (Harrell 2001).</summary>
    private static readonly double[] Quantiles = [0.05, 0.35, 0.65, 0.95];

    private readonly double[] _knots;

    private NaturalSpline(double[] knots) => _knots = knots;

    /// <summary>Where the knots stand, ascending.</summary>
    public IReadOnlyList<double> Places => _knots;

    /// <summary>Columns of the basis, x itself among them.</summary>
    public int Columns => Math.Max(_knots.Length - 1, 1);

    /// <summary>Places the knots at quantiles of the values; fewer where quantiles fall together.</summary>
    public static NaturalSpline Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new NaturalSpline([.. Quantiles.Select(share => sorted[(int)Math.Round(share * (sorted.Length - 1))]).Distinct()]);
    }

    /// <summary>Writes the basis of one value; the first entry is the value itself.</summary>
    public void Write(double x, Span<double> destination)
    {
        destination[0] = x;
        if (_knots.Length < 3)
        {
            return;
        }

        var (first, last, before) = (_knots[0], _knots[^1], _knots[^2]);
        var width = last - first;
        var scaled = (x - first) / width;
        var tail = Bend(scaled, (before - first) / width);
        for (var k = 0; k < _knots.Length - 2; k++)
        {
            destination[k + 1] = Bend(scaled, (_knots[k] - first) / width) - tail;
        }

        static double Bend(double x, double knot) => (Cube(x - knot) - Cube(x - 1)) / (1 - knot);

        static double Cube(double x) => x > 0 ? x * x * x : 0;
    }

    /// <summary>The design of columns, numbers with more than <see cref="Knots"/> values as curves.</summary>
    /// <param name="design">A design as <see cref="DesignMatrix"/> makes it.</param>
    /// <param name="splines">For each column its curve; null to leave it as it is.</param>
    public static DesignMatrix Expand(DesignMatrix design, IReadOnlyList<NaturalSpline?> splines)
    {
        var (scratch, basis) = (new double[design.Rows], new double[Knots]);
        return design.Replaced([.. splines.Select((spline, j) => spline is null ? null : Pieces(spline, j))]);

        (DesignTerm, double[])[] Pieces(NaturalSpline spline, int j)
        {
            var pieces = new (DesignTerm, double[] Values)[spline.Columns];
            for (var piece = 0; piece < pieces.Length; piece++)
            {
                pieces[piece] = (design.Terms[j] with { Piece = piece }, new double[design.Rows]);
            }

            var column = design.Read(j, 0, scratch);
            for (var i = 0; i < column.Length; i++)
            {
                spline.Write(column[i], basis);
                for (var piece = 0; piece < pieces.Length; piece++)
                {
                    pieces[piece].Values[i] = basis[piece];
                }
            }

            return pieces;
        }
    }

    /// <summary>Curves for the columns of a design that are numbers with more than <see cref="Knots"/> different values.</summary>
    public static NaturalSpline?[] ForColumns(DesignMatrix design)
    {
        var splines = new NaturalSpline?[design.Columns];
        var scratch = new double[design.Rows];
        for (var j = 1; j < design.Columns; j++)
        {
            var column = design.Read(j, 0, scratch);
            if (design.Terms[j].Level is null && HasMore(column, Knots) && Of(column) is { Columns: > 1 } spline)
            {
                splines[j] = spline;
            }
        }

        return splines;
    }

    private static bool HasMore(ReadOnlySpan<double> values, int most)
    {
        var known = new HashSet<double>();
        foreach (var value in values)
        {
            if (known.Add(value) && known.Count > most)
            {
                return true;
            }
        }

        return false;
    }
}
