using System.Net;
using System.Text;
using System.Text.Json;

namespace Isl.Tests.Api;

/// <summary>A thousand requests about graphs: answered or refused with the cause and its place, never an internal error.</summary>
public sealed class IdentificationFuzzTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const int Count = 1000;
    private const int AtOnce = 4;

    [Fact]
    public async Task Fuzz_1000Requests_NoInternalErrorAndEveryRefusalNamesItsPlace()
    {
        var (answered, refused) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Count),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken },
            async (number, cancellation) =>
            {
                var (path, body) = new IdentificationFuzz(new Random(number)).Next();
                using var response = await FuzzChecks.PostAsync(api, path, "application/json", body, cancellation);
                var text = await response.Content.ReadAsStringAsync(cancellation);
                var what = $"Request {number}, {path}, answered {(int)response.StatusCode}: {text[..Math.Min(text.Length, 600)]}\n"
                    + Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, 1500)));
                using var json = JsonDocument.Parse(text);
                if (response.StatusCode == HttpStatusCode.OK)
                {
                    Interlocked.Increment(ref answered);
                    Assert.False(
                        json.RootElement.TryGetProperty("degraded_reason", out var reason)
                            && reason.GetString()?.Contains("internal error", StringComparison.Ordinal) == true,
                        what);
                }
                else
                {
                    Interlocked.Increment(ref refused);
                    Assert.True(response.StatusCode == HttpStatusCode.BadRequest, what);
                    FuzzChecks.NamesItsPlace(json.RootElement, what);
                }
            });

        Assert.InRange(answered, Count / 5, Count);
        Assert.InRange(refused, Count / 5, Count);
    }
}
