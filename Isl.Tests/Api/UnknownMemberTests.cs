using System.Net;
using System.Text;

namespace Isl.Tests.Api;

/// <summary>Members and query parameters that a request may not have, over HTTP.</summary>
public sealed class UnknownMemberTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Theory]
    [InlineData("treshold", "`threshold`")]
    [InlineData("alhpa", "`alpha`")]
    [InlineData("background_knowledge", "`prior_knowledge`")]
    public async Task Discover_MisspeltOption_Is400ThatSaysWhatIsMeant(string name, string says)
    {
        using var response = await api.PostAsync(Requests.Discover, Requests.Discovery(1, "pc", $", \"{name}\": 0.9"));
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($"/{name}", problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Contains(says, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/causal/validate?treatment=A", "the JSON body")]
    [InlineData("/api/v1/results/x?colour=red", "no query parameter `colour`")]
    [InlineData("/api/v1/dags/0?fromat=svg", "`format`")]
    [InlineData("/cache/stats?reset=1", "no query parameter `reset`")]
    public async Task QueryParameter_Unknown_Is400(string path, string says)
    {
        using var content = new StringContent(Requests.Confounded, Encoding.UTF8, "application/json");
        using var response = path.Contains("validate", StringComparison.Ordinal)
            ? await api.CreateClient().PostAsync(path, content, TestContext.Current.CancellationToken)
            : await api.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(says, (await IslApiFactory.ReadAsync(response)).GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/health?verbose")]
    [InlineData("/health/ready?x=1")]
    [InlineData("/cache/stats?_=17")]
    public async Task QueryParameter_OfAProbeOrACallersOwn_IsLetThrough(string path)
    {
        using var response = await api.CreateClient().GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Graph_AsItCameInAnAnswer_CanBeSentBack()
    {
        var found = await api.AskAsync(Requests.Discover, Requests.Discovery(2));
        var dag = found.GetProperty("dag").GetRawText();
        var answer = await api.AskAsync(Requests.Validate, $$"""{"dag_structure": {{dag}}, "treatment": "A", "outcome": "C"}""");
        var held = await api.GetTextAsync($"/api/v1/dags/{answer.GetProperty("dag_hash").GetString()}");

        var again = await api.AskAsync(Requests.Validate, $$"""{"dag_structure": {{held}}, "treatment": "A", "outcome": "C"}""");

        Assert.Equal(answer.GetProperty("result_id").GetString(), again.GetProperty("result_id").GetString());
    }

    [Fact]
    public async Task SeveralMistakes_OfEveryKind_AreReportedAtOnce()
    {
        using var response = await api.PostAsync(
            Requests.Validate,
            """
            {"dag_structure": {"nodes": ["A", "B"], "edges": [["A", "Q"]]}, "treatment": 3, "max_sets": 0, "tretment": "A",
             "include": ["all"]}
            """);
        var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors").EnumerateArray();

        Assert.Equal(
            ["/dag_structure/edges/0", "/include/0", "/max_sets", "/outcome", "/treatment", "/tretment"],
            errors.Select(error => error.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
    }
}
