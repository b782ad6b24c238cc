using System.Globalization;
using System.Text;
using Isl.Grains.Telemetry;

namespace Isl.Bench;

/// <summary>Writes <c>deploy/METRICS.md</c> from the table of metrics.</summary>
internal static class MetricsDocument
{
    private static readonly (string Title, IReadOnlyList<MetricDefinition> Rows)[] Parts =
    [
        ("HTTP requests", HttpRows.All),
        ("Circuits, health, fallbacks", ResilienceRows.All),
        ("Cache", CacheRows.All),
        ("Compute gate", ComputeRows.All),
        ("Process", ProcessRows.All),
        ("Orleans", OrleansRows.All),
        (".NET runtime", RuntimeRows.All),
    ];

    /// <summary>Writes the document to the file that the first argument names.</summary>
    public static void Run(string[] arguments)
    {
        var path = arguments.Length > 0 ? arguments[0] : Path.Combine("deploy", "METRICS.md");
        File.WriteAllText(path, Write());
        Console.WriteLine($"{path}: {MetricsTable.All.Length} metrics");
    }

    /// <summary>The document.</summary>
    public static string Write()
    {
        var text = new StringBuilder(
            """
            # Metrics

            Every process shows these at `GET /metrics` as Prometheus text, and sends the same instruments by OTLP
            where `OTEL_EXPORTER_OTLP_ENDPOINT` is set.
            This file is generated from `Isl.Grains/Telemetry/MetricsTable.cs`: `dotnet run -c Release --project Isl.Bench -- metrics`.
            Labels are bounded: none is a hash, a key, a user or a name from a request.
            Histograms also have `_bucket` (with `le`), `_sum` and `_count`.


            """);
        foreach (var (title, rows) in Parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
            text.Append("| Metric | Type | Unit | Labels | In | Meaning | Changes |\n|---|---|---|---|---|---|---|\n");
            foreach (var row in rows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{row.Name}` | {KindOf(row)} | {row.Unit} | {LabelsOf(row)} | {HomeOf(row)} | {row.Help}{SourceOf(row)} | {row.Moves} |\n");
            }

            text.Append('\n');
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"""
            ## Buckets

            {string.Join('\n', BucketsOf().Select(line => $"- {line}"))}

            """);
        return text.ToString();
    }

    private static IEnumerable<string> BucketsOf() =>
        MetricsTable.All
            .Where(row => row.Kind == MetricKind.Histogram)
            .GroupBy(row => string.Join(", ", row.Buckets.Select(bound => bound.ToString(CultureInfo.InvariantCulture))))
            .Select(group => $"{string.Join(", ", group.Select(row => $"`{row.Name}`"))}: {group.Key}");

    private static string KindOf(MetricDefinition row) => row.Kind.ToString().ToLowerInvariant();

    private static string LabelsOf(MetricDefinition row) =>
        row.Labels.IsEmpty ? "–" : string.Join("; ", row.Labels.Select(label => $"`{label.Name}`: {label.Values}"));

    private static string HomeOf(MetricDefinition row) => row.Home switch
    {
        MetricHome.Api => "API",
        MetricHome.Silo => "silo",
        _ => "every process",
    };

    private static string SourceOf(MetricDefinition row) =>
        row.LibraryInstrument is { } instrument ? $" (`{instrument}` of `{row.Meter}`)" : "";
}
