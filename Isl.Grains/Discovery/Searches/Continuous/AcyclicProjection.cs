using System.Numerics.Tensors;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>From weights that still hold cycles to the best ones along a causal order read off them.</summary>
/// <remarks>
/// What a continuous fit has when its budget ends is not a graph yet. Here its order is read off, strongest edges first, and with the order
/// fixed the problem is convex: a lasso of each variable on those before it, solved by cyclic coordinate descent (Friedman, Hastie &amp;
/// Tibshirani 2010) from the fitted weights. The result has no cycle at any threshold.
/// </remarks>
internal static class AcyclicProjection
{
    /// <summary>A sweep that changes no standardised coefficient by more is the last.</summary>
    private const double Tolerance = 1e-9;

    /// <summary>Projects in place.</summary>
    /// <param name="gram">Row-major d×d, positive semidefinite.</param>
    /// <param name="transposed">V = Wᵀ, row-major; overwritten with the result.</param>
    /// <param name="penalties">Weight of the L1 term per entry of V; infinite where the edge is forbidden.</param>
    /// <param name="constraints">Prior knowledge: its required edges bind the order.</param>
    /// <param name="maxSweeps">Limit of sweeps a variable: 0 keeps the fitted weights along the order.</param>
    /// <param name="cancellation">When signalled, throws.</param>
    /// <remarks>O(sweeps·d³).</remarks>
    public static void Apply(
        ReadOnlySpan<double> gram,
        Span<double> transposed,
        ReadOnlySpan<double> penalties,
        EdgeConstraints constraints,
        int maxSweeps,
        CancellationToken cancellation)
    {
        var d = constraints.Order;
        var isBefore = new bool[d];
        foreach (var target in Order(gram, transposed, constraints))
        {
            cancellation.ThrowIfCancellationRequested();
            var own = transposed.Slice(target * d, d);
            var factors = penalties.Slice(target * d, d);
            var causes = new List<int>();
            for (var i = 0; i < d; i++)
            {
                own[i] = isBefore[i] ? own[i] : 0;
                if (isBefore[i] && double.IsFinite(factors[i]) && gram[(i * d) + i] > 0)
                {
                    causes.Add(i);
                }
            }

            Descend(gram, own, factors, causes, target, maxSweeps);
            isBefore[target] = true;
        }
    }

    /// <summary>A causal order: edges are taken strongest first, by the variance they carry, unless they close a cycle with those taken.</summary>
    public static int[] Order(ReadOnlySpan<double> gram, ReadOnlySpan<double> transposed, EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var edges = new List<(double Strength, int From, int To)>();
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < d; i++)
            {
                var weight = transposed[(j * d) + i];
                if (i != j && (weight != 0 || constraints.IsRequired(i, j)))
                {
                    edges.Add((constraints.IsRequired(i, j) ? double.PositiveInfinity : weight * weight * gram[(i * d) + i], i, j));
                }
            }
        }

        edges.Sort((a, b) => a.Strength != b.Strength ? b.Strength.CompareTo(a.Strength) : a.From != b.From ? a.From - b.From : a.To - b.To);
        var reaches = new BitMatrix(d);
        foreach (var (_, from, to) in edges)
        {
            if (!reaches[to, from] && !reaches[from, to])
            {
                for (var above = 0; above < d; above++)
                {
                    if (above == from || reaches[above, from])
                    {
                        reaches[above, to] = true;
                        reaches.Include(above, to);
                    }
                }
            }
        }

        // Ancestors have more descendants, so sorting by their number respects every edge taken.
        return [.. Enumerable.Range(0, d).OrderByDescending(reaches.Count)];
    }

    private static void Descend(
        ReadOnlySpan<double> gram,
        Span<double> weights,
        ReadOnlySpan<double> penalties,
        List<int> causes,
        int target,
        int maxSweeps)
    {
        var d = weights.Length;
        var slope = gram.Slice(target * d, d).ToArray();
        foreach (var cause in causes)
        {
            Shift(gram, slope, cause, -weights[cause]);
        }

        var least = Tolerance * Math.Sqrt(Math.Max(gram[(target * d) + target], double.Epsilon));
        var all = true;
        for (var sweep = 0; sweep < maxSweeps; sweep++)
        {
            var largest = 0.0;
            foreach (var cause in causes)
            {
                if (!all && weights[cause] == 0)
                {
                    continue;
                }

                var variance = gram[(cause * d) + cause];
                var raw = slope[cause] + (variance * weights[cause]);
                var next = Math.Sign(raw) * Math.Max(Math.Abs(raw) - penalties[cause], 0) / variance;
                var change = next - weights[cause];
                if (change != 0)
                {
                    Shift(gram, slope, cause, -change);
                    weights[cause] = next;
                    largest = Math.Max(largest, Math.Abs(change) * Math.Sqrt(variance));
                }
            }

            // Sweeps over the nonzero ones until they rest, then one over all to see whether another enters.
            if (largest <= least && all)
            {
                return;
            }

            all = largest <= least;
        }
    }

    private static void Shift(ReadOnlySpan<double> gram, double[] slope, int cause, double by)
    {
        if (by != 0)
        {
            TensorPrimitives.MultiplyAdd(gram.Slice(cause * slope.Length, slope.Length), by, slope, slope);
        }
    }
}
