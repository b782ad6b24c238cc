using System.Net;
using System.Text.Json;

namespace Isl.Tests.Api;

public sealed class BatchTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Batch = "/api/v1/batch/validate";

    [Fact]
    public async Task Batch_GoodAndBadItems_EachHasItsOwnOutcomeInOrder()
    {
        var body = $$"""
            {"items": [{{Requests.Confounded}}, {"dag": "X -> Y -> X", "treatment": "X", "outcome": "Y"}, 7,
                       {"dag": "X -> Y", "treatment": 3, "outcome": "Y"},
                       {"dag": "X -> Y", "treatment": "Q", "outcome": "Y"}, {{Requests.PriceOnRevenue}}]}
            """;

        var answer = await api.AskAsync(Batch, body);

        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["ok", "error", "error", "error", "error", "ok"], results.Select(one => one.GetProperty("status").GetString()));
        Assert.Equal([0, 1, 2, 3, 4, 5], results.Select(one => one.GetProperty("index").GetInt32()));
        Assert.Equal(
            ["/items/1/dag", "/items/2", "/items/3/treatment", "/items/4/treatment"],
            results
                .Where(one => one.TryGetProperty("error", out _))
                .Select(one => one.GetProperty("error").GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString()));
        Assert.All(
            results.Where(one => one.TryGetProperty("error", out _)),
            one => Assert.Equal("invalid_request", one.GetProperty("error").GetProperty("error_code").GetString()));
        Assert.Equal((2, 4), (answer.GetProperty("succeeded").GetInt32(), answer.GetProperty("failed").GetInt32()));
        Assert.Equal((await api.AskAsync(Requests.Validate, Requests.Confounded)).GetRawText(), results[0].GetProperty("result").GetRawText());
        Assert.Equal((await api.AskAsync(Requests.Validate, Requests.PriceOnRevenue)).GetRawText(), results[5].GetProperty("result").GetRawText());
        Assert.Contains(
            "2 of 6 items were answered (2 identifiable)",
            answer.GetProperty("explanation").GetProperty("summary").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_IdenticalItems_ShareOneComputation()
    {
        var before = api.Faults.Computations;
        var items = string.Join(
            ',',
            Enumerable.Range(0, 200).Select(i => $$"""{"dag": "Same{{i % 2}} -> Y", "treatment": "Same{{i % 2}}", "outcome": "Y"}"""));

        using var first = await api.PostAsync(Batch, $$"""{"items": [{{items}}]}""");
        using var second = await api.PostAsync(Batch, $$"""{"items": [{{items}}]}""");

        Assert.Equal(2, api.Faults.Computations - before);
        Assert.Equal(("miss", "hit"), (first.Headers.GetValues("X-Isl-Cache").Single(), second.Headers.GetValues("X-Isl-Cache").Single()));
        Assert.Equal(
            await first.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken),
            await second.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(first.Headers.ETag, second.Headers.ETag);
        Assert.Equal(200, (await IslApiFactory.ReadAsync(first)).GetProperty("results").GetArrayLength());
    }

    [Theory]
    [InlineData("""{"items": []}""")]
    [InlineData("""{}""")]
    [InlineData("""{"items": null}""")]
    [InlineData("201")]
    public async Task Batch_NoItemsOrTooMany_Is400(string body)
    {
        var sent = body == "201" ? $$"""{"items": [{{string.Join(',', Enumerable.Repeat(Requests.Confounded, 201))}}]}""" : body;

        using var response = await api.PostAsync(Batch, sent);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "/items",
            (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task Batch_OneItemThatFails_LeavesTheOthersTheirAnswers()
    {
        api.Faults.Fault = (operation, _) =>
        {
            if (operation == "identify")
            {
                throw new InvalidOperationException("secret");
            }
        };
        using var failing = await api.PostAsync(Batch, """{"items": [{"dag": "Failing -> Y", "treatment": "Failing", "outcome": "Y"}]}""");
        api.Faults.Fault = null;
        var text = await failing.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, failing.StatusCode);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(text);
        Assert.Equal("internal_error", json.RootElement.GetProperty("results")[0].GetProperty("error").GetProperty("error_code").GetString());
        Assert.Equal(0, json.RootElement.GetProperty("explanation").GetProperty("confidence").GetDouble());
    }
}
