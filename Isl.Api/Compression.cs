using Isl.Api.Answers;
using Isl.Api.Requests;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace Isl.Api;

/// <summary>Bodies may come compressed, and large answers go compressed to whoever takes them so.</summary>
internal static class Compression
{
    /// <summary>Registers it.</summary>
    public static void AddIslCompression(this IServiceCollection services)
    {
        services.AddRequestDecompression();
        services.AddResponseCompression(compression =>
        {
            compression.EnableForHttps = true; // no answer holds a secret beside what its caller sent
            compression.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "image/svg+xml"];
        });
        services.AddSingleton<IResponseCompressionProvider, LargeAnswers>();
    }

    /// <summary>Puts it before everything that reads a body or writes an answer.</summary>
    public static void UseIslCompression(this IApplicationBuilder app)
    {
        app.UseResponseCompression();
        app.UseWhen(context => context.Request.Headers.ContentEncoding.Count > 0, packed =>
        {
            packed.Use((context, next) =>
            {
                context.Request.ContentLength = null; // that of what was sent says nothing of what will be read
                context.Features.Set(new PackedBody(context.Request.Headers.ContentEncoding.ToString()));
                return next(context);
            });
            packed.UseRequestDecompression();
            packed.Use((context, next) => context.Request.Headers.ContentEncoding.Count > 0 ? RefuseEncoding(context) : next(context));
        });
    }

    /// <summary>What the framework could not unpack still says how it was packed.</summary>
    private static Task RefuseEncoding(HttpContext context) => new ProblemResult(
        ProblemTypes.UnsupportedMediaType,
        $"Content-Encoding {context.Request.Headers.ContentEncoding} is not read; send the body as it is, or packed by gzip, br or deflate.")
        .ExecuteAsync(context);

    private sealed class LargeAnswers(IServiceProvider services, IOptions<ResponseCompressionOptions> options)
        : ResponseCompressionProvider(services, options)
    {
        /// <inheritdoc/>
        public override bool ShouldCompressResponse(HttpContext context) =>
            context.Response.ContentLength is null or >= AnswerHeaders.PackedFrom
            && context.Response.Headers.ContentEncoding.Count == 0
            && base.ShouldCompressResponse(context);
    }
}
