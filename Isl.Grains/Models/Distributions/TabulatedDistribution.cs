using MathNet.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>
/// A distribution whose quantile is a smooth function of the normal quantile z at the same u, kept as polynomials over short pieces of z.
/// </summary>
/// <remarks>
/// The table holds y(z), where y is ln X, logit X or asinh X: in these terms the quantile is smooth even where X spans hundreds of
/// orders of magnitude. Each piece interpolates at Chebyshev points. From the far end of either tail inwards, the next point is where the density
/// integrated from the last one makes up the difference in probability, which costs no distribution function; every piece is checked against it.
/// Where that does not serve, each point is solved by safeguarded Newton steps on the logarithm of the nearer tail. The error in the distribution
/// function is below 10⁻¹².
/// </remarks>
internal abstract class TabulatedDistribution : Distribution
{
    /// <summary>The largest |z| of a table.</summary>
    internal const double Reach = 8.25;

    /// <summary>Pieces of a table.</summary>
    internal const int Pieces = 66;

    /// <summary>Degree of the polynomials.</summary>
    internal const int Degree = 13;

    private const int MaxSteps = 200;

    /// <summary>Newton's last step, relative to y: under it rounding decides.</summary>
    private const double Precision = 4e-16;

    /// <summary>How long a thread that waits for another's table goes without looking at its token.</summary>
    private const int WaitMilliseconds = 10;

    private readonly Lock _building = new();
    private volatile double[]? _table;

    /// <inheritdoc/>
    public override long Bytes => Overhead + (Pieces * (Degree + 1) * sizeof(double));

    /// <inheritdoc/>
    public override void Prepare(CancellationToken cancellation)
    {
        while (_table is null)
        {
            cancellation.ThrowIfCancellationRequested();
            if (_building.TryEnter(WaitMilliseconds))
            {
                try
                {
                    _table ??= BuildTable(cancellation);
                }
                finally
                {
                    _building.Exit();
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void Transform(Span<double> block)
    {
        Prepare(CancellationToken.None);
        var table = _table!; // made by Prepare
        NormalQuantile.Transform(block);
        for (var i = 0; i < block.Length; i++)
        {
            var scaled = (block[i] + Reach) * (Pieces / (2 * Reach));
            var piece = Math.Clamp((int)scaled, 0, Pieces - 1);
            var at = (2 * (scaled - piece)) - 1;
            var coefficients = table.AsSpan(piece * (Degree + 1), Degree + 1);
            var value = coefficients[Degree];
            for (var k = Degree - 1; k >= 0; k--)
            {
                value = Math.FusedMultiplyAdd(value, at, coefficients[k]);
            }

            block[i] = value;
        }

        FromY(block);
    }

    /// <summary>Logarithms of the distribution function, of its complement and of the density, all in y.</summary>
    protected abstract (double Lower, double Upper, double Density) Logs(double y);

    /// <summary>ln f(y + step) − ln f(y) for the density f of y, without cancellation; NaN where there is no such form.</summary>
    protected virtual double LogDensityRatio(double y, double step) => double.NaN;

    /// <summary>Turns y into X.</summary>
    protected abstract void FromY(Span<double> block);

    /// <summary>A place to begin the search for the median of y.</summary>
    protected abstract double Start { get; }

    private double[] BuildTable(CancellationToken cancellation)
    {
        if (new TableMarch(Logs, LogDensityRatio, y => Solve(-Reach + TableMarch.FirstNode, y), y => Solve(Reach - TableMarch.FirstNode, y), Start)
            .Build(cancellation) is { } marched)
        {
            return marched;
        }

        var table = new double[Pieces * (Degree + 1)];
        var nodes = new double[Degree + 1];
        var values = new double[Degree + 1];
        var y = Start;
        for (var k = 0; k <= Degree; k++)
        {
            nodes[k] = -Math.Cos(Math.PI * (k + 0.5) / (Degree + 1));
        }

        // From the middle outwards, each solution beginning where the one before ended.
        foreach (var piece in Enumerable.Range(Pieces / 2, Pieces / 2).Concat(Enumerable.Range(0, Pieces / 2).Reverse()))
        {
            cancellation.ThrowIfCancellationRequested();
            y = piece == (Pieces / 2) - 1 ? Solve(0, Start) : y;
            var upwards = piece >= Pieces / 2;
            for (var step = 0; step <= Degree; step++)
            {
                var k = upwards ? step : Degree - step;
                y = values[k] = Solve(-Reach + ((piece + ((nodes[k] + 1) / 2)) * 2 * Reach / Pieces), y);
            }

            PolynomialFit.Interpolate(nodes, values, table.AsSpan(piece * (Degree + 1), Degree + 1));
        }

        return table;
    }

    /// <summary>The y whose distribution function is Φ(z).</summary>
    private double Solve(double z, double y)
    {
        var target = Math.Log(0.5 * SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2));
        var (low, high) = (double.NegativeInfinity, double.PositiveInfinity);
        var stride = 1.0;
        for (var step = 0; step < MaxSteps; step++)
        {
            var (lower, upper, density) = Logs(y);
            var excess = z < 0 ? lower - target : target - upper;
            (low, high) = excess < 0 ? (y, high) : (low, y);
            var next = y - (excess / Math.Exp(density - (z < 0 ? lower : upper)));
            if (Math.Abs(next - y) <= Precision * Math.Max(1e-3, Math.Abs(y)))
            {
                return next;
            }

            if (!(next > low && next < high))
            {
                next = double.IsInfinity(low) ? y - stride : double.IsInfinity(high) ? y + stride : (low + high) / 2;
                stride *= 2;
            }
            else if (Math.Abs(next - y) > 4 * stride)
            {
                // A Newton step from a flat tail can leap far beyond the solution.
                next = y + Math.CopySign(4 * stride, next - y);
                stride *= 2;
            }

            y = next;
        }

        return y;
    }
}
