using System.Text.Json;

namespace Isl.Tests.Api;

[Collection(TimedTests.Name)]
public sealed class QuestionTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    [Fact]
    public async Task Validate_NoConfounder_NeedsNoAdjustment()
    {
        var answer = await api.AskAsync(Requests.Validate, Requests.PriceOnRevenue);

        Assert.Equal("identifiable", answer.GetProperty("status").GetString());
        Assert.Equal("[[]]", answer.GetProperty("adjustment_sets").GetRawText());
        Assert.Contains("without adjustment", answer.GetProperty("explanation").GetProperty("summary").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_Confounder_AdjustsForItAlone()
    {
        var answer = await api.AskAsync(Requests.Validate, Requests.Confounded);

        Assert.Equal("""[["Z"]]""", answer.GetProperty("adjustment_sets").GetRawText());
        Assert.Equal("backdoor", answer.GetProperty("method").GetString());
        Assert.Equal("P(Y | do(X)) = Σ_{Z} P(Y | X, Z) P(Z)", answer.GetProperty("identification_formula").GetString());
        Assert.Equal("X <- Z -> Y", answer.GetProperty("backdoor_paths")[0].GetString());
    }

    [Fact]
    public async Task Validate_BowArc_IsNotIdentifiableAndSaysWhatWouldHelp()
    {
        var answer = await api.AskAsync(Requests.Validate, """{"dag_structure": "dag { X -> Y; X <-> Y }", "treatment": "X", "outcome": "Y"}""");

        Assert.Equal("cannot_identify", answer.GetProperty("status").GetString());
        Assert.Equal("[]", answer.GetProperty("adjustment_sets").GetRawText());
        Assert.Equal("""["X","Y"]""", answer.GetProperty("hedge").GetProperty("forest").GetRawText());
        Assert.Equal(
            ["measure_common_cause", "measure_mediator", "randomise", "find_instrument"],
            answer.GetProperty("suggestions").EnumerateArray().Select(s => s.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Validate_FrontDoorGraph_IsIdentifiableByTheFrontDoor()
    {
        var answer = await api.AskAsync(Requests.Validate, """{"dag_structure": "X -> M -> Y\nX <-> Y", "treatment": "X", "outcome": "Y"}""");

        Assert.Equal("identifiable", answer.GetProperty("status").GetString());
        Assert.Equal("front_door", answer.GetProperty("method").GetString());
        Assert.Equal("[]", answer.GetProperty("adjustment_sets").GetRawText());
    }

    [Fact]
    public async Task Validate_ObservedList_MakesTheOthersLatent()
    {
        var latent = Requests.Confounded[..^1] + """, "observed": ["X", "Y", "W"]}""";

        var answer = await api.AskAsync(Requests.Validate, latent);

        Assert.Equal("cannot_identify", answer.GetProperty("status").GetString());
        Assert.Equal("measure_latent", answer.GetProperty("suggestions")[0].GetProperty("type").GetString());
    }

    [Fact]
    public async Task Validate_GivenAdjustmentSet_SaysWhatIsWrongWithIt()
    {
        var open = await api.AskAsync(Requests.Validate, Requests.Confounded[..^1] + """, "adjustment_set": ["W"]}""");
        var good = await api.AskAsync(Requests.Validate, Requests.Confounded[..^1] + """, "adjustment_set": ["Z"]}""");

        Assert.Equal("X <- Z -> Y", open.GetProperty("adjustment_check").GetProperty("open_path").GetString());
        Assert.True(good.GetProperty("adjustment_check").GetProperty("valid").GetBoolean());
    }

    [Fact]
    public async Task Validate_Conditions_AskForTheConditionalEffect()
    {
        var answer = await api.AskAsync(Requests.Validate, Requests.Confounded[..^1] + """, "conditions": ["W"]}""");

        Assert.StartsWith("P(Y | do(X), W) = ", answer.GetProperty("identification_formula").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(answer.GetProperty("derivation").EnumerateArray());
    }

    [Fact]
    public async Task Validate_RowsSentAlong_TestTheImpliedIndependences()
    {
        var rows = string.Join(
            ",",
            Enumerable
                .Range(0, 40)
                .Select(i =>
                    string.Create(
                        System.Globalization.CultureInfo.InvariantCulture,
                        $"[{Math.Sin(i * 1.7):F4},{Math.Cos(i * 2.3):F4},{Math.Sin((i * 1.7) + 0.1):F4}]")
                ));
        const string graph = "\"dag\": \"A -> B -> C\", \"treatment\": \"A\", \"outcome\": \"C\"";

        var with = await api.AskAsync(Requests.Validate, $$"""{ {{graph}}, "variable_names": ["A", "B", "C"], "data": [{{rows}}]}""");
        var without = await api.AskAsync(Requests.Validate, $$"""{ {{graph}} }""");

        Assert.Equal("contradicted", with.GetProperty("testable_implications")[0].GetProperty("test").GetProperty("verdict").GetString());
        Assert.False(without.GetProperty("testable_implications")[0].TryGetProperty("test", out _));
        Assert.NotEqual(with.GetProperty("result_id").GetString(), without.GetProperty("result_id").GetString());
    }

    [Fact]
    public async Task Validate_UnknownPart_IsAnErrorThatListsTheParts()
    {
        using var response = await api.PostAsync(Requests.Validate, Requests.Confounded[..^1] + """, "include": ["adjustments"]}""");
        var problem = await IslApiFactory.ReadAsync(response);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        var error = problem.GetProperty("details").GetProperty("errors")[0];
        Assert.Equal("/include/0", error.GetProperty("path").GetString());
        Assert.Contains("front_door", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Strategies_Confounder_RanksItsAdjustmentFirstAndShowsThePaths()
    {
        var answer = await api.AskAsync(Requests.Strategies, Requests.Confounded);

        var best = answer.GetProperty("strategies")[0];
        Assert.Equal("backdoor", best.GetProperty("strategy_type").GetString());
        Assert.Equal("""["Z"]""", best.GetProperty("adjustment_set").GetRawText());
        Assert.Equal(1, best.GetProperty("expected_identifiability").GetDouble());
        Assert.Equal("""["X -> Y"]""", answer.GetProperty("path_analysis").GetProperty("causal_paths").GetRawText());
        Assert.Equal("""["X <- Z -> Y"]""", answer.GetProperty("path_analysis").GetProperty("open_paths").GetRawText());
    }

    [Fact]
    public async Task Strategies_MediatorAndCollider_AreNamed()
    {
        var answer = await api.AskAsync(Requests.Strategies, """{"dag": "X -> M -> Y; X <- A -> C <- B -> Y", "treatment": "X", "outcome": "Y"}""");

        var paths = answer.GetProperty("path_analysis");
        Assert.Equal("""["M"]""", paths.GetProperty("critical_nodes").GetRawText());
        Assert.Equal("""["C"]""", paths.GetProperty("colliders").GetRawText());
        Assert.Equal("""["X <- A -> C <- B -> Y"]""", paths.GetProperty("blocked_paths").GetRawText());
        Assert.Equal("[]", paths.GetProperty("open_paths").GetRawText());
    }

    [Fact]
    public async Task Strategies_CompleteGraphOf60Nodes_IsTruncatedAndQuick()
    {
        var nodes = Enumerable.Range(0, 60).Select(i => $"V{i:00}").ToList();
        var edges = from i in Enumerable.Range(0, 60) from j in Enumerable.Range(i + 1, 59 - i) select $"[\"{nodes[i]}\",\"{nodes[j]}\"]";
        var started = System.Diagnostics.Stopwatch.GetTimestamp();

        var answer = await api.AskAsync(
            Requests.Strategies,
            $$"""
            {"dag": {"nodes": {{JsonSerializer.Serialize(nodes)}}, "edges": [{{string.Join(",", edges)}}]}, "treatment": "V10",
             "outcome": "V50"}
            """);

        Assert.True(answer.GetProperty("path_analysis").GetProperty("truncated").GetBoolean());
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 5);
    }

    [Fact]
    public async Task Separation_Collider_OpensWhenConditionedOn()
    {
        const string graph = "\"dag_structure\": \"A -> C <- B\"";

        var closed = await api.AskAsync(Requests.Separation, $$"""{ {{graph}}, "x": ["A"], "y": ["B"]}""");
        var open = await api.AskAsync(Requests.Separation, $$"""{ {{graph}}, "x": ["A"], "y": ["B"], "given": ["C"]}""");

        Assert.True(closed.GetProperty("separated").GetBoolean());
        Assert.Equal("A -> C <- B", open.GetProperty("open_path").GetString());
    }

    [Theory]
    [InlineData("notears")]
    [InlineData("correlation")]
    public async Task Discover_Chain_FindsTheSkeletonInEveryForm(string algorithm)
    {
        var answer = await api.AskAsync(Requests.Discover, Requests.Discovery(1, algorithm));

        Assert.Equal(algorithm, answer.GetProperty("algorithm_used").GetString());
        Assert.False(answer.GetProperty("degraded").GetBoolean());
        var pairs = answer
            .GetProperty("dag")
            .GetProperty("edges")
            .EnumerateArray()
            .Select(edge => string.Concat(edge.EnumerateArray().Select(end => end.GetString()).Order(StringComparer.Ordinal)));
        Assert.Equal(["AB", "BC"], pairs.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Discover_RowsListsAndCsv_AreTheSameDataSet()
    {
        const string objects = """{"data": [{"A":1,"B":2},{"B":3.5,"A":2},{"A":4,"B":1}], "variable_names": ["A","B"]}""";
        const string lists = """{"variable_names": ["A","B"], "data": [[1,2],[2,3.5],[4,1]]}""";
        const string csv = """{"data_csv": "A;B\r\n1;2\n2;\"3.5\"\n4;1\n"}""";

        var hashes = new List<string?>();
        foreach (var body in new[] { objects, lists, csv })
        {
            hashes.Add((await api.AskAsync(Requests.Discover, body)).GetProperty("dataset_hash").GetString());
        }

        Assert.Single(hashes.Distinct());
    }

    [Fact]
    public async Task Discover_TextCsvBody_TakesOptionsFromTheQuery()
    {
        using var content = new StringContent("A,B,C\n1,2,5\n2,3,1\n4,1,7\n3,3,3\n", System.Text.Encoding.UTF8, "text/csv");

        using var response = await api.CreateClient()
            .PostAsync($"{Requests.Discover}?algorithm=correlation&variable_names=A,C", content, TestContext.Current.CancellationToken);
        var answer = await IslApiFactory.ReadAsync(response);

        Assert.True(response.IsSuccessStatusCode, answer.GetRawText());
        Assert.Equal("""["A","C"]""", answer.GetProperty("dag").GetProperty("nodes").GetRawText());
    }

    [Fact]
    public async Task Discover_PriorKnowledge_IsKept()
    {
        var body = Requests.Discovery(
            2,
            more: """, "prior_knowledge": {"required_edges": [["C", "A"]], "forbidden_edges": [["A", "B"]], "tiers": [["C"], ["B"]]}""");

        var answer = await api.AskAsync(Requests.Discover, body);

        var edges = answer.GetProperty("dag").GetProperty("edges").EnumerateArray().Select(edge => $"{edge[0]}>{edge[1]}").ToList();
        Assert.Contains("C>A", edges);
        Assert.DoesNotContain("A>B", edges);
        Assert.DoesNotContain("B>C", edges);
    }

    [Fact]
    public async Task Discover_ColumnInOtherUnits_SameEdges()
    {
        var body = Requests.Discovery(3);
        using var json = JsonDocument.Parse(body);
        var scaled = JsonSerializer.Serialize(
            new
            {
                data = json
                    .RootElement.GetProperty("data")
                    .EnumerateArray()
                    .Select(row =>
                        new[] { row.GetProperty("A").GetDouble(), row.GetProperty("B").GetDouble() * 1000, row.GetProperty("C").GetDouble() }),
                variable_names = new[] { "A", "B", "C" },
            });

        var one = await api.AskAsync(Requests.Discover, body);
        var other = await api.AskAsync(Requests.Discover, scaled);

        Assert.Equal(one.GetProperty("dag").GetProperty("edges").GetRawText(), other.GetProperty("dag").GetProperty("edges").GetRawText());
    }
}
