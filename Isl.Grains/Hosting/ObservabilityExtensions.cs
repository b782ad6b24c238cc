using System.Globalization;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
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
    private const string TerminalLine = "{Timestamp:HH:mm:ss} {Level:u3} {Message:lj} {SourceContext}{NewLine}{Exception}";

    /// <summary>
    /// JSON lines in <c>logs/app.log</c> and, where nobody reads along, on the console; plain lines on a terminal. Each has its request's id and
    /// trace. Level by <c>LOG_LEVEL</c>.
    /// </summary>
    public static void AddIslLogging(this IHostApplicationBuilder builder)
    {
        var level = LevelOf(builder.Configuration["LOG_LEVEL"]);
        var file = builder.Configuration["ISL_LOG_FILE"] ?? Path.Combine("logs", "app.log");
        builder.Logging.ClearProviders(); // what else listens gets its lines from Serilog
        var onTerminal = !Console.IsOutputRedirected;
        var hasTraces = HasTraces(builder);
        var lines = new LogLines(
            new RollingLogFile(file, LogFileBytes, LogFilesKept),
            hasConsole: !onTerminal,
            takesRequests: level <= LogEventLevel.Information && !onTerminal && !hasTraces);
        builder.Services.AddSingleton(_ => lines);
        var hosting = hasTraces ? LogEventLevel.Warning : LevelAlias.Off; // while it may log, it makes an activity and a scope a request
        builder.Services.AddSerilog(
            logs =>
            {
                logs.MinimumLevel.Is(level)
                    .MinimumLevel.Override("Microsoft", level > LogEventLevel.Warning ? level : LogEventLevel.Warning)
                    .MinimumLevel.Override("Orleans", level > LogEventLevel.Warning ? level : LogEventLevel.Warning)
                    .MinimumLevel.Override("Microsoft.AspNetCore.Hosting.Diagnostics", hosting)
                    .MinimumLevel.Override("Microsoft.Hosting.Lifetime", level)
                    .MinimumLevel.Override("ModelContextProtocol", LogEventLevel.Fatal) // callers' mistakes, which are answered
                    .MinimumLevel.Override("Polly", LogEventLevel.Fatal) // Orleans' inner retries; what comes of them is logged by its caller
                    .MinimumLevel.Override(typeof(KeyHandler).FullName!, level > LogEventLevel.Warning ? level : LogEventLevel.Warning)
                    .Enrich.FromLogContext()
                    .Enrich.With<RequestIdEnricher>()
                    .WriteTo.Sink(lines);
                if (onTerminal)
                {
                    logs.WriteTo.Console(outputTemplate: TerminalLine, formatProvider: CultureInfo.InvariantCulture);
                }
            },
            preserveStaticLogger: true,
            writeToProviders: hasTraces);
    }

    /// <summary>Traces, metrics and logs over OTLP, only where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
    public static void AddIslTracing(this IHostApplicationBuilder builder)
    {
        if (!HasTraces(builder))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(
                builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } name ? name : ServiceName(builder),
                serviceVersion: Build.Version))
            .WithTracing(traces =>
            {
                traces.AddSource("Microsoft.AspNetCore", "Microsoft.Orleans.Application", "Microsoft.Orleans.Runtime", Spans.SourceName)
                    .AddOtlpExporter();
                if (builder.Configuration["OTEL_TRACES_SAMPLER"] is not { Length: > 0 })
                {
                    traces.SetSampler(new ParentBasedSampler(new RequestSampler()));
                }
            })
            .WithMetrics(metrics => metrics
                .AddMeter([.. MetricsTable.Meters])
                .AddView(instrument => MetricsTable.Find(instrument.Meter.Name, instrument.Name) is null ? MetricStreamConfiguration.Drop : null)
                .AddOtlpExporter())
            .WithLogging(logs => logs.AddOtlpExporter(), options => options.IncludeFormattedMessage = true);
    }

    /// <summary>Prometheus text at <c>/metrics</c>: the metrics of <see cref="MetricsTable"/>.</summary>
    public static void MapIslMetrics(this WebApplication app) => app.MapMetrics(registry: PrometheusEndpoint.Registry).AllowAnonymous();

    /// <summary>Probes of a process without an API: it is live when it answers, and ready when its silo does.</summary>
    public static void MapIslProbes(this WebApplication app)
    {
        foreach (var path in new[] { "/health/live", "/livez" })
        {
            app.MapGet(path, () => Results.Text("live")).AllowAnonymous();
        }

        foreach (var path in new[] { "/health/ready", "/readyz" })
        {
            app.MapGet(path, async (SiloReadiness readiness) => await readiness.Trouble() is { } trouble
                ? Results.Text(trouble, statusCode: StatusCodes.Status503ServiceUnavailable)
                : Results.Text("ready")).AllowAnonymous();
        }
    }

    private static bool HasTraces(IHostApplicationBuilder builder) => builder.Configuration[IslSettings.TracesVariable] is { Length: > 0 };

    /// <summary><c>Isl.Api</c> is <c>isl-api</c>, as its container is.</summary>
    private static string ServiceName(IHostApplicationBuilder builder) =>
        builder.Environment.ApplicationName.Replace('.', '-').ToLowerInvariant();

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
