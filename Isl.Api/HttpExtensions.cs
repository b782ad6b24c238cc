using Isl.Api.Answers;
using Isl.Api.Endpoints.Operations;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Api.Telemetry;
using Isl.Grains.Interfaces;

namespace Isl.Api;

/// <summary>The HTTP pipeline: ids, telemetry, errors, limits.</summary>
public static class HttpExtensions
{
    private const string DefaultAddress = "http://localhost:8000";
    private const long MaxBodyBytes = 32 * 1024 * 1024;

    /// <summary>Registers what the pipeline needs.</summary>
    public static void AddIslHttp(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls(DefaultAddress);
        }

        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.AddServerHeader = false;
        });
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
        builder.Services.AddSingleton<ConfigFingerprint>();
        builder.Services.AddExceptionHandler<IslExceptionHandler>();
        builder.Services.AddProblemDetails();
    }

    /// <summary>Puts the pipeline together, outermost first.</summary>
    public static void UseIslHttp(this WebApplication app)
    {
        app.UseMiddleware<RequestId>();
        app.UseRouting();
        app.UseMiddleware<RequestTelemetry>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(page => WriteStatus(page.HttpContext));
    }

    /// <summary>Gives the bare status codes of routing and binding a body.</summary>
    private static Task WriteStatus(HttpContext context)
    {
        var place = $"{context.Request.Method} {context.Request.Path}";
        return context.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => ProblemWriter.Write(
                context,
                ProblemTypes.NotFound,
                $"There is no {place}; the addresses are listed at /docs."),
            StatusCodes.Status405MethodNotAllowed => ProblemWriter.Write(
                context,
                ProblemTypes.MethodNotAllowed,
                $"{place} is not possible; this address takes {context.Response.Headers.Allow}."),
            StatusCodes.Status413PayloadTooLarge => ProblemWriter.Write(
                context,
                ProblemTypes.BodyTooLarge,
                $"The body is over {MaxBodyBytes / 1024 / 1024} MiB."),
            StatusCodes.Status415UnsupportedMediaType => ProblemWriter.Write(
                context,
                ProblemTypes.UnsupportedMediaType,
                "Send Content-Type: application/json."),
            StatusCodes.Status400BadRequest => ProblemWriter.Write(context, ProblemTypes.MalformedBody, "The request cannot be read."),
            _ => Task.CompletedTask,
        };
    }
}
