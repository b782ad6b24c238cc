using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Isl.Grains.Telemetry;

/// <summary>A counter of the table.</summary>
public sealed class CounterMetric(Meter meter, MetricDefinition row)
{
    private readonly Counter<long> _instrument = meter.CreateCounter<long>(row.Instrument, row.Unit, row.Help);

    /// <summary>Counts.</summary>
    /// <param name="count">How many; 0 shows a series before anything has happened.</param>
    /// <param name="labels">Values of the row's labels, in its order.</param>
    public void Add(long count, params ReadOnlySpan<string> labels) => _instrument.Add(count, LabelTags.Of(row, labels));
}

/// <summary>A gauge of the table that is set to what it is.</summary>
public sealed class GaugeMetric(Meter meter, MetricDefinition row)
{
    private readonly Gauge<double> _instrument = meter.CreateGauge<double>(row.Instrument, row.Unit, row.Help);

    /// <summary>Sets it.</summary>
    /// <param name="value">The new value.</param>
    /// <param name="labels">Values of the row's labels, in its order.</param>
    public void Set(double value, params ReadOnlySpan<string> labels) => _instrument.Record(value, LabelTags.Of(row, labels));
}

/// <summary>A gauge of the table that is told each change.</summary>
public sealed class LevelMetric(Meter meter, MetricDefinition row)
{
    private readonly UpDownCounter<long> _instrument = meter.CreateUpDownCounter<long>(row.Instrument, row.Unit, row.Help);

    /// <summary>Changes it.</summary>
    /// <param name="change">What is added.</param>
    /// <param name="labels">Values of the row's labels, in its order.</param>
    public void Change(long change, params ReadOnlySpan<string> labels) => _instrument.Add(change, LabelTags.Of(row, labels));
}

/// <summary>A histogram of the table.</summary>
public sealed class HistogramMetric(Meter meter, MetricDefinition row)
{
    private readonly Histogram<double> _instrument = meter.CreateHistogram(
        row.Instrument,
        row.Unit,
        row.Help,
        tags: null,
        new InstrumentAdvice<double> { HistogramBucketBoundaries = row.Buckets });

    /// <summary>Counts one observation.</summary>
    /// <param name="value">Its size, in the row's unit.</param>
    /// <param name="labels">Values of the row's labels, in its order.</param>
    public void Observe(double value, params ReadOnlySpan<string> labels) => _instrument.Record(value, LabelTags.Of(row, labels));
}

/// <summary>Label values as an instrument's tags.</summary>
internal static class LabelTags
{
    /// <summary>Pairs the values with the names of the row.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than labels.</exception>
    public static TagList Of(MetricDefinition row, ReadOnlySpan<string> values)
    {
        if (values.Length != row.Labels.Length)
        {
            throw new ArgumentException($"{row.Name} has {row.Labels.Length} labels, not {values.Length}.", nameof(values));
        }

        var tags = default(TagList);
        for (var i = 0; i < values.Length; i++)
        {
            tags.Add(row.Labels[i].TagName, values[i]);
        }

        return tags;
    }
}
