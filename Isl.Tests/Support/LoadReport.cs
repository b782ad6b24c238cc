using System.Globalization;
using System.Text;

namespace Isl.Tests.Support;

/// <summary>What became of a load.</summary>
internal sealed class LoadReport(IReadOnlyList<RequestOutcome> outcomes)
{
    public int Sent => outcomes.Count;

    public int Failed => outcomes.Count(one => one.Trouble is not null && !one.Wrong);

    public int Wrong => outcomes.Count(one => one.Wrong);

    public int Degraded => outcomes.Count(one => one.Degraded);

    /// <summary>The longest that a request took.</summary>
    public TimeSpan Longest => outcomes.Max(one => one.Took);

    /// <summary>The time within which this part of the requests was answered.</summary>
    public TimeSpan Percentile(double part) =>
        outcomes.OrderBy(one => one.Took).ElementAt(Math.Min(Sent - 1, (int)(part * Sent))).Took;

    /// <summary>The requests that were sent in a part of the load's time.</summary>
    public LoadReport Between(TimeSpan from, TimeSpan to) => new([.. outcomes.Where(one => one.At >= from && one.At < to)]);

    /// <summary>The requests whose answers were held.</summary>
    public LoadReport Cached => new([.. outcomes.Where(one => one.Cached)]);

    /// <summary>One line of figures, then the first few failures.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture,
            $"{Sent} sent, {Failed} failed, {Wrong} wrong, {Degraded} degraded, longest {Longest.TotalSeconds:0.00} s, ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"over 1 s: {outcomes.Count(one => one.Took.TotalSeconds > 1)}, ");
        text.Append(
            CultureInfo.InvariantCulture,
            $"p50 {Percentile(0.5).TotalMilliseconds:0} ms, p99 {Percentile(0.99).TotalMilliseconds:0} ms");
        foreach (var one in outcomes.Where(one => one.Trouble is not null).OrderBy(one => one.At).Take(5))
        {
            text.AppendLine().Append(
                CultureInfo.InvariantCulture,
                $"  at {one.At.TotalSeconds:0.0} s after {one.Took.TotalSeconds:0.0} s {one.Path}: {one.Trouble}");
        }

        return text.ToString();
    }
}
