using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Grains.Interfaces.Discovery;
using Isl.Tests.Golden;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Api;

public sealed class DiscoveryTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    public static TheoryData<string> Algorithms() => ["notears", "pc", "ges", "lingam", "dagma", "correlation", "auto"];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Discover_EveryAlgorithm_HasTheWholeShapeAndFindsTheSkeleton(string algorithm)
    {
        var answer = await AskAsync(TestData.Chain(300, 4, 4, gaussian: false), new() { ["algorithm"] = algorithm });

        Assert.Equal(algorithm == "auto" ? "lingam" : algorithm, answer.GetProperty("algorithm_used").GetString());
        Assert.Equal(["V0V1", "V1V2", "V2V3"], Skeleton(answer));
        Assert.False(answer.GetProperty("degraded").GetBoolean());
        Assert.True(answer.GetProperty("diagnostics").GetProperty("converged").GetBoolean());
        Assert.InRange(answer.GetProperty("confidence").GetDouble(), 0.01, 1);
        Assert.All(answer.GetProperty("edges_detail").EnumerateArray(), edge => Assert.NotEqual(0, edge.GetProperty("weight").GetDouble()));
        var diagnostics = answer.GetProperty("diagnostics");
        Assert.InRange(diagnostics.GetProperty("condition_number").GetDouble(), 1, 1000);
        Assert.InRange(diagnostics.GetProperty("varsortability").GetDouble(), 0, 1);
        Assert.True(diagnostics.GetProperty("bic").GetDouble() < 0);
        Assert.Equal(20, diagnostics.GetProperty("seconds_budget").GetDouble());
        Assert.Equal(algorithm is "pc" or "ges", answer.GetProperty("cpdag").ValueKind == JsonValueKind.Object);
        Assert.Equal(
            algorithm == "auto",
            answer.GetProperty("explanation").GetProperty("reasoning").GetString()!.Contains("auto chose", StringComparison.Ordinal));
        Assert.InRange(answer.GetProperty("seed").GetInt64(), 0, 1L << 48);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Discover_ColumnsTimes1000_SameEdges(string algorithm)
    {
        var data = TestData.Simulate(200, 6, 21, gaussian: algorithm != "lingam", (from, to) => (from + to) % 3 != 0);
        var one = await AskAsync(data, new() { ["algorithm"] = algorithm });
        for (var column = 0; column < 3; column++)
        {
            var values = data.Values.ToArray();
            foreach (ref var cell in values.AsSpan(column * data.Rows, data.Rows))
            {
                cell *= 1000;
            }

            var other = await AskAsync(new Dataset(data.Variables, data.Rows, values), new() { ["algorithm"] = algorithm });
            Assert.Equal(Raw(one, "dag", "edges"), Raw(other, "dag", "edges"));
            Assert.Equal(one.GetProperty("cpdag").GetRawText(), other.GetProperty("cpdag").GetRawText());
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Discover_PriorKnowledge_IsKeptByEveryAlgorithm(string algorithm)
    {
        var prior = JsonNode.Parse("""{"required_edges": [["V3", "V0"]], "forbidden_edges": [["V1", "V2"]], "tiers": [["V3"], ["V1", "V2"]]}""");

        var answer = await AskAsync(TestData.Chain(200, 4, 6, gaussian: false), new() { ["algorithm"] = algorithm, ["prior_knowledge"] = prior });

        var alternatives = answer.GetProperty("alternative_dags").EnumerateArray().Select(dag => dag.GetProperty("edges"));
        Assert.All(alternatives.Prepend(answer.GetProperty("dag").GetProperty("edges")), edges =>
        {
            var named = edges.EnumerateArray().Select(edge => $"{edge[0]}>{edge[1]}").ToList();
            Assert.Contains("V3>V0", named);
            Assert.DoesNotContain("V1>V2", named);
            Assert.DoesNotContain("V1>V3", named);
            Assert.DoesNotContain("V2>V3", named);
        });
        Assert.Contains(answer.GetProperty("edges_detail").EnumerateArray(), edge => edge.GetProperty("source").GetString() == "required");
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Discover_Bootstrap_GivesConfidenceAndTheSameBytesAgain(string algorithm)
    {
        var data = TestData.Chain(150, 3, 31, gaussian: false);
        var answer = await AskAsync(data, new() { ["algorithm"] = algorithm, ["bootstrap"] = 20 });

        Assert.Equal(20, answer.GetProperty("diagnostics").GetProperty("bootstrap_done").GetInt32());
        Assert.All(answer.GetProperty("edges_detail").EnumerateArray(), edge =>
        {
            Assert.InRange(edge.GetProperty("confidence").GetDouble(), 0, 1);
            Assert.InRange(edge.GetProperty("support").GetProperty("adjacent").GetDouble(), 0.9, 1);
        });

        // The seed returned is the seed used: asking with it gives the same answer under another address.
        var seeded = await AskAsync(data, new() { ["algorithm"] = algorithm, ["bootstrap"] = 20, ["seed"] = answer.GetProperty("seed").GetInt64() });
        Assert.NotEqual(answer.GetProperty("result_id").GetString(), seeded.GetProperty("result_id").GetString());
        Assert.Equal(answer.GetProperty("edges_detail").GetRawText(), seeded.GetProperty("edges_detail").GetRawText());
    }

    [Fact]
    public async Task Discover_Cpdag_HasItsDagAndFurtherMembers()
    {
        // A chain: all its edges are open, and its class has four members.
        var answer = await AskAsync(TestData.Chain(500, 4, 2), new() { ["algorithm"] = "ges" });

        Assert.Equal(3, answer.GetProperty("cpdag").GetProperty("undirected").GetArrayLength());
        Assert.Equal(0, answer.GetProperty("cpdag").GetProperty("directed").GetArrayLength());
        var members = answer
            .GetProperty("alternative_dags")
            .EnumerateArray()
            .Append(answer.GetProperty("dag"))
            .Select(dag => dag.GetProperty("edges").GetRawText())
            .ToList();
        Assert.Equal(4, members.Distinct().Count());
        Assert.Contains("member 2 of the equivalence class", answer.GetProperty("alternative_dags")[0].GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_Notears_ShowsTheOtherScalingWhereItDiffers()
    {
        // Raw equal-variance data tell the order; standardised ones do not, and here they mislead.
        var data = TestData.Simulate(500, 5, 77, gaussian: true, (_, _) => true);
        var standard = await AskAsync(data, []);
        var raw = await AskAsync(data, new() { ["scaling"] = "none" });

        Assert.NotEqual(Raw(standard, "dag", "edges"), Raw(raw, "dag", "edges"));
        Assert.Equal(Raw(raw, "dag", "edges"), standard.GetProperty("alternative_dags")[0].GetProperty("edges").GetRawText());
        Assert.Equal("none", standard.GetProperty("alternative_dags")[0].GetProperty("metadata").GetProperty("scaling").GetString());
        Assert.Equal(Raw(standard, "dag", "edges"), raw.GetProperty("alternative_dags")[0].GetProperty("edges").GetRawText());
        Assert.Contains("standardised", standard.GetProperty("explanation").GetProperty("reasoning").GetString(), StringComparison.Ordinal);
        Assert.Contains("varsortability", raw.GetProperty("explanation").GetProperty("reasoning").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_CategoricalColumns_AutoTakesPcWithATableTest()
    {
        var random = new Random(3);
        var rows = Enumerable.Range(0, 400).Select(_ =>
        {
            var a = random.Next(3);
            var c = random.Next(2);
            return new[] { a, random.NextDouble() < 0.9 ? Math.Min(a + c, 2) : random.Next(3), c };
        });
        var body = JsonSerializer.Serialize(new { data = rows, variable_names = new[] { "A", "B", "C" }, algorithm = "auto" });

        var answer = await api.AskAsync(Requests.Discover, body);

        Assert.Equal("pc", answer.GetProperty("algorithm_used").GetString());
        Assert.Equal("g_square", answer.GetProperty("diagnostics").GetProperty("ci_test").GetString());
        Assert.Equal("""[["A","B"],["C","B"]]""", Raw(answer, "dag", "edges"));
    }

    [Fact]
    public async Task Discover_MaxIterations_IsAnAnswerThatDidNotConverge()
    {
        var answer = await AskAsync(TestData.Simulate(100, 6, 5, true, (_, _) => true), new() { ["max_iter"] = 1, ["lambda1"] = 0.001 });

        Assert.False(answer.GetProperty("degraded").GetBoolean());
        Assert.Equal("max_iterations", answer.GetProperty("diagnostics").GetProperty("stop_reason").GetString());
        Assert.False(answer.GetProperty("diagnostics").GetProperty("converged").GetBoolean());
        Assert.Contains(
            answer.GetProperty("explanation").GetProperty("caveats").EnumerateArray(),
            caveat => caveat.GetString()!.Contains("raise max_iter", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public async Task Discover_DegenerateFiles_AreAnsweredOrRefusedWithTheCause(string algorithm)
    {
        using var cases = JsonDocument.Parse(
            await File.ReadAllTextAsync(GoldenCases.PathOf("discovery", "degenerate", "degenerate.json"), TestContext.Current.CancellationToken));
        string[] refused =
        [
            "constant_column",
            "missing_cell",
            "infinite_cell",
            "too_few_rows",
            "header_only",
            "text_cell",
            "ragged_rows",
            "duplicate_names",
        ];
        foreach (var id in cases.RootElement.GetProperty("cases").EnumerateArray().Select(item => item.GetProperty("id").GetString()!))
        {
            using var content = new ByteArrayContent(
                await File.ReadAllBytesAsync(GoldenCases.PathOf("discovery", "degenerate", id + ".csv"), TestContext.Current.CancellationToken));
            content.Headers.ContentType = new("text/csv");
            using var response = await api.CreateClient()
                .PostAsync($"{Requests.Discover}?algorithm={algorithm}", content, TestContext.Current.CancellationToken);
            var answer = await IslApiFactory.ReadAsync(response);
            Assert.Equal(refused.Contains(id) ? HttpStatusCode.BadRequest : HttpStatusCode.OK, response.StatusCode);
            if (response.StatusCode == HttpStatusCode.OK)
            {
                Assert.False(answer.GetProperty("degraded").GetBoolean(), $"{id}: {answer.GetProperty("degraded_reason")}");
                AssertSane(id, algorithm, answer);
            }
        }
    }

    [Theory]
    [InlineData("algorithm", "\"magic\"", "notears, pc, ges, lingam, dagma, correlation, boss, auto")]
    [InlineData("ci_test", "\"magic\"", "auto, fisher_z, chi_square, g_square, mixed")]
    [InlineData("collider_rule", "\"magic\"", "separating_sets, max_p, definite_max_p")]
    [InlineData("collider_priority", "\"magic\"", "keep_existing, overwrite, bidirected, stronger_first, stronger_last")]
    [InlineData("scaling", "\"magic\"", "standardize, none")]
    [InlineData("max_iter", "0", "from 1 to 10000")]
    [InlineData("threshold", "-1", "from 0")]
    [InlineData("lambda1", "-0.1", "from 0")]
    [InlineData("h_tol", "0", "from 1E-16 to 1")]
    [InlineData("alpha", "1", "between 0 and 1")]
    [InlineData("alpha", "0", "between 0 and 1")]
    [InlineData("bootstrap", "1001", "from 0 to 1000")]
    [InlineData("seed", "1.5", "whole number")]
    [InlineData("bootstrap", "\"many\"", "whole number")]
    [InlineData("data_csv", "[1]", "not a text")]
    public async Task Discover_OptionOutOfRange_Is400AtItsPlace(string option, string value, string says)
    {
        var body = $$"""{"data": [[1,2],[2,1],[4,7]], "variable_names": ["A","B"], "{{option}}": {{value}}}""";

        using var response = await api.PostAsync(Requests.Discover, body);
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal($"/{option}", problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
        Assert.Contains(says, problem.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_ContingencyTestOfContinuousColumns_Is400()
    {
        using var response = await PostAsync(TestData.Chain(50, 2, 1), new() { ["algorithm"] = "pc", ["ci_test"] = "chi_square" });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "50 distinct values",
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discover_CsvQuery_TakesEveryOption()
    {
        var data = TestData.Chain(80, 3, 1);
        var csv =
            "V0,V1,V2\n"
            + string.Concat(
                Enumerable
                    .Range(0, 80)
                    .Select(row =>
                        string.Create(CultureInfo.InvariantCulture, $"{data.Column(0)[row]:R},{data.Column(1)[row]:R},{data.Column(2)[row]:R}\n"))
            );
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        var prior = Uri.EscapeDataString("""{"forbidden_edges": [["V1", "V0"]]}""");
        var query =
            $"?algorithm=pc&alpha=0.01&ci_test=fisher_z&collider_rule=max_p&collider_priority=overwrite"
            + $"&bootstrap=3&seed=4&max_iter=7&threshold=0.2&lambda1=0.1&h_tol=1e-6&scaling=standardize&prior_knowledge={prior}";

        using var response = await api.CreateClient().PostAsync(Requests.Discover + query, content, TestContext.Current.CancellationToken);
        var fromCsv = await IslApiFactory.ReadAsync(response);
        var fromJson = await AskAsync(data, new()
        {
            ["algorithm"] = "pc",
            ["alpha"] = 0.01,
            ["ci_test"] = "fisher_z",
            ["collider_rule"] = "max_p",
            ["collider_priority"] = "overwrite",
            ["bootstrap"] = 3,
            ["seed"] = 4,
            ["max_iter"] = 7,
            ["threshold"] = 0.2,
            ["lambda1"] = 0.1,
            ["h_tol"] = 1e-6,
            ["scaling"] = "standardize",
            ["prior_knowledge"] = JsonNode.Parse("""{"forbidden_edges": [["V1", "V0"]]}"""),
        });

        Assert.Equal(fromJson.GetRawText(), fromCsv.GetRawText());
    }

    [Fact]
    public async Task Discover_CsvQuery_BadValueIs400()
    {
        foreach (
            var (query, path) in new[]
            {
                ("alpha=much", "/alpha"),
                ("seed=x", "/seed"),
                ("prior_knowledge={\"tiers\":[[1]]}", "/prior_knowledge/tiers/0/0"),
                ("prior_knowledge={", "/prior_knowledge"),
            })
        {
            using var content = new StringContent("A,B\n1,2\n2,1\n3,3\n", Encoding.UTF8, "text/csv");
            using var response = await api.CreateClient().PostAsync($"{Requests.Discover}?{query}", content, TestContext.Current.CancellationToken);
            var problem = await IslApiFactory.ReadAsync(response);

            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
            Assert.Equal(path, problem.GetProperty("details").GetProperty("errors")[0].GetProperty("path").GetString());
        }
    }

    internal static JsonObject Body(Dataset data, Dictionary<string, JsonNode?> options)
    {
        var rows = new JsonArray();
        for (var row = 0; row < data.Rows; row++)
        {
            var cells = new JsonArray();
            for (var column = 0; column < data.Columns; column++)
            {
                cells.Add(data.Column(column)[row]);
            }

            rows.Add(cells);
        }

        var body = new JsonObject { ["data"] = rows, ["variable_names"] = new JsonArray([.. data.Variables.Select(name => JsonValue.Create(name))]) };
        foreach (var (name, value) in options)
        {
            body[name] = value;
        }

        return body;
    }

    private static void AssertSane(string id, string algorithm, JsonElement answer)
    {
        var caveats = string.Join(
            ' ',
            answer.GetProperty("explanation").GetProperty("caveats").EnumerateArray().Select(caveat => caveat.GetString()));
        var expected = id switch
        {
            "duplicate_column" => "X2 and X4 are perfectly collinear",
            "exact_linear_combination" => "X1, X2 and X5 are bound by an exact linear combination",
            "fewer_rows_than_columns" => "far too few",
            _ => "",
        };
        Assert.Contains(expected, caveats, StringComparison.Ordinal);
        Assert.All(
            answer.GetProperty("edges_detail").EnumerateArray(),
            edge => Assert.Equal(JsonValueKind.Number, edge.GetProperty("weight").ValueKind));
        DegenerateDataTests.AssertAcyclic(
            new DiscoveredDag(
                [.. answer.GetProperty("dag").GetProperty("nodes").EnumerateArray().Select(node => node.GetString()!)],
                [
                    .. answer
                        .GetProperty("dag")
                        .GetProperty("edges")
                        .EnumerateArray()
                        .Select(edge => System.Collections.Immutable.ImmutableArray.Create(edge[0].GetString()!, edge[1].GetString()!)),
                ],
                new DagMetadata("", null, null, ""))
        );
        var edges = answer.GetProperty("dag").GetProperty("edges").GetArrayLength();
        if (id == "two_variables")
        {
            Assert.Equal(1, edges);
            Assert.True(algorithm is not ("pc" or "ges") || answer.GetProperty("cpdag").GetProperty("undirected").GetArrayLength() == 1);
        }

        if (id == "independent_columns" && algorithm is "notears" or "ges" or "dagma" && id == "independent_columns")
        {
            Assert.Equal(0, edges);
        }
    }

    internal static string Raw(JsonElement answer, string part, string name) => answer.GetProperty(part).GetProperty(name).GetRawText();

    internal static IEnumerable<string> Skeleton(JsonElement answer) =>
        answer
            .GetProperty("dag")
            .GetProperty("edges")
            .EnumerateArray()
            .Select(edge => string.Concat(edge.EnumerateArray().Select(end => end.GetString()).Order(StringComparer.Ordinal)))
            .Order(StringComparer.Ordinal);

    private async Task<JsonElement> AskAsync(Dataset data, Dictionary<string, JsonNode?> options, string path = Requests.Discover) =>
        await api.AskAsync(path, Body(data, options).ToJsonString());

    private Task<HttpResponseMessage> PostAsync(Dataset data, Dictionary<string, JsonNode?> options, string path = Requests.Discover) =>
        api.PostAsync(path, Body(data, options).ToJsonString());
}
