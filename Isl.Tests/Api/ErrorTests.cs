using System.Net;
using System.Text;

namespace Isl.Tests.Api;

public sealed class ErrorTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    public static TheoryData<string, string, string, string> BadRequests() =>
        new()
        {
            { Requests.Validate, "", "", "empty" },
            { Requests.Validate, "{", "", "not valid JSON" },
            { Requests.Validate, "null", "", "null" },
            { Requests.Validate, "[]", "", "" },
            { Requests.Validate, "{}", "/dag_structure", "dag_structure" },
            { Requests.Validate, """{"dag_structure": 7, "treatment": "X", "outcome": "Y"}""", "/dag_structure", "the number 7" },
            { Requests.Validate, """{"dag_structure": "A -> B", "treatment": ["A"], "outcome": "B"}""", "/treatment", "text" },
            { Requests.Validate, """{"dag_structure": "A -> B", "treatment": "A", "outcome": null}""", "/outcome", "outcome is missing" },
            { Requests.Validate, """{"dag_structure": "A -> B", "treatment": "A", "outcome": "A"}""", "/outcome", "both" },
            { Requests.Validate, """{"dag_structure": "A -> B", "treatment": "Prize", "outcome": "B"}""", "/treatment", "Prize" },
            { Requests.Validate, """{"dag_structure": "A -> ", "treatment": "A", "outcome": "B"}""", "/dag_structure", "column" },
            { Requests.Validate, """{"dag_structure": "A -> B -> A", "treatment": "A", "outcome": "B"}""", "/dag_structure", "A -> B -> A" },
            {
                Requests.Validate,
                """{"dag_structure": {"nodes": ["A", 3], "edges": [["A"]]}, "treatment": "A", "outcome": "B"}""",
                "/dag_structure/nodes/1",
                "the number 3"
            },
            {
                Requests.Validate,
                """{"dag_structure": {"nodes": ["A", "B"], "edges": [["A", "Q"]]}, "treatment": "A", "outcome": "B"}""",
                "/dag_structure/edges/0",
                "'Q'"
            },
            { Requests.Validate, """{"dag_structure": "A -> B", "treatment": "A", "outcome": "B", "max_sets": 0}""", "/max_sets", "from 1" },
            { Requests.Separation, """{"dag_structure": "A -> B", "x": ["A"]}""", "/y", "y is missing" },
            { Requests.Discover, "{}", "/data", "data is missing" },
            { Requests.Discover, """{"data": 5}""", "/data", "list" },
            { Requests.Discover, """{"data": [{"A": 1}, [2]]}""", "/data", "one form" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":"cheap"},{"A":4,"B":1}]}""", "/data/1/B", "cheap" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2},{"A":4,"B":1}]}""", "/data/1/B", "missing" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":1e999},{"A":4,"B":1}]}""", "/data/1/B", "infinite" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":-1e300},{"A":4,"B":1}]}""", "/data/1/B", "1E+100" },
            { Requests.Discover, """{"data": [{"A":1,"B":2e-300},{"A":2,"B":1e-300},{"A":4,"B":0}]}""", "/data", "smaller unit" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":2},{"A":4,"B":2}]}""", "/data", "'B' holds the same value" },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":1}]}""", "/data", "2 rows" },
            {
                Requests.Discover,
                """{"data": [{"A":1,"B":2},{"A":2,"B":1},{"A":4,"B":7}], "variable_names": ["A", "Weather"]}""",
                "/variable_names/1",
                "Weather"
            },
            { Requests.Discover, """{"data": [{"A":1,"B":2},{"A":2,"B":1},{"A":4,"B":7}], "algorithm": "magic"}""", "/algorithm", "notears" },
            { Requests.Discover, """{"data": [[1,2],[2,1],[4,7]]}""", "/variable_names", "lists" },
            {
                Requests.Discover,
                """
                {"data": [[1,2],[2,1],[4,7]], "variable_names": ["A","B"], "prior_knowledge": {"required_edges": [["A","B"]],
                 "forbidden_edges": [["A","B"]]}}
                """,
                "/prior_knowledge/required_edges",
                "both required and forbidden"
            },
            {
                Requests.Discover,
                """{"data": [[1,2],[2,1],[4,7]], "variable_names": ["A","B"], "prior_knowledge": {"required_edges": [["A","B"],["B","A"]]}}""",
                "/prior_knowledge/required_edges",
                "cycle"
            },
            { Requests.Discover, """{"data_csv": "A,B\n1,2\n3\n4,5"}""", "/data_csv", "Line 3" },
            { Requests.Discover, """{"data_csv": "A,A\n1,2\n3,4\n4,5"}""", "/data_csv", "twice" },
            { Requests.Discover, """{"data_csv": "A,B\n1,2\n3,NA\n4,5"}""", "/data_csv", "Data row 2" },
        };

    [Theory]
    [MemberData(nameof(BadRequests))]
    public async Task BadRequest_Is400ThatNamesThePlace(string path, string body, string place, string says)
    {
        using var response = await api.PostAsync(path, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("invalid_request", problem.GetProperty("error_code").GetString());
        Assert.False(problem.GetProperty("retryable").GetBoolean());
        Assert.NotEmpty(problem.GetProperty("suggested_action").GetString()!);
        Assert.Equal(response.Headers.GetValues("X-Request-Id").Single(), problem.GetProperty("trace_id").GetString());
        Assert.Contains(
            problem.GetProperty("details").GetProperty("errors").EnumerateArray(),
            error => error.GetProperty("path").GetString() == place);
        Assert.Contains(says, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownRouteMethodTypeAndSize_HaveTheirOwnProblems()
    {
        using var client = api.CreateClient();
        using var text = new StringContent("A -> B", Encoding.UTF8, "text/plain");

        using var route = await client.GetAsync("/api/v1/nothing", TestContext.Current.CancellationToken);
        using var method = await client.GetAsync(Requests.Validate, TestContext.Current.CancellationToken);
        using var type = await client.PostAsync(Requests.Validate, text, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.NotFound, "not_found"), await CodeAsync(route));
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "method_not_allowed"), await CodeAsync(method));
        Assert.Equal((HttpStatusCode.UnsupportedMediaType, "unsupported_media_type"), await CodeAsync(type));
    }

    [Fact]
    public async Task BadInput_NeverReachesTheLogAsError_AndEveryLineHasTheRequestId()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Validate)
        {
            Content = new StringContent("{", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("X-Request-Id", "my-request-7");

        using var response = await api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        var lines = await api.ReadLogAsync();

        Assert.Equal("my-request-7", response.Headers.GetValues("X-Request-Id").Single());
        Assert.Empty(lines.Where(line => line.GetProperty("level").GetString() is "ERROR" or "CRITICAL").Select(line => line.GetRawText()));
        Assert.Contains(lines, line => line.GetProperty("request_id").GetString() == "my-request-7" && line.GetProperty("status").GetInt32() == 400);
        Assert.All(lines, line => Assert.NotEmpty(line.GetProperty("request_id").GetString()!));
    }

    [Fact]
    public async Task BadInput_IsCountedAsClientErrorOnly()
    {
        using var response = await api.PostAsync(Requests.Validate, "{}");

        var metrics = await api.GetTextAsync("/metrics");
        var service = (await api.GetAsync("/health/services")).GetProperty("services").GetProperty("causal_validation");

        Assert.Matches("""http_errors_total\{type="invalid_request",endpoint="/api/v1/causal/validate"\} [1-9]""", metrics);
        Assert.Matches("""http_requests_total\{method="POST",endpoint="/api/v1/causal/validate",status="400"\} [1-9]""", metrics);
        Assert.Equal(0, service.GetProperty("failures").GetInt64());
    }

    private static async Task<(HttpStatusCode Status, string? Code)> CodeAsync(HttpResponseMessage response) =>
        (response.StatusCode, (await IslApiFactory.ReadAsync(response)).GetProperty("error_code").GetString());
}
