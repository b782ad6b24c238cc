using System.Net;
using Isl.Client;
using Isl.Tests.Api;
using Microsoft.Extensions.DependencyInjection;

namespace Isl.Tests.Client;

/// <summary>The .NET client, against the real API.</summary>
public sealed class IslClientTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private static readonly Graph Confounded = new Graph().Edge("Season", "Price").Edge("Season", "Sales").Edge("Price", "Sales");

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Validate_OfABuiltGraphAndOfText_IsTheSameAnswer()
    {
        var client = Client();

        var built = await client.ValidateAsync(Confounded, "Price", "Sales", cancellationToken: Test);
        var text = await client.ValidateAsync("dag { Season -> {Price Sales}; Price -> Sales }", "Price", "Sales", cancellationToken: Test);

        Assert.True(built.IsIdentifiable);
        Assert.Equal([["Season"]], built.AdjustmentSets);
        Assert.Equal("P(Sales | do(Price)) = Σ_{Season} P(Sales | Price, Season) P(Season)", built.Formula);
        Assert.Equal(built.ResultId, text.ResultId);
        Assert.StartsWith("The effect of Price on Sales is identifiable", built.ToString(), StringComparison.Ordinal);
        Assert.NotEmpty(built.Explanation.Assumptions);
        var again = await client.ResultAsync(built.ResultId, Test);
        Assert.Equal(built.Json.GetRawText(), again.Json.GetRawText());
    }

    [Fact]
    public async Task Graph_WithLatentNodesAndCommonCauses_IsReadAsMeant()
    {
        var graph = new Graph().Node("U", latent: true).Edge("U", "X").Edge("U", "Y").Edge("X", "Y").CommonCause("X", "Y");

        var answer = await Client().ValidateAsync(graph, "X", "Y", cancellationToken: Test);

        Assert.Equal("cannot_identify", answer.Status);
        Assert.Equal("", answer.Formula);
        Assert.Empty(answer.AdjustmentSets);
    }

    [Fact]
    public async Task Discover_FromRowsColumnsAndCsv_IsTheSameGraph_WhichCanBeAskedAbout()
    {
        var (a, b) = (new double[80], new double[80]);
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = i * 7 % 13;
            b[i] = (2 * a[i]) + (i * 5 % 11);
        }

        var client = Client();
        var table = Table.FromColumns(new Dictionary<string, double[]> { ["A"] = a, ["B"] = b });
        var columns = await client.DiscoverAsync(table, "ges", cancellationToken: Test);
        var rows = await client.DiscoverAsync(Table.FromRows(a.Zip(b, (x, y) => new { A = x, B = y })), "ges", cancellationToken: Test);
        var csv = await client.DiscoverAsync(
            Table.FromCsv("A,B\n" + string.Concat(a.Zip(b, (x, y) => $"{x},{y}\n"))), "ges", cancellationToken: Test);

        Assert.Equal(columns.Json.GetRawText(), rows.Json.GetRawText());
        Assert.Equal(columns.Json.GetRawText(), csv.Json.GetRawText());
        Assert.Equal(("A", "B"), Assert.Single(columns.Edges) is var edge ? (edge.From, edge.To) : default);
        var separation = await client.SeparationAsync(columns.Graph, ["A"], ["B"], [], cancellationToken: Test);
        Assert.False(separation["separated"].GetBoolean());
        Assert.Throws<ArgumentException>(() => Table.FromColumns(new Dictionary<string, double[]> { ["A"] = [1], ["B"] = [] }));
    }

    [Fact]
    public async Task Counterfactual_GivesMeansByName_AndTakesMoreMembers()
    {
        var model = new { variables = new[] { "A", "B" }, equations = new { B = new { formula = "2 * A + noise", noise_dist = "normal(0, 1)" } } };

        var answer = await Client().CounterfactualAsync(model, new { A = 3 }, new { context = new { A = 1, B = 2.5 } }, Test);

        Assert.Equal(6.5, answer.Means["B"], 9);
        Assert.Equal(0, answer.StandardDeviations["B"]);
    }

    [Fact]
    public async Task Watch_EndsWithTheVeryAnswer_AndRefusalsAreThrown()
    {
        var client = Client();
        var question = new { data_csv = Csv(), algorithm = "ges", bootstrap = 40 };

        var steps = new List<Step>();
        await foreach (var step in client.WatchAsync("causal/discover", question, Test))
        {
            steps.Add(step);
        }

        var plain = await client.AskAsync("causal/discover", question, Test);
        Assert.Equal("result", steps[^1].Kind);
        Assert.Equal(plain.Json.GetRawText(), steps[^1].Answer!.Json.GetRawText());
        Assert.All(steps[..^1], step =>
        {
            Assert.Null(step.Answer);
            Assert.NotEmpty(step.Stage);
            Assert.True(step.Share is null or (>= 0 and <= 1), $"{step}");
        });
        await Assert.ThrowsAsync<IslException>(async () =>
        {
            await foreach (var step in client.WatchAsync("causal/discover", new { data_csv = Csv(), algorithm = "none" }, Test))
            {
                Assert.Fail($"{step}");
            }
        });
    }

    [Fact]
    public async Task Start_GivesAJob_WithTheVeryAnswer()
    {
        var client = Client();
        var question = new { data_csv = Csv(), algorithm = "ges", bootstrap = 41 };

        var job = await client.StartAsync("causal/discover", question, Test);
        var answer = await job.AnswerAsync(Test);

        Assert.Equal("done", job.Status);
        Assert.Equal((await client.AskAsync("causal/discover", question, Test)).Json.GetRawText(), answer.Json.GetRawText());
        Assert.Equal("done", (await job.CancelAsync(Test)).Status);
    }

    [Fact]
    public async Task Mistakes_AreAllToldWithTheirPlaces()
    {
        var client = Client();

        var wrong = await Assert.ThrowsAsync<IslException>(() => client.ValidateAsync(Confounded, "Price", "Sales", new { max_sts = 5 }, Test));
        var gone = await Assert.ThrowsAsync<IslException>(() => client.ResultAsync("g00", Test));

        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (wrong.Status, wrong.Code));
        Assert.Equal(["/max_sts"], wrong.Mistakes.Select(mistake => mistake.Path));
        Assert.Contains("did you mean `max_sets`", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, gone.Status);
        await Assert.ThrowsAsync<ArgumentException>(() => client.AskAsync("causal/validate", "text", Test));
    }

    [Fact]
    public async Task AddIslClient_SetsAddressAndKey_AndAsksAgainWhatWasRefusedForAWhile()
    {
        var answers = new Answers(
            () => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { RetryAfter = new(TimeSpan.FromMilliseconds(1)) } },
            () => throw new HttpRequestException("broken off"),
            () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"status":"healthy"}""") });
        var services = new ServiceCollection();
        services.AddIslClient(isl => (isl.Address, isl.ApiKey) = (new Uri("http://isl.example/below"), "a key"))
            .ConfigurePrimaryHttpMessageHandler(() => answers);
        await using var provider = services.BuildServiceProvider();

        var health = await provider.GetRequiredService<IslClient>().HealthAsync(Test);

        Assert.Equal("healthy", health.GetProperty("status").GetString());
        Assert.Equal(["http://isl.example/below/health", "http://isl.example/below/health", "http://isl.example/below/health"], answers.Asked);
        Assert.Equal("Bearer a key", answers.Authorization);
    }

    [Fact]
    public async Task Refusals_ThatLastLongerThanOneWouldWait_AreHandedOn()
    {
        var answers = new Answers(() => new HttpResponseMessage(HttpStatusCode.TooManyRequests)
        {
            Headers = { RetryAfter = new(TimeSpan.FromMinutes(5)) },
        });
        var services = new ServiceCollection();
        services.AddIslClient().ConfigurePrimaryHttpMessageHandler(() => answers);
        await using var provider = services.BuildServiceProvider();

        var refused = await Assert.ThrowsAsync<IslException>(() => provider.GetRequiredService<IslClient>().HealthAsync(Test));

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromMinutes(5)), (refused.Status, refused.RetryAfter));
        Assert.Single(answers.Asked);
    }

    private static string Csv() => "A,B\n" + string.Concat(Enumerable.Range(0, 80).Select(i => $"{i * 7 % 13},{(i * 7 % 13) + (i * 5 % 11)}\n"));

    private IslClient Client() => new(api.CreateClient());

    /// <summary>Answers one after the other.</summary>
    private sealed class Answers(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public string? Authorization { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Authorization = request.Headers.Authorization?.ToString();
            Asked.Add(request.RequestUri!.ToString());
            return Task.FromResult(answers[Asked.Count - 1]());
        }
    }
}
