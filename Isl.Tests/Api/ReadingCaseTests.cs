using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Tests.Golden;
using Microsoft.AspNetCore.Http.Extensions;

namespace Isl.Tests.Api;

/// <summary>Requests, graphs and files as people send them: each is read as it is meant, or refused by name. One test a kind.</summary>
public sealed class ReadingCaseTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Theory]
    [InlineData("graph-text")]
    [InlineData("requests")]
    [InlineData("names")]
    [InlineData("files")]
    [InlineData("selection")]
    [InlineData("classes")]
    [InlineData("formulas")]
    [InlineData("words")]
    [InlineData("sentences")]
    [InlineData("confidence")]
    [InlineData("models-formulas")]
    [InlineData("models-evidence")]
    [InlineData("models-exactness")]
    [InlineData("models-batch")]
    [InlineData("models-conformal")]
    public async Task Ask_CasesOfAKind_AreAnsweredRightly(string kind)
    {
        var wrong = new List<string>();
        foreach (var one in CaseFile.Of(kind))
        {
            using var response = await AskAsync(one);
            var body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            wrong.AddRange(CaseJudge.Judge(one, (int)response.StatusCode, body).Select(flaw => $"{one.Id}: {flaw}"));
        }

        Assert.Empty(wrong);
    }

    private async Task<HttpResponseMessage> AskAsync(ReadCase one)
    {
        var isTable = one.Area == "discovery";
        if (!isTable || !one.Request.TryGetProperty("csv", out var csv))
        {
            var json = isTable ? one.Request.GetProperty("json") : one.Request;
            return await api.PostAsync(one.Path, json.GetRawText());
        }

        var query = new QueryBuilder();
        foreach (var parameter in one.Request.TryGetProperty("params", out var given) ? given.EnumerateObject() : default)
        {
            query.Add(
                parameter.Name, parameter.Value.ValueKind == JsonValueKind.String ? parameter.Value.GetString()! : parameter.Value.GetRawText());
        }

        var encoding = one.Request.TryGetProperty("csv_latin1", out var latin) && latin.GetBoolean() ? Encoding.Latin1 : Encoding.UTF8;
        using var content = new ByteArrayContent(encoding.GetBytes(csv.GetString()!));
        content.Headers.ContentType = new("text/csv");
        return await api.CreateClient().PostAsync(one.Path + query, content, TestContext.Current.CancellationToken);
    }
}
