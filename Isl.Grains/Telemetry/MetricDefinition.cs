using System.Collections.Immutable;

namespace Isl.Grains.Telemetry;

/// <summary>What a metric's values mean to who reads them.</summary>
public enum MetricKind
{
    /// <summary>Only ever grows; read as a rate.</summary>
    Counter,

    /// <summary>Goes up and down; read as it is.</summary>
    Gauge,

    /// <summary>Counts observations by size; read as quantiles and means.</summary>
    Histogram,
}

/// <summary>Which processes have a metric.</summary>
[Flags]
public enum MetricHome
{
    /// <summary>Processes that answer HTTP requests.</summary>
    Api = 1,

    /// <summary>Processes that hold grains and compute.</summary>
    Silo = 2,

    /// <summary>Every process.</summary>
    Every = Api | Silo,
}

/// <summary>A label and what bounds the number of its values.</summary>
/// <param name="Name">Name at <c>/metrics</c>.</param>
/// <param name="Values">The values it takes, or where they come from.</param>
/// <param name="Tag">Its name in the instrument; null where it is the same.</param>
public sealed record MetricLabel(string Name, string Values, string? Tag = null)
{
    /// <summary>Its name in the instrument.</summary>
    public string TagName => Tag ?? Name;
}

/// <summary>One row of <see cref="MetricsTable"/>: all that there is to know about a metric.</summary>
/// <param name="Name">Name at <c>/metrics</c>, with its unit and <c>_total</c> as Prometheus has it.</param>
/// <param name="Kind">Counter, gauge or histogram.</param>
/// <param name="Unit">Unit in UCUM, as instruments carry it: <c>s</c>, <c>By</c>, <c>{request}</c>.</param>
/// <param name="Help">What it is.</param>
/// <param name="Moves">When it changes.</param>
public sealed record MetricDefinition(string Name, MetricKind Kind, string Unit, string Help, string Moves)
{
    /// <summary>The processes that have it.</summary>
    public MetricHome Home { get; init; } = MetricHome.Every;

    /// <summary>Its labels, in the order in which their values are given.</summary>
    public ImmutableArray<MetricLabel> Labels { get; init; } = [];

    /// <summary>Upper bounds of a histogram's buckets, in the metric's unit.</summary>
    public ImmutableArray<double> Buckets { get; init; } = [];

    /// <summary>Meter of the instrument.</summary>
    public string Meter { get; init; } = IslMetrics.MeterName;

    /// <summary>Name of the instrument where it is not the metric's own: that of a library.</summary>
    public string? LibraryInstrument { get; init; }

    /// <summary>What a value of the instrument is multiplied by: libraries measure in milliseconds, Prometheus in seconds.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>Name of the instrument.</summary>
    public string Instrument => LibraryInstrument ?? Name;
}
