using Isl.Api.Answers;
using Isl.Api.Endpoints.Compatibility;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Endpoints.Operations;
using Isl.Api.Mcp;
using Isl.Api.Requests;
using Isl.Api.Telemetry;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Interfaces;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Isl.Api;

/// <summary>The HTTP pipeline: ids, telemetry, errors, limits.</summary>
public static class HttpExtensions
{
    private const string DefaultAddress = "http://localhost:8000";

    /// <summary>Registers what the pipeline needs.</summary>
    public static void AddIslHttp(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.Services.AddOptions<BodyLimits>().BindConfiguration(BodyLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<KestrelServerOptions>().Configure<IOptions<BodyLimits>>(LimitBodies);
        builder.Services.AddOptions<GraphLimits>().BindConfiguration(GraphLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<DataLimits>().BindConfiguration(DataLimits.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, IslJson.Options.TypeInfoResolver!);
            json.SerializerOptions.PropertyNamingPolicy = IslJson.Options.PropertyNamingPolicy;
            json.SerializerOptions.PropertyNameCaseInsensitive = false;
            json.SerializerOptions.NumberHandling = IslJson.Options.NumberHandling;
            json.SerializerOptions.Encoder = IslJson.Options.Encoder;
            foreach (var converter in IslJson.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        builder.Services.AddSingleton(services =>
            new RequestLimits(services.GetRequiredService<IOptions<GraphLimits>>(), services.GetRequiredService<IOptions<DataLimits>>()));
        builder.Services.AddSingleton<ReadingTurns>();
        builder.Services.AddSingleton<RequestLines>();
        builder.Services.AddSingleton<RequestTally>();
        builder.Services.AddHostedService(services => services.GetRequiredService<RequestLines>());
        builder.Services.AddSingleton<BatchValidate>();
        builder.Services.AddCompatibility();
        builder.Services.AddSingleton<ConfigFingerprint>();
        builder.Services.AddExceptionHandler<IslExceptionHandler>();
        builder.Services.AddProblemDetails();
        builder.Services.AddIslCompression();
    }

    /// <summary>Puts the pipeline together, outermost first.</summary>
    public static void UseIslHttp(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseIslSecurityHeaders();
        app.UseMiddleware<RequestIds>();
        app.UseMiddleware<HeadRequests>();
        app.UseIslCompression();
        app.UseIslInnerRequests();
        app.UseRouting();
        app.UseMiddleware<RequestTelemetry>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => WriteStatus(page.HttpContext));
    }

    private static void LimitBodies(KestrelServerOptions kestrel, IOptions<BodyLimits> limits)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = limits.Value.MaxBytes;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(
            limits.Value.MinBytesPerSecond, TimeSpan.FromSeconds(limits.Value.GraceSeconds));
    }

    /// <summary>Gives the bare status codes of routing and binding a body.</summary>
    private static Task WriteStatus(HttpContext context)
    {
        var place = $"{context.Request.Method} {context.Request.Path}";
        var problem = context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => new ProblemResult(
                ProblemTypes.NotFound, $"There is no {place}; the addresses are listed at /docs."),
            StatusCodes.Status405MethodNotAllowed => new ProblemResult(
                ProblemTypes.MethodNotAllowed, $"{place} is not possible; this address takes {context.Response.Headers.Allow}."),
            StatusCodes.Status413PayloadTooLarge => new ProblemResult(ProblemTypes.BodyTooLarge, ProblemTypes.BodyTooLarge.Title + "."),
            StatusCodes.Status415UnsupportedMediaType => new ProblemResult(
                ProblemTypes.UnsupportedMediaType, "Send Content-Type: application/json."),
            StatusCodes.Status400BadRequest => new ProblemResult(ProblemTypes.MalformedBody, "The request cannot be read."),
            _ => null,
        };
        return problem?.ExecuteAsync(context) ?? Task.CompletedTask;
    }
}
