using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Data;

/// <summary>Are the noise variances of a linear graph equal, as far as the data tell?</summary>
/// <remarks>
/// Source: Bartlett (1937), "Properties of sufficiency and statistical tests". Equal noise variances settle every direction (Peters &amp;
/// Bühlmann 2014); where they are refuted, variances say nothing about directions.
/// </remarks>
internal static class EqualVariance
{
    /// <summary>p-value of the hypothesis that all residuals have the same variance; 0 where one has none, 1 for a single variable. O(d⁴).</summary>
    public static double PValue(DirectedEdges edges, DatasetMoments moments)
    {
        var d = edges.Order;
        var (freedom, weighted, logs, inverses) = (0.0, 0.0, 0.0, 0.0);
        for (var node = 0; node < d; node++)
        {
            var parents = edges.Parents(node);
            var share = LinearRegression.Fit(moments.Correlation, d, node, parents).ResidualVariance;
            var own = moments.Rows - 1.0 - parents.Count;
            var variance = share * moments.Deviations[node] * moments.Deviations[node] * moments.Rows / Math.Max(own, 1);
            if (own < 1 || !(variance > 0))
            {
                return 0;
            }

            freedom += own;
            weighted += own * variance;
            logs += own * Math.Log(variance);
            inverses += 1 / own;
        }

        var statistic = (freedom * Math.Log(weighted / freedom)) - logs;
        var correction = d < 2 ? 1 : 1 + ((inverses - (1 / freedom)) / (3.0 * (d - 1)));
        return d < 2 ? 1 : Math.Clamp(SpecialFunctions.GammaUpperRegularized((d - 1) / 2.0, Math.Max(statistic, 0) / correction / 2), 0, 1);
    }
}
