namespace Isl.Grains.Experiments;

/// <summary>Information that one number gives about which of many equally likely normal distributions it came from.</summary>
internal static class MixtureInformation
{
    private const double Reach = 9;
    private const double PointsPerDeviation = 4;
    private const int MostPoints = 1 << 14;

    /// <summary>Entropy of the mixture less the mean entropy of its parts, in nats; null where its range is too wide for a grid.</summary>
    public static double? Of(double[] means, double[] variances)
    {
        double[] stds = [.. variances.Select(Math.Sqrt)];
        var least = stds.Min();
        var low = means.Zip(stds, (mean, std) => mean - (Reach * std)).Min();
        var high = means.Zip(stds, (mean, std) => mean + (Reach * std)).Max();
        var points = (high - low) / least * PointsPerDeviation;
        if (!(points <= MostPoints) || !(least > 0))
        {
            return null;
        }

        var step = least / PointsPerDeviation;
        var density = new double[(int)points + 2];
        for (var i = 0; i < means.Length; i++)
        {
            var (from, to) = ((int)((means[i] - (Reach * stds[i]) - low) / step), (int)((means[i] + (Reach * stds[i]) - low) / step));
            var scale = 1 / (means.Length * stds[i] * Math.Sqrt(2 * Math.PI));
            for (var at = Math.Max(0, from); at <= Math.Min(to, density.Length - 1); at++)
            {
                var z = (low + (at * step) - means[i]) / stds[i];
                density[at] += scale * Math.Exp(-z * z / 2);
            }
        }

        // The trapezoidal rule is as good as exact for functions that are smooth and vanish at the ends.
        var entropy = -density.Where(value => value > 0).Sum(value => value * Math.Log(value)) * step;
        return entropy - stds.Average(std => Math.Log(std) + (Math.Log(2 * Math.PI * Math.E) / 2));
    }
}
