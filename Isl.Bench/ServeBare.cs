using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Isl.Bench;

/// <summary>What any service on Kestrel must do at least: parse the body, write the bytes.</summary>
internal static class ServeBare
{
    /// <summary>Serves until it is killed.</summary>
    public static async Task Run(int port, string validate, string counterfactual)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var app = builder.Build();
        Map(app, ServeQuestions.Validate, await File.ReadAllBytesAsync(validate));
        Map(app, ServeQuestions.Counterfactual, await File.ReadAllBytesAsync(counterfactual));
        app.MapGet("/metrics", () => string.Create(
            CultureInfo.InvariantCulture, $"{ServeProcess.AllocatedMetric} {GC.GetTotalAllocatedBytes()}\n"));
        await app.RunAsync();
    }

    private static void Map(WebApplication app, string path, byte[] answer) => app.MapPost(path, async (HttpContext context) =>
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    });
}
