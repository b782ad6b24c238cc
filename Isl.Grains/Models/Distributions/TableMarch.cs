using Isl.Grains.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Integration;

namespace Isl.Grains.Models.Distributions;

/// <summary>Builds the table of a <see cref="TabulatedDistribution"/> from its density, from the ends inwards.</summary>
/// <param name="logs">Logarithms of the distribution function, of its complement and of the density at y.</param>
/// <param name="ratio">ln f(y + step) − ln f(y).</param>
/// <param name="solveFirst">Solves for y at the outermost lower node.</param>
/// <param name="solveLast">Solves for y at the outermost upper node.</param>
/// <param name="start">A place to begin the search.</param>
internal sealed class TableMarch(
    Func<double, (double Lower, double Upper, double Density)> logs,
    Func<double, double, double> ratio,
    Func<double, double> solveFirst,
    Func<double, double> solveLast,
    double start)
{
    private const int Pieces = TabulatedDistribution.Pieces;
    private const int Degree = TabulatedDistribution.Degree;
    private const double Reach = TabulatedDistribution.Reach;
    private const int Points = 10;
    private const int MaxSteps = 12;

    /// <summary>Largest relative error of a tail's probability at the end of a piece.</summary>
    private const double Tolerance = 2e-13;

    private const double Precision = 4e-16;
    private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);
    private static readonly double[] Nodes = [.. Enumerable.Range(0, Degree + 1).Select(k => -Math.Cos(Math.PI * (k + 0.5) / (Degree + 1)))];
    private static readonly GaussLegendreRule Rule = new(0, 1, Points);
    private static readonly double[] Abscissas = [.. Enumerable.Range(0, Points).Select(Rule.GetAbscissa)];
    private static readonly double[] Weights = [.. Enumerable.Range(0, Points).Select(Rule.GetWeight)];

    /// <summary>ln Φ at every node of the lower half, outermost first; the upper half is its mirror image.</summary>
    private static readonly double[] LogTails =
    [
        .. Enumerable.Range(0, Pieces / 2 * (Degree + 1)).Select(i => Math.Log(0.5 * SpecialFunctions.Erfc(-Z(i) / Constants.Sqrt2))),
    ];

    /// <summary>Distance of the outermost node from the end of the table.</summary>
    public static double FirstNode => Reach + Z(0);

    /// <summary>The table, or null where the density does not serve.</summary>
    public double[]? Build(CancellationToken cancellation)
    {
        if (double.IsNaN(ratio(start, 0)))
        {
            return null;
        }

        var table = new double[Pieces * (Degree + 1)];
        return March(table, solveFirst(start), upper: false, cancellation) && March(table, solveLast(start), upper: true, cancellation)
            ? table
            : null;
    }

    private static double Z(int node)
    {
        var (piece, k) = Math.DivRem(node, Degree + 1);
        return -Reach + ((piece + ((Nodes[k] + 1) / 2)) * 2 * Reach / Pieces);
    }

    private bool March(double[] table, double y, bool upper, CancellationToken cancellation)
    {
        var values = new double[Degree + 1];
        var density = 0.0;
        for (var node = 0; node < LogTails.Length; node++)
        {
            var (piece, k) = Math.DivRem(node, Degree + 1);
            if (node > 0)
            {
                var step = Step(node, y, density, upper ? -1 : 1);
                if (double.IsNaN(step))
                {
                    return false;
                }

                density += ratio(y, step);
                y += step;
            }

            if (k == 0 || k == Degree)
            {
                var exact = logs(y);
                if (!(Math.Abs((upper ? exact.Upper : exact.Lower) - LogTails[node]) <= Tolerance * Math.Max(1, -LogTails[node])))
                {
                    return false;
                }

                density = exact.Density;
            }

            // The nodes are symmetric: the upper half is filled in the mirrored order.
            values[upper ? Degree - k : k] = y;
            if (k == Degree)
            {
                cancellation.ThrowIfCancellationRequested();
                var place = upper ? Pieces - 1 - piece : piece;
                PolynomialFit.Interpolate(Nodes, values, table.AsSpan(place * (Degree + 1), Degree + 1));
            }
        }

        return true;
    }

    /// <summary>How far y moves until the tail has grown from the node before to this one.</summary>
    private double Step(int node, double y, double density, int sign)
    {
        var (before, log) = (LogTails[node - 1], LogTails[node]);
        var wanted = -SmallArguments.Expm1(before - log);
        var z = Z(node - 1);
        var height = Math.Exp(density - log);
        var step = Math.Exp(-(0.5 * z * z) - HalfLogTwoPi - density) * (Z(node) - z);
        for (var i = 0; i < MaxSteps; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < Points; j++)
            {
                sum += Weights[j] * Math.Exp(ratio(y, sign * step * Abscissas[j]));
            }

            var next = step - (((height * step * sum) - wanted) / (height * Math.Exp(ratio(y, sign * step))));
            if (!(next > 0) || !double.IsFinite(next))
            {
                return double.NaN;
            }

            var change = Math.Abs(next - step);
            step = next;
            if (change <= Precision * Math.Max(1e-3, Math.Abs(y)) || change <= Precision * step)
            {
                return sign * step;
            }
        }

        return double.NaN;
    }
}
