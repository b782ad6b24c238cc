using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Prometheus;

namespace Isl.Grains.Telemetry;

/// <summary>Shows the instruments that the table names as Prometheus metrics; any other costs nothing, for it is never listened to.</summary>
/// <remarks>
/// prometheus-net has an adapter for meters of its own. It starts with the first scrape and loses what came before, shows counters as gauges,
/// forgets series after five minutes and takes every instrument. This one starts when it is made, keeps kinds and series, and reads the table.
/// </remarks>
public sealed class MetricsPublisher : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, PublishedMetric> _metrics = new(StringComparer.Ordinal);
    private readonly MetricFactory _factory;

    /// <summary>Begins to listen.</summary>
    /// <param name="registry">Where the metrics go.</param>
    /// <param name="find">The table: the row of an instrument by meter and name, or null.</param>
    public MetricsPublisher(CollectorRegistry registry, Func<string, string, MetricDefinition?> find)
    {
        _factory = Metrics.WithCustomRegistry(registry);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (find(instrument.Meter.Name, instrument.Name) is { } row)
            {
                listener.EnableMeasurementEvents(instrument, new Subscription(MetricOf(row), ReadingOf(instrument)));
            }
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, state) => Record(value, tags, state));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, state) => Record((double)value, tags, state));
        _listener.Start();
        registry.AddBeforeCollectCallback(ReadObservables);
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var (metric, reading) = Unsafe.As<Subscription>(state)!;
        metric.Record(value, tags, reading);
    }

    private static Reading ReadingOf(Instrument instrument) =>
        instrument.IsObservable || IsGauge(instrument) ? Reading.Total : Reading.Change;

    private static bool IsGauge(Instrument instrument) =>
        instrument.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Gauge<>);

    /// <summary>The hosts of a process, of which tests have several, share a metric.</summary>
    private PublishedMetric MetricOf(MetricDefinition row)
    {
        lock (_metrics)
        {
            if (!_metrics.TryGetValue(row.Name, out var metric))
            {
                _metrics[row.Name] = metric = new PublishedMetric(_factory, row);
            }

            return metric;
        }
    }

    private void ReadObservables()
    {
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // All others were read. What a library cannot tell now, such as that of a silo that is stopping, keeps its last value.
        }
    }

    private sealed record Subscription(PublishedMetric Metric, Reading Reading);
}
