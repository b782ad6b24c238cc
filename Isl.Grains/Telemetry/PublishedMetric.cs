using System.Collections.Concurrent;
using Prometheus;

namespace Isl.Grains.Telemetry;

/// <summary>What a measurement of an instrument says.</summary>
internal enum Reading
{
    /// <summary>What is added to the value, or one observation of a histogram.</summary>
    Change,

    /// <summary>The value itself.</summary>
    Total,
}

/// <summary>One row of the table as a Prometheus metric.</summary>
internal sealed class PublishedMetric
{
    private readonly ConcurrentDictionary<LabelValues, ChildBase> _children = new();
    private readonly MetricDefinition _row;
    private readonly Counter? _counter;
    private readonly Gauge? _gauge;
    private readonly Histogram? _histogram;

    /// <summary>Registers it.</summary>
    public PublishedMetric(MetricFactory factory, MetricDefinition row)
    {
        _row = row;
        var labels = row.Labels.Select(label => label.Name).ToArray();

        // Instruments of ours are made in every process, silo or not: without a measurement there is nothing to show. A library's counter that
        // exists has counted, if only to 0.
        var isSilent = row.Meter == IslMetrics.MeterName;
        switch (row.Kind)
        {
            case MetricKind.Counter:
                _counter = factory.CreateCounter(row.Name, row.Help, labels, new CounterConfiguration { SuppressInitialValue = isSilent });
                break;
            case MetricKind.Gauge:
                _gauge = factory.CreateGauge(row.Name, row.Help, labels, new GaugeConfiguration { SuppressInitialValue = isSilent });
                break;
            default:
                _histogram = factory.CreateHistogram(row.Name, row.Help, labels, new HistogramConfiguration { Buckets = [.. row.Buckets] });
                break;
        }
    }

    /// <summary>Takes a measurement over.</summary>
    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, Reading reading)
    {
        var child = ChildOf(tags);
        value *= _row.Factor;
        switch (child)
        {
            case Histogram.Child histogram:
                histogram.Observe(value);
                break;
            case Gauge.Child gauge when reading == Reading.Total:
                gauge.Set(value);
                break;
            case Gauge.Child gauge:
                gauge.Inc(value);
                break;
            case Counter.Child counter when reading == Reading.Total:
                counter.IncTo(value);
                break;
            case Counter.Child counter:
                counter.Inc(value);
                break;
        }
    }

    /// <summary>The series of the row's labels; tags that the table does not name are summed over.</summary>
    private ChildBase ChildOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = _row.Labels;
        if (labels.Length > LabelValues.Most)
        {
            throw new InvalidOperationException($"{_row.Name} has more than {LabelValues.Most} labels.");
        }

        var values = new LabelValues(
            labels.Length > 0 ? ValueOf(tags, labels[0].TagName, 0) : "",
            labels.Length > 1 ? ValueOf(tags, labels[1].TagName, 1) : "",
            labels.Length > 2 ? ValueOf(tags, labels[2].TagName, 2) : "");
        return _children.TryGetValue(values, out var child) ? child : _children.GetOrAdd(values, Make);
    }

    private ChildBase Make(LabelValues values)
    {
        var labels = values.First(_row.Labels.Length);
        return _histogram?.WithLabels(labels) ?? _gauge?.WithLabels(labels) ?? (ChildBase)_counter!.WithLabels(labels);
    }

    private static string ValueOf(ReadOnlySpan<KeyValuePair<string, object?>> tags, string name, int likelyPlace)
    {
        if (likelyPlace < tags.Length && tags[likelyPlace].Key == name)
        {
            return tags[likelyPlace].Value?.ToString() ?? "";
        }

        foreach (var tag in tags)
        {
            if (tag.Key == name)
            {
                return tag.Value?.ToString() ?? "";
            }
        }

        return "";
    }

    /// <summary>Values of a row's labels as a key that costs nothing to make.</summary>
    private readonly record struct LabelValues(string A, string B, string C)
    {
        public const int Most = 3;

        public string[] First(int count) => count switch
        {
            0 => [],
            1 => [A],
            2 => [A, B],
            _ => [A, B, C],
        };
    }
}
