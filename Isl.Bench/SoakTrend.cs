namespace Isl.Bench;

/// <summary>How fast a figure grows, and how well that is known.</summary>
/// <param name="PerMinute">Growth in a minute.</param>
/// <param name="Margin">Half the width of its 95 % confidence interval.</param>
internal sealed record SoakTrend(double PerMinute, double Margin)
{
    private const int Windows = 8;

    /// <summary>Quantile 0.975 of Student's t with as many degrees of freedom as windows, less two.</summary>
    private const double T = 2.447;

    /// <summary>
    /// The trend of samples: that of the least one in each of eight windows, which leaves out what the collector has not collected yet.
    /// </summary>
    /// <param name="samples">Minutes and figures, in the order of time.</param>
    public static SoakTrend Of(IReadOnlyList<(double Minute, double Value)> samples)
    {
        var size = Math.Max(1, samples.Count / Windows);
        var floor = samples.Chunk(size).Take(Windows).Select(window => window.MinBy(sample => sample.Value)).ToList();
        var (minute, value) = (floor.Average(sample => sample.Minute), floor.Average(sample => sample.Value));
        var spread = floor.Sum(sample => Math.Pow(sample.Minute - minute, 2));
        if (floor.Count < 3 || spread == 0)
        {
            return new(0, double.PositiveInfinity);
        }

        var slope = floor.Sum(sample => (sample.Minute - minute) * (sample.Value - value)) / spread;
        var residual = floor.Sum(sample => Math.Pow(sample.Value - value - (slope * (sample.Minute - minute)), 2));
        return new(slope, T * Math.Sqrt(residual / (floor.Count - 2) / spread));
    }

    /// <summary>Whether it certainly grows faster than that.</summary>
    public bool IsFasterThan(double limit) => PerMinute - Margin > limit;
}
