using MathNet.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>How much the best of some means is expected to rise by one more observation.</summary>
internal static class KnowledgeGradient
{
    private const int Nodes = 512;

    /// <summary>E[max (aᵢ + bᵢ Z)] − max aᵢ with Z standard normal, exactly.</summary>
    /// <remarks>Source: Frazier, Powell and Dayanik (2009), algorithm 1 and equation (14).</remarks>
    public static double OfLines(IReadOnlyList<double> means, IReadOnlyList<double> slopes)
    {
        int[] order = [.. Enumerable.Range(0, means.Count).OrderBy(i => slopes[i]).ThenBy(i => means[i])];
        var (kept, starts) = (new List<int>(), new List<double>());
        foreach (var line in order)
        {
            while (kept.Count > 0)
            {
                var last = kept[^1];
                if (slopes[line] == slopes[last])
                {
                    // The higher of two parallel lines comes later.
                    Drop();
                    continue;
                }

                var crossing = (means[last] - means[line]) / (slopes[line] - slopes[last]);
                if (crossing > starts[^1])
                {
                    starts.Add(crossing);
                    break;
                }

                Drop();
            }

            kept.Add(line);
            if (starts.Count < kept.Count)
            {
                starts.Add(double.NegativeInfinity);
            }
        }

        var sum = 0.0;
        for (var i = 1; i < kept.Count; i++)
        {
            sum += (slopes[kept[i]] - slopes[kept[i - 1]]) * Loss(-Math.Abs(starts[i]));
        }

        return sum;

        void Drop()
        {
            kept.RemoveAt(kept.Count - 1);
            starts.RemoveAt(starts.Count - 1);
        }
    }

    /// <summary>
    /// How much the least expected squared distance from a value is expected to fall, by quadrature over 512 equally likely values of Z.
    /// </summary>
    /// <param name="means">The means.</param>
    /// <param name="slopes">What the observation adds to them, per standard deviation.</param>
    /// <param name="variances">Their variances before it.</param>
    /// <param name="target">The value.</param>
    /// <remarks>Of each mean alone the expected distance stays what it is; only the choice among them gains.</remarks>
    public static double Towards(IReadOnlyList<double> means, IReadOnlyList<double> slopes, IReadOnlyList<double> variances, double target)
    {
        var count = means.Count;
        var best = Enumerable.Range(0, count).MinBy(i => Loss(i, 0) + (slopes[i] * slopes[i]));
        var sum = 0.0;
        for (var node = 0; node < Nodes && slopes.Any(slope => slope != 0); node++)
        {
            var z = -Constants.Sqrt2 * SpecialFunctions.ErfcInv(2 * (node + 0.5) / Nodes);
            sum += (Loss(best, z) - Enumerable.Range(0, count).Min(i => Loss(i, z))) / Nodes;
        }

        return Math.Max(0, sum);

        double Loss(int i, double z) => Math.Pow(means[i] + (slopes[i] * z) - target, 2) + variances[i] - (slopes[i] * slopes[i]);
    }

    /// <summary>E[(z + Z)⁺] = φ(z) + z Φ(z).</summary>
    private static double Loss(double z) => double.IsInfinity(z) ? 0
        : Math.Max(0, (Math.Exp(-z * z / 2) / Constants.Sqrt2Pi) + (z * SpecialFunctions.Erfc(-z / Constants.Sqrt2) / 2));
}
