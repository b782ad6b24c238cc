using Isl.Grains.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Prometheus;
using Serilog;
using Serilog.Events;

namespace Isl.Grains.Hosting;

/// <summary>Logs, metrics and traces, the same in every process.</summary>
public static class ObservabilityExtensions
{
    private const long LogFileBytes = 100 * 1024 * 1024;
    private const int LogFilesKept = 5;

    /// <summary>JSON lines on the console and in <c>logs/app.log</c>, each with the request id; level by <c>LOG_LEVEL</c>.</summary>
    public static void AddIslLogging(this IHostApplicationBuilder builder)
    {
        var level = LevelOf(builder.Configuration["LOG_LEVEL"]);
        var file = builder.Configuration["ISL_LOG_FILE"] ?? Path.Combine("logs", "app.log");
        var lines = new LogLines(new RollingLogFile(file, LogFileBytes, LogFilesKept), level <= LogEventLevel.Information);
        builder.Services.AddSingleton(_ => lines);
        var hosting = HasTraces(builder) ? LogEventLevel.Warning : LevelAlias.Off; // while it may log, it makes an activity and a scope a request
        builder.Services.AddSerilog(
            logs =>
                logs.MinimumLevel.Is(level)
                    .MinimumLevel.Override("Microsoft", level > LogEventLevel.Warning ? level : LogEventLevel.Warning)
                    .MinimumLevel.Override("Orleans", level > LogEventLevel.Warning ? level : LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", hosting)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", level)
                    .MinimumLevel.Override("Polly", LogEventLevel.Fatal) // Orleans' inner retries; what comes of them is logged by its caller
                    .Enrich.FromLogContext()
                    .Enrich.WithProperty(TelemetryCallFilter.LogProperty, "-")
                    .WriteTo.Sink(lines),
            preserveStaticLogger: true);
    }

    /// <summary>Traces and metrics over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
    public static void AddIslTracing(this IHostApplicationBuilder builder)
    {
        if (!HasTraces(builder))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .WithTracing(traces => traces
                .AddSource("Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime")
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter([.. MetricsTable.Meters])
                .AddView(instrument => MetricsTable.Find(instrument.Meter.Name, instrument.Name) is null ? MetricStreamConfiguration.Drop : null)
                .AddOtlpExporter());
    }

    /// <summary>Prometheus text at <c>/metrics</c>: the metrics of <see cref="MetricsTable"/>.</summary>
    public static void MapIslMetrics(this WebApplication app) => app.MapMetrics(registry: PrometheusEndpoint.Registry);

    /// <summary>Probes of a process without an API: it is live when it answers, and ready when its silo does.</summary>
    public static void MapIslProbes(this WebApplication app)
    {
        foreach (var path in new[] { "/health/live", "/livez" })
        {
            app.MapGet(path, () => Results.Text("live"));
        }

        foreach (var path in new[] { "/health/ready", "/readyz" })
        {
            app.MapGet(path, async (SiloReadiness readiness) => await readiness.Trouble() is { } trouble
                ? Results.Text(trouble, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready"));
        }
    }

    private static bool HasTraces(IHostApplicationBuilder builder) => builder.Configuration[IslSettings.TracesVariable] is { Length: > 0 };

    private static LogEventLevel LevelOf(string? name) => name?.ToUpperInvariant() switch
    {
        "TRACE" or "VERBOSE" => LogEventLevel.Verbose,
        "DEBUG" => LogEventLevel.Debug,
        "WARNING" or "WARN" => LogEventLevel.Warning,
        "ERROR" => LogEventLevel.Error,
        "CRITICAL" or "FATAL" => LogEventLevel.Fatal,
        _ => LogEventLevel.Information,
    };
}
