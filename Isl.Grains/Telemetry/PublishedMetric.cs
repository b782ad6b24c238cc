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
        var labels = LabelsOf(tags);
        value *= _row.Factor;
        if (_histogram is not null)
        {
            _histogram.WithLabels(labels).Observe(value);
        }
        else if (_gauge is not null)
        {
            var gauge = _gauge.WithLabels(labels);
            if (reading == Reading.Total)
            {
                gauge.Set(value);
            }
            else
            {
                gauge.Inc(value);
            }
        }
        else if (reading == Reading.Total)
        {
            _counter!.WithLabels(labels).IncTo(value);
        }
        else
        {
            _counter!.WithLabels(labels).Inc(value);
        }
    }

    /// <summary>Values of the row's labels; tags that the table does not name are summed over.</summary>
    private string[] LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_row.Labels.IsEmpty)
        {
            return [];
        }

        var values = new string[_row.Labels.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ValueOf(tags, _row.Labels[i].TagName, i);
        }

        return values;
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
}
