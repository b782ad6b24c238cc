using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Isl.Grains.Answering.Store;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Isl.Tests.Api;

public sealed class GraphTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Body =
        """
        {"dag_structure": "dag { Price -> Sales <- \"Shop size\" -> Price; U [latent]; U -> Sales; Price <-> Staff }",
         "treatment": "Price", "outcome": "Sales"}
        """;

    [Theory]
    [InlineData(Requests.Validate, Body)]
    [InlineData(Requests.Strategies, Body)]
    [InlineData("/api/v1/causal/paths", Body)]
    [InlineData(Requests.Separation, """{"dag": "dag { A -> Q; A -> B }", "x": ["Q"], "y": ["B"]}""")]
    public async Task Get_HashOfAGraphThatWasAskedAbout_GivesTheGraph(string path, string body)
    {
        var answer = await api.AskAsync(path, body);
        var hash = answer.GetProperty("dag_hash").GetString();

        var graph = await api.GetAsync($"/api/v1/dags/{hash}");
        var again = await api.AskAsync(
            Requests.Separation,
            $$"""
            {"dag_structure": {{graph.GetRawText()}}, "x": ["{{graph.GetProperty("nodes")[0]}}"],
             "y": ["{{graph.GetProperty("nodes")[1]}}"]}
            """);

        Assert.Equal(hash, graph.GetProperty("dag_hash").GetString());
        Assert.Equal(hash, again.GetProperty("dag_hash").GetString());
        Assert.Equal(graph.GetRawText(), (await api.GetAsync($"/api/v1/results/{graph.GetProperty("result_id").GetString()}")).GetRawText());
    }

    /// <summary>Small graphs are answered without their grains, which then have the answer; larger ones by them.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public async Task Answer_WithoutTheGrain_IsTheOneThatTheGrainGives(int nodes)
    {
        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, nodes).Select(node => $"Near{nodes}_{node:00}")],
            Edges = [.. Enumerable.Range(1, nodes - 1).Select(node => new Edge(node - 1, node))],
            Bidirected = [],
            Latent = [],
        };
        var query = CausalQuery.Of([graph.Nodes[0]], [graph.Nodes[^1]]);
        var near = api.Services.GetRequiredService<NearAnswers>();
        var grain = api.Services.GetRequiredService<IGrainFactory>().GetGrain<ICausalGraphGrain>(DagHash.Of(graph).Value);

        var answer = await near.Identify(graph, query, TestContext.Current.CancellationToken);
        Assert.Equal(nodes < 10, answer is not null);
        var held = await grain.Identify(graph, query, null, TestContext.Current.CancellationToken);
        api.Services.GetRequiredService<ResultCache>().Clear();
        var made = await grain.Identify(graph, query, null, TestContext.Current.CancellationToken);

        Assert.Equal(answer is null ? CacheOutcome.Miss : CacheOutcome.Hit, held.Cache);
        Assert.Equal(CacheOutcome.Miss, made.Cache);
        Assert.Equal(made.Body.ToArray(), (answer ?? held).Body.ToArray());
    }

    [Fact]
    public async Task Get_GraphThatMemoryLost_ComesFromTheResultTier()
    {
        var store = new Store();
        await using var host = api.WithWebHostBuilder(builder =>
            builder.ConfigureTestServices(services => services.Replace(ServiceDescriptor.Singleton<IResultStore>(store))));
        using var client = host.CreateClient();
        using var content = new StringContent("""{"dag": "Kept -> Y", "x": ["Kept"], "y": ["Y"]}""", System.Text.Encoding.UTF8, "application/json");
        using var asked = await client.PostAsync(Requests.Separation, content, TestContext.Current.CancellationToken);
        var hash = (await IslApiFactory.ReadAsync(asked)).GetProperty("dag_hash").GetString();

        host.Services.GetRequiredService<ResultCache>().Clear();
        using var graph = await client.GetAsync($"/api/v1/dags/{hash}?format=dagitty", TestContext.Current.CancellationToken);

        Assert.Equal("dag {\nKept\nY\nKept -> Y\n}\n", await graph.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.True(store.Held.Count >= 2);
    }

    [Theory]
    [InlineData("dagitty", "text/plain")]
    [InlineData("dot", "text/vnd.graphviz")]
    public async Task Get_Text_ReadsBackAsTheSameQuestion(string format, string contentType)
    {
        var answer = await api.AskAsync(Requests.Validate, Body);
        using var response = await api.CreateClient()
            .GetAsync(
                $"/api/v1/dags/{answer.GetProperty("dag_hash").GetString()}?format={format}&treatment=Price&outcome=Sales",
                TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        // Treatment and outcome are left out: the text names them.
        var again = await api.AskAsync(Requests.Validate, $$"""{"dag": {{JsonSerializer.Serialize(text)}}}""");

        Assert.Equal(contentType, response.Content.Headers.ContentType?.MediaType);
        Assert.NotNull(response.Headers.ETag);
        Assert.Equal(answer.GetRawText(), again.GetRawText());
    }

    [Fact]
    public async Task Get_Svg_IsAWellFormedDrawingThatNamesWhatItShows()
    {
        var hash = (await api.AskAsync(Requests.Validate, Body)).GetProperty("dag_hash").GetString();
        using var response = await api.CreateClient()
            .GetAsync($"/api/v1/dags/{hash}?format=svg&treatment=Price&outcome=Sales", TestContext.Current.CancellationToken);
        var svg = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            "the effect of Price on Sales",
            svg.Root!.Elements().First(element => element.Name.LocalName == "title").Value,
            StringComparison.Ordinal);
        var classes = svg.Descendants().Select(element => element.Attribute("class")?.Value ?? "").ToList();

        // Each once more in the legend.
        Assert.Equal(2, classes.Count(name => name == "isl-box isl-treatment"));
        Assert.Equal(2, classes.Count(name => name == "isl-box isl-adjusted"));
        Assert.Equal(2, classes.Count(name => name == "isl-edge isl-causal"));
        Assert.Equal(3, classes.Count(name => name == "isl-edge isl-confounding"));
        Assert.Contains("isl-box isl-latent", classes);
        Assert.Contains("isl-edge isl-both", classes);
    }

    [Theory]
    [InlineData("abc", "/dag_hash")]
    [InlineData("zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "/dag_hash")]
    [InlineData("{0}?format=png", "/format")]
    [InlineData("{0}?format=svg&treatment=Nobody", "/treatment")]
    [InlineData("{0}?format=dot&treatment=Price&outcome=Price", "/outcome")]
    public async Task Get_WrongParameter_Is400AndNamesIt(string path, string where)
    {
        var hash = (await api.AskAsync(Requests.Validate, Body)).GetProperty("dag_hash").GetString();
        using var response = await api.CreateClient()
            .GetAsync("/api/v1/dags/" + path.Replace("{0}", hash, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(where, problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("?format=svg")]
    public async Task Get_UnknownHash_Is404WithARemedy(string query)
    {
        using var response = await api.CreateClient().GetAsync($"/api/v1/dags/{new string('0', 64)}{query}", TestContext.Current.CancellationToken);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("graph_not_held", problem.GetProperty("error_code").GetString());
        Assert.Contains("Ask any question", problem.GetProperty("suggested_action").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_DrawingOfALargeGraph_Is400ThatNamesTheLimit()
    {
        var chain = string.Join(" -> ", Enumerable.Range(0, 401).Select(i => $"n{i}"));
        var hash = (await api.AskAsync(Requests.Separation, $$"""{"dag": "{{chain}}", "x": ["n0"], "y": ["n5"]}"""))
            .GetProperty("dag_hash")
            .GetString();

        using var response = await api.CreateClient().GetAsync($"/api/v1/dags/{hash}?format=svg", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "limited to 400 nodes",
            (await IslApiFactory.ReadAsync(response)).GetProperty("message").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_RequestBesideRoles_RequestWins()
    {
        const string graph = "\"dag\": \"dag { X [exposure]; Y [outcome]; Z [adjusted]; X -> M -> Y; Z -> X; Z -> Y }\"";

        var marked = await api.AskAsync(Requests.Validate, $$"""{ {{graph}} }""");
        var asked = await api.AskAsync(Requests.Validate, $$"""{ {{graph}}, "treatment": "X", "outcome": "M", "adjustment_set": [] }""");
        var paths = await api.AskAsync("/api/v1/causal/paths", $$"""{ {{graph}} }""");

        Assert.True(marked.GetProperty("adjustment_check").GetProperty("valid").GetBoolean());
        Assert.StartsWith("P(M | do(X))", asked.GetProperty("identification_formula").GetString(), StringComparison.Ordinal);
        Assert.True(asked.GetProperty("adjustment_check").GetProperty("valid").GetBoolean());
        Assert.Equal("""["Z"]""", paths.GetProperty("paths")[1].GetProperty("blocked_by").GetRawText());
    }

    private sealed class Store : IResultStore
    {
        public ConcurrentDictionary<ResultId, ReadOnlyMemory<byte>> Held { get; } = new();

        public string State => "up";

        public long Errors => 0;

        public ValueTask<FoundAnswer?> Find(ResultId id) =>
            new(Held.TryGetValue(id, out var body) ? new FoundAnswer(body, TimeSpan.FromMinutes(1)) : (FoundAnswer?)null);

        public ValueTask Keep(ResultId id, ReadOnlyMemory<byte> body, TimeSpan timeToLive)
        {
            Held[id] = body;
            return default;
        }

        public Task<long> Clear() => Task.FromResult(0L);
    }
}
