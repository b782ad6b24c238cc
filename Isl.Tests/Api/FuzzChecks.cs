using System.Net;
using System.Text.Json;

namespace Isl.Tests.Api;

/// <summary>Asks requests of every shape, and checks what every refusal must have.</summary>
internal static class FuzzChecks
{
    private const int MostAttempts = 5;

    /// <summary>Asks, and asks again where the service has no slot free on a busy machine, as its answer says to.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        IslApiFactory api, string path, string contentType, byte[] body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new(contentType);
            var response = await api.CreateClient().PostAsync(path, content, cancellation);
            if (response.StatusCode != HttpStatusCode.ServiceUnavailable || response.Headers.RetryAfter is null || attempt == MostAttempts)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(TimeSpan.FromSeconds(attempt), cancellation);
        }
    }

    /// <summary>Every mistake has a place, as a JSON pointer, and a message.</summary>
    public static void NamesItsPlace(JsonElement problem, string what)
    {
        Assert.True(problem.GetProperty("details").TryGetProperty("errors", out var errors) && errors.GetArrayLength() > 0, what);
        foreach (var error in errors.EnumerateArray())
        {
            var path = error.GetProperty("path").GetString();
            Assert.True(path is "" || path?.StartsWith('/') == true, what);
            Assert.True(error.GetProperty("message").GetString()!.Length > 10, what);
        }
    }
}
