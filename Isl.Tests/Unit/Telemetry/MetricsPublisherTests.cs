using System.Diagnostics.Metrics;
using System.Text;
using Isl.Grains.Telemetry;
using Prometheus;

namespace Isl.Tests.Unit.Telemetry;

/// <summary>Instruments come out as Prometheus metrics of the kind and name that the table says.</summary>
public sealed class MetricsPublisherTests : IDisposable
{
    private const string MeterName = "Isl.Tests.Publisher";

    private readonly Meter _meter = new(MeterName);
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();
    private readonly List<MetricDefinition> _table = [];

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task Counter_CountedBeforeTheFirstScrape_IsACounterWithAllOfIt()
    {
        using var publisher = Publish(
            new MetricDefinition("a_total", MetricKind.Counter, "1", "A", "-") { Labels = [new MetricLabel("kind", "x, y")] });
        var counter = new CounterMetric(_meter, _table[0]);

        counter.Add(2, "x");
        counter.Add(3, "x");
        counter.Add(0, "y");

        Assert.Equal("# HELP a_total A\n# TYPE a_total counter\na_total{kind=\"x\"} 5\na_total{kind=\"y\"} 0\n", await ScrapeAsync());
    }

    [Fact]
    public async Task Gauges_SetAndChanged_ShowWhatIs()
    {
        using var publisher = Publish(
            new MetricDefinition("set", MetricKind.Gauge, "1", "S", "-"),
            new MetricDefinition("level", MetricKind.Gauge, "1", "L", "-"));
        var set = new GaugeMetric(_meter, _table[0]);
        var level = new LevelMetric(_meter, _table[1]);

        set.Set(7);
        set.Set(0.5);
        level.Change(4);
        level.Change(-1);

        var text = await ScrapeAsync();
        Assert.Contains("\nset 0.5\n", text, StringComparison.Ordinal);
        Assert.Contains("\nlevel 3\n", text, StringComparison.Ordinal);
        Assert.Contains("# TYPE level gauge", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Histogram_OfALibraryInMilliseconds_IsInSecondsWithTheTablesBuckets()
    {
        using var publisher = Publish(new MetricDefinition("call_seconds", MetricKind.Histogram, "s", "C", "-")
        {
            LibraryInstrument = "lib-call-latency",
            Factor = 0.001,
            Buckets = [0.01, 1],
        });
        var histogram = _meter.CreateHistogram<long>("lib-call-latency", "ms");

        histogram.Record(5);
        histogram.Record(500, new KeyValuePair<string, object?>("method", "not in the table"));

        var text = await ScrapeAsync();
        Assert.Contains(
            "call_seconds_bucket{le=\"0.01\"} 1\ncall_seconds_bucket{le=\"1\"} 2\ncall_seconds_bucket{le=\"+Inf\"} 2\n",
            text,
            StringComparison.Ordinal);
        Assert.Contains("call_seconds_sum 0.505\ncall_seconds_count 2\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Observables_AreReadAtEachScrape_AndRenamedTagsAreLabels()
    {
        using var publisher = Publish(
            new MetricDefinition("collections_total", MetricKind.Counter, "1", "G", "-")
            {
                LibraryInstrument = "gc.collections",
                Labels = [new MetricLabel("generation", "gen0", "gc.heap.generation")],
            });
        var value = 3;
        var generation = new KeyValuePair<string, object?>("gc.heap.generation", "gen0");
        _meter.CreateObservableCounter("gc.collections", () => new Measurement<long>(value, generation));

        Assert.Contains("collections_total{generation=\"gen0\"} 3\n", await ScrapeAsync(), StringComparison.Ordinal);
        value = 8;
        Assert.Contains("collections_total{generation=\"gen0\"} 8\n", await ScrapeAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instruments_ThatTheTableDoesNotName_AreNeverRead()
    {
        using var publisher = Publish(new MetricDefinition("known", MetricKind.Gauge, "1", "K", "-"));
        var reads = 0;
        _meter.CreateObservableGauge("expensive", () => ++reads);
        _meter.CreateObservableGauge("known", () => 1);

        var text = await ScrapeAsync();

        Assert.Contains("\nknown 1\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("expensive", text, StringComparison.Ordinal);
        Assert.Equal(0, reads);
    }

    [Fact]
    public async Task Observable_ThatThrows_DoesNotSpoilTheScrape()
    {
        using var publisher = Publish(
            new MetricDefinition("broken", MetricKind.Gauge, "1", "B", "-"),
            new MetricDefinition("whole", MetricKind.Gauge, "1", "W", "-"));
        _meter.CreateObservableGauge("broken", Broken);
        _meter.CreateObservableGauge("whole", () => 2);

        Assert.Contains("\nwhole 2\n", await ScrapeAsync(), StringComparison.Ordinal);

        static int Broken() => throw new InvalidOperationException("gone");
    }

    [Theory]
    [InlineData("x")]
    [InlineData("x", "y", "z")]
    public void Add_WithTooFewOrTooManyLabels_Throws(params string[] labels)
    {
        var counter = new CounterMetric(
            _meter,
            new MetricDefinition("b_total", MetricKind.Counter, "1", "B", "-") { Labels = [new MetricLabel("a", "-"), new MetricLabel("b", "-")] });

        Assert.Throws<ArgumentException>(() => counter.Add(1, labels));
    }

    private MetricsPublisher Publish(params MetricDefinition[] rows)
    {
        _table.AddRange(rows.Select(row => row with { Meter = MeterName }));
        return new MetricsPublisher(
            _registry,
            (meter, instrument) => _table.FirstOrDefault(row => (row.Meter, row.Instrument) == (meter, instrument)));
    }

    private async Task<string> ScrapeAsync()
    {
        await using var stream = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(stream, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
