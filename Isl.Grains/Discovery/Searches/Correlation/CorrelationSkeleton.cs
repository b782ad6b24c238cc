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
        var skeleton = Skeleton.Of(correlation, n, threshold, constraints.Order, cancellation);
        return new Orientation(skeleton, constraints).Run();
    }

    /// <summary>Pairs that are joined, and what separates the others.</summary>
    /// <param name="Joined">Symmetric.</param>
    /// <param name="Separators">The variable that makes a pair independent; −1 where there is none.</param>
    private sealed record Skeleton(bool[,] Joined, int[,] Separators)
    {
        public static Skeleton Of(ReadOnlySpan<double> correlation, int n, double threshold, int d, CancellationToken cancellation)
        {
            var (joined, separators) = (new bool[d, d], new int[d, d]);
            for (var i = 0; i < d; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                for (var j = i + 1; j < d; j++)
                {
                    var r = correlation[(i * d) + j];
                    var isRelated = Math.Abs(r) >= threshold && IsDependent(r, n, 0);
                    var separator = isRelated ? Separator(correlation, d, n, i, j) : -1;
                    separators[i, j] = separators[j, i] = separator;
                    joined[i, j] = joined[j, i] = isRelated && separator < 0;
                }
            }

            return new Skeleton(joined, separators);
        }

        /// <summary>The first variable given which a pair is independent; −1 where there is none.</summary>
        private static int Separator(ReadOnlySpan<double> correlation, int d, int n, int i, int j)
        {
            for (var k = 0; k < d; k++)
            {
                if (k != i && k != j && !IsDependent(Partial(correlation, d, i, j, k), n, 1))
                {
                    return k;
                }
            }

            return -1;
        }
    }

    /// <summary>Directs the edges of a skeleton, those first that are surest.</summary>
    private sealed class Orientation(Skeleton skeleton, EdgeConstraints constraints)
    {
        private readonly int _order = constraints.Order;
        private readonly DirectedEdges _edges = new(constraints.Order);
        private readonly bool[,] _open = (bool[,])skeleton.Joined.Clone();

        public CorrelationFit Run()
        {
            foreach (var (i, j) in Pairs(_order).Where(pair => constraints.IsRequired(pair.From, pair.To)))
            {
                _edges[i, j] = true;
                _open[i, j] = _open[j, i] = false;
            }

            // Where prior knowledge leaves one direction, it is taken first.
            foreach (var (i, j) in Pairs(_order).Where(pair => _open[pair.From, pair.To] && constraints.IsForbidden(pair.To, pair.From)))
            {
                Orient(i, j);
            }

            foreach (var (i, j) in Pairs(_order).Where(pair => pair.From < pair.To && IsApart(pair.From, pair.To)))
            {
                OrientColliders(i, j);
            }

            return new CorrelationFit(_edges, [.. Guess()]);
        }

        private bool IsApart(int i, int j) => !_open[i, j] && !_edges[i, j] && !_edges[j, i];

        private void OrientColliders(int i, int j)
        {
            for (var k = 0; k < _order; k++)
            {
                if (_open[i, k] && _open[j, k] && skeleton.Separators[i, j] != k)
                {
                    Orient(i, k);
                    Orient(j, k);
                }
            }
        }

        /// <summary>Directs what is left by the order of the columns.</summary>
        private List<(int From, int To)> Guess()
        {
            var guessed = new List<(int, int)>();
            foreach (var (i, j) in Pairs(_order).Where(pair => pair.From < pair.To && _open[pair.From, pair.To]))
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

            return guessed;
        }

        private bool Orient(int from, int to)
        {
            if (!_open[from, to] || constraints.IsForbidden(from, to) || _edges.Reaches(to, from))
            {
                return false;
            }

            _edges[from, to] = true;
            _open[from, to] = _open[to, from] = false;
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
