using Isl.Grains.GraphCore;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Discovery.Searches.Correlation;

/// <summary>What the correlation method found.</summary>
/// <param name="Edges">The graph.</param>
/// <param name="Guessed">Edges whose direction neither the data nor prior knowledge settles.</param>
internal sealed record CorrelationFit(DirectedEdges Edges, List<(int From, int To)> Guessed);

/// <summary>A quick graph from correlations: the fallback of every other method, and exact about what it does not know.</summary>
/// <remarks>
/// Two variables are joined when their correlation reaches the threshold and stays significant given any single other variable (Fisher's z).
/// Directions come from prior knowledge, then from unshielded colliders (the first orientation rule of PC, Spirtes &amp; Glymour 1991, with
/// conditioning sets of size one at most); the rest follows the order of the columns. O(d³).
/// </remarks>
internal static class CorrelationSkeleton
{
    private const double Alpha = 0.05;

    /// <summary>Finds a graph.</summary>
    /// <param name="correlation">Row-major d×d.</param>
    /// <param name="n">Rows.</param>
    /// <param name="threshold">Least absolute correlation of an edge.</param>
    /// <param name="constraints">Prior knowledge.</param>
    /// <param name="cancellation">Tested for every variable.</param>
    public static CorrelationFit Fit(
        ReadOnlySpan<double> correlation,
        int n,
        double threshold,
        EdgeConstraints constraints,
        CancellationToken cancellation)
    {
        var d = constraints.Order;
        var edges = new DirectedEdges(d);
        var joined = new bool[d, d];
        var separator = new int[d, d];
        for (var i = 0; i < d; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < d; j++)
            {
                separator[i, j] = separator[j, i] = -1;
                var related = Math.Abs(correlation[(i * d) + j]) >= threshold && IsDependent(correlation[(i * d) + j], n, 0);
                for (var k = 0; k < d && related; k++)
                {
                    if (k != i && k != j && !IsDependent(Partial(correlation, d, i, j, k), n, 1))
                    {
                        related = false;
                        separator[i, j] = separator[j, i] = k;
                    }
                }

                joined[i, j] = joined[j, i] = related;
            }
        }

        foreach (var (i, j) in Pairs(d).Where(pair => constraints.IsRequired(pair.From, pair.To)))
        {
            edges[i, j] = true;
            joined[i, j] = joined[j, i] = false;
        }

        // Where prior knowledge leaves one direction, it is taken first.
        foreach (var (i, j) in Pairs(d).Where(pair => joined[pair.From, pair.To] && constraints.IsForbidden(pair.To, pair.From)))
        {
            Orient(i, j);
        }

        foreach (
            var (i, j) in Pairs(d)
                .Where(pair => pair.From < pair.To && !joined[pair.From, pair.To] && !edges[pair.From, pair.To] && !edges[pair.To, pair.From]))
        {
            for (var k = 0; k < d; k++)
            {
                if (joined[i, k] && joined[j, k] && separator[i, j] != k)
                {
                    Orient(i, k);
                    Orient(j, k);
                }
            }
        }

        var guessed = new List<(int, int)>();
        foreach (var (i, j) in Pairs(d).Where(pair => pair.From < pair.To && joined[pair.From, pair.To]))
        {
            if (Orient(i, j))
            {
                guessed.Add((i, j));
            }
            else if (Orient(j, i))
            {
                guessed.Add((j, i));
            }
        }

        return new CorrelationFit(edges, guessed);

        bool Orient(int from, int to)
        {
            if (!joined[from, to] || constraints.IsForbidden(from, to) || edges.Reaches(to, from))
            {
                return false;
            }

            edges[from, to] = true;
            joined[from, to] = joined[to, from] = false;
            return true;
        }
    }

    private static IEnumerable<(int From, int To)> Pairs(int d) =>
        from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where i != j select (i, j);

    private static double Partial(ReadOnlySpan<double> r, int d, int i, int j, int k)
    {
        var (ij, ik, jk) = (r[(i * d) + j], r[(i * d) + k], r[(j * d) + k]);
        var scale = (1 - (ik * ik)) * (1 - (jk * jk));

        // A copy of one of the two explains nothing away: it would make every edge vanish.
        return scale < 1e-12 ? ij : Math.Clamp((ij - (ik * jk)) / Math.Sqrt(scale), -1, 1);
    }

    /// <summary>Fisher's z test of a (partial) correlation; with too few rows to test, dependence is kept.</summary>
    private static bool IsDependent(double r, int n, int conditioned)
    {
        var freedom = n - conditioned - 3;
        return freedom <= 0 || Math.Abs(r) >= 1 || Math.Sqrt(freedom) * Math.Abs(Trig.Atanh(r)) > Normal.InvCDF(0, 1, 1 - (Alpha / 2));
    }
}
