using System.Net;
using System.Net.Http.Headers;

namespace Isl.Tests.Api;

/// <summary>Texts that are no characters: a caller's mistake, never a fault of the service.</summary>
public sealed class UnreadableRequestTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Theory]
    [InlineData(Requests.Validate, """{"dag_structure": "\ud800 -> B", "treatment": "A", "outcome": "B"}""", "/dag_structure")]
    [InlineData(Requests.Validate, """{"dag_structure": {"nodes": ["A", "\ud800"]}, "treatment": "A", "outcome": "B"}""", "/dag_structure/nodes/1")]
    [InlineData(Requests.Validate, """{"dag_structure": "A -> B", "treatment": "\udfff", "outcome": "B"}""", "/treatment")]
    [InlineData(Requests.Separation, """{"dag_structure": "A -> B", "x": ["\ud800"], "y": ["B"]}""", "/x/0")]
    [InlineData(Requests.Discover, """{"data": [{"A\ud800": 1}]}""", "/data/0/A\\ud800")]
    [InlineData(Requests.Discover, """{"data_csv": "A,B\n1,\ud800\n"}""", "/data_csv")]
    [InlineData(ModelRequests.Counterfactual, """{"model": {"variables": ["\ud800"]}, "intervention": {}}""", "/model/variables/0")]
    [InlineData(ModelRequests.Counterfactual, """{"model": {"equations": {"X": "\ud800"}}, "intervention": {}}""", "/model/equations/X")]
    [InlineData(ModelRequests.Counterfactual, """{"model": {"variables": ["X"]}, "intervention": {"\ud800": 1}}""", "/intervention/\\ud800")]
    public async Task LoneSurrogate_Is400ThatNamesThePlace(string path, string body, string place)
    {
        using var response = await api.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([place], Paths(await IslApiFactory.ReadAsync(response)));
    }

    [Fact]
    public async Task BytesThatAreNotUtf8_Are400ThatNamesThePlace()
    {
        using var json = new ByteArrayContent([.. "{\"dag_structure\": \"A -> B\", \"treatment\": \""u8, 0xFF, .. "\", \"outcome\": \"B\"}"u8]);
        using var csv = new ByteArrayContent([.. "A,Gr"u8, 0xFC, .. "n\n1,2\n2,1\n3,4\n"u8]);
        json.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        csv.Headers.ContentType = new MediaTypeHeaderValue("text/csv");

        using var bad = await api.CreateClient().PostAsync(Requests.Validate, json, TestContext.Current.CancellationToken);
        using var badCsv = await api.CreateClient().PostAsync(Requests.Discover, csv, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (bad.StatusCode, badCsv.StatusCode));
        Assert.Equal(["/treatment"], Paths(await IslApiFactory.ReadAsync(bad)));
        Assert.Contains("Line 1", (await IslApiFactory.ReadAsync(badCsv)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Batch_OneItemWithALoneSurrogate_FailsOnlyThatItem()
    {
        var answer = await api.AskAsync(
            "/api/v1/batch/validate",
            $$"""
            {"items": [{{Requests.Confounded}}, {"dag": "X -> Y", "treatment": "\ud800", "outcome": "Y"}, {"dag": "X -> Y",
             "treatmnt": "X", "outcome": "Y"}]}
            """);

        var results = answer.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["ok", "error", "error"], results.Select(one => one.GetProperty("status").GetString()));
        Assert.Equal(["/items/1/treatment"], Paths(results[1].GetProperty("error")));
        Assert.Contains("/items/2/treatmnt", Paths(results[2].GetProperty("error")));
    }

    private static IEnumerable<string?> Paths(System.Text.Json.JsonElement problem) =>
        problem.GetProperty("details").GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("path").GetString());
}
