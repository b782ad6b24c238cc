using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Grains.Interfaces.Discovery;
using Isl.Tests.Unit.Discovery;
using static Isl.Tests.Api.DiscoveryTests;

namespace Isl.Tests.Api;

/// <summary>Graphs from sentences, and from sentences and data together.</summary>
public sealed class KnowledgeDiscoveryTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Knowledge = "/api/v1/causal/discover/knowledge";
    private const string Hybrid = "/api/v1/causal/discover/hybrid";

    [Fact]
    public async Task Knowledge_Sentences_GiveTheGraphWithTheSentenceBehindEachEdge()
    {
        const string body =
            """
            {"domain_description": "Price reduces Sales. Quality drives price and sales. Weather helps.", "variable_names": ["Price",
             "Quality", "Sales"], "prior_knowledge": {"forbidden_edges": [["Sales", "Price"]]}}
            """;

        var answer = await api.AskAsync(Knowledge, body);

        Assert.Equal("""[["Price","Sales"],["Quality","Price"],["Quality","Sales"]]""", Raw(answer, "dag", "edges"));
        Assert.Equal("knowledge", answer.GetProperty("algorithm_used").GetString());
        Assert.Equal("Price reduces Sales.", answer.GetProperty("edges_detail")[0].GetProperty("sentence").GetString());
        Assert.Equal("negative", answer.GetProperty("edges_detail")[0].GetProperty("sign").GetString());
        Assert.Equal("Weather helps.", answer.GetProperty("knowledge").GetProperty("unread")[0].GetProperty("sentence").GetString());
        Assert.Contains("Weather", Raw(answer, "explanation", "caveats"), StringComparison.Ordinal);
        using var found = await api.CreateClient()
            .GetAsync($"/api/v1/results/{answer.GetProperty("result_id").GetString()}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Theory]
    [InlineData("""{"variable_names": ["A"]}""", "/domain_description")]
    [InlineData("""{"domain_description": "A affects B."}""", "/variable_names")]
    [InlineData("""{"domain_description": "A affects B.", "variable_names": []}""", "/variable_names")]
    [InlineData("""{"domain_description": "A affects B.", "variable_names": ["A", "A"]}""", "/variable_names/1")]
    [InlineData("""{"domain_description": "A affects B.", "variable_names": ["A", null]}""", "/variable_names/1")]
    [InlineData(
        """{"domain_description": "A affects B.", "variable_names": ["A", "B"], "prior_knowledge": {"forbidden_edges": [["A", "B"]]}}""",
        "/domain_description"
    )]
    [InlineData(
        """{"domain_description": "A affects B.", "variable_names": ["A", "B"], "prior_knowledge": {"tiers": [["B"], ["A"]]}}""",
        "/domain_description"
    )]
    [InlineData(
        """{"domain_description": "A affects B.", "variable_names": ["A", "B"], "prior_knowledge": {"required_edges": [["A", "C"]]}}""",
        "/prior_knowledge/required_edges"
    )]
    public async Task Knowledge_BadRequest_NamesThePlace(string body, string path)
    {
        using var response = await api.PostAsync(Knowledge, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(path, problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Theory]
    [MemberData(nameof(DiscoveryTests.Algorithms), MemberType = typeof(DiscoveryTests))]
    public async Task Hybrid_DataWeight_LeadsFromTheSentencesToTheData(string algorithm)
    {
        // The data are a chain V0 – V1 – V2; the sentences say something else about V0 and V2.
        var data = TestData.Chain(200, 3, 14, gaussian: false);
        const string text = "V2 affects V0. V0 does not affect V1.";

        var sentences = await AskAsync(data, With(0), Hybrid);
        var alone = await AskAsync(data, With(1), Hybrid);
        var half = await AskAsync(data, With(0.5), Hybrid);
        var plain = await AskAsync(data, new() { ["algorithm"] = algorithm });

        Assert.Equal("""[["V2","V0"]]""", Raw(sentences, "dag", "edges"));
        Assert.Equal(Raw(plain, "dag", "edges"), Raw(alone, "dag", "edges"));
        Assert.Contains("V1V2", Skeleton(half));
        var conflict = half.GetProperty("knowledge").GetProperty("conflicts")[0];
        Assert.Equal(("V2", "V0"), (conflict.GetProperty("from").GetString(), conflict.GetProperty("to").GetString()));
        Assert.Contains("data alone give", conflict.GetProperty("data").GetString(), StringComparison.Ordinal);
        Assert.Equal("V2 affects V0.", conflict.GetProperty("sentence").GetString());

        Dictionary<string, JsonNode?> With(double weight) =>
            new()
            {
                ["algorithm"] = algorithm,
                ["domain_description"] = text,
                ["data_weight"] = weight,
            };
    }

    [Fact]
    public async Task Hybrid_SentencesSettleDirectionsThatTheDataLeaveOpen()
    {
        var data = TestData.Chain(400, 3, 15);
        var forward = await AskAsync(data, new() { ["algorithm"] = "ges", ["domain_description"] = "V0 affects V1. V1 affects V2." }, Hybrid);
        var backward = await AskAsync(data, new() { ["algorithm"] = "ges", ["domain_description"] = "V2 affects V1. V1 affects V0." }, Hybrid);

        Assert.Equal("""[["V0","V1"],["V1","V2"]]""", Raw(forward, "dag", "edges"));
        Assert.Equal("""[["V1","V0"],["V2","V1"]]""", Raw(backward, "dag", "edges"));
        Assert.Equal("both", forward.GetProperty("edges_detail")[0].GetProperty("source").GetString());
        Assert.Empty(forward.GetProperty("knowledge").GetProperty("conflicts").EnumerateArray());
    }

    [Fact]
    public async Task Hybrid_NothingReadable_Is400()
    {
        using var response = await PostAsync(TestData.Chain(50, 2, 1), new() { ["domain_description"] = "Hello world." }, Hybrid);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("/domain_description", problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    private async Task<JsonElement> AskAsync(Dataset data, Dictionary<string, JsonNode?> options, string path = Requests.Discover) =>
        await api.AskAsync(path, DiscoveryTests.Body(data, options).ToJsonString());

    private Task<HttpResponseMessage> PostAsync(Dataset data, Dictionary<string, JsonNode?> options, string path) =>
        api.PostAsync(path, DiscoveryTests.Body(data, options).ToJsonString());
}
