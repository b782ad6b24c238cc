using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

/// <summary>The whole answer to a query: what the reference cases say, part by part, and how the parts fit together.</summary>
public sealed class IdentificationAnswerTests
{
    private static CancellationToken Never => TestContext.Current.CancellationToken;

    [Fact]
    public void Compute_ReferenceAdjustmentCases_ListsTheReferenceSets()
    {
        foreach (var golden in GoldenCases.Lines("adjustment.jsonl").Concat(GoldenCases.Lines("adjustment_multi.jsonl")))
        {
            var answer = Ask(golden, maxSets: 1000);

            Assert.Equal(GoldenCases.Text(golden.GetProperty("minimal_sets")), Text(answer.AdjustmentSets!.Value));
            Assert.False(answer.AdjustmentSetsTruncated);
            Assert.Equal(golden.GetProperty("adjustable").GetBoolean(), answer.Method == "backdoor");
        }
    }

    [Theory]
    [InlineData("id.jsonl")]
    [InlineData("idc.jsonl")]
    public void Compute_ReferenceIdentificationCases_DecidesAsTheReference(string file)
    {
        foreach (var golden in GoldenCases.Lines(file))
        {
            var answer = Ask(golden);

            var identifiable = golden.GetProperty("identifiable").GetBoolean();
            Assert.Equal(identifiable, answer.Status == IdentificationStatus.Identifiable);
            Assert.Equal(identifiable, answer.Hedge is null);
            Assert.Equal(identifiable, answer.Estimand is not null);
            Assert.Equal(identifiable, answer.Reason is null);
        }
    }

    [Fact]
    public void Compute_ReferenceFrontDoorCases_ListsTheMinimalSets()
    {
        foreach (var golden in GoldenCases.Lines("frontdoor.jsonl"))
        {
            var answer = Ask(golden, maxSets: 1000);

            var sets = golden
                .GetProperty("frontdoor_sets")
                .EnumerateArray()
                .Select(set => GoldenCases.Strings(set).ToHashSet(StringComparer.Ordinal))
                .ToList();
            var minimal = sets.Where(set => !sets.Exists(set.IsProperSupersetOf)).Select(set => set.Order(StringComparer.Ordinal).ToImmutableArray());
            Assert.Equal(Text([.. minimal]), Text(answer.FrontDoorSets!.Value));
        }
    }

    [Fact]
    public void Compute_ReferenceInstrumentCases_ListsTheReferenceInstruments()
    {
        foreach (var golden in GoldenCases.Lines("instruments.jsonl"))
        {
            var answer = Ask(golden);

            var expected = golden
                .GetProperty("instruments")
                .EnumerateArray()
                .Select(one => one.GetProperty("instrument").GetString())
                .Order(StringComparer.Ordinal);
            Assert.Equal(expected, answer.Instruments!.Value.Select(one => one.Variable).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Compute_ReferenceImplications_AreListed()
    {
        foreach (var golden in GoldenCases.Lines("implications.jsonl"))
        {
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));
            string[] observed = [.. graph.Nodes.Where((_, i) => !graph.Latent.Contains(i))];
            if (observed.Length < 2)
            {
                continue;
            }

            var answer = Compute(graph, CausalQuery.Of([observed[0]], [observed[1]]));

            var expected = golden
                .GetProperty("implications")
                .EnumerateArray()
                .Select(one =>
                    $"{one.GetProperty("x")} {one.GetProperty("y")} {string.Join(",", GoldenCases.Strings(one.GetProperty("z")).Order(StringComparer.Ordinal))}");
            Assert.Equal(
                expected.Order(StringComparer.Ordinal),
                answer.TestableImplications!.Value.Select(one => $"{one.X} {one.Y} {string.Join(",", one.Given)}").Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Compute_FrontDoorGraph_ReadsAsInATextbook()
    {
        var answer = Compute(Graph("X>M M>Y", "X-Y"), CausalQuery.Of(["X"], ["Y"]));

        Assert.Equal("front_door", answer.Method);
        Assert.Equal("P(Y | do(X)) = Σ_{M} P(M | X) Σ_{X'} P(Y | M, X') P(X')", answer.IdentificationFormula);
        Assert.Equal("M", Assert.Single(Assert.Single(answer.FrontDoorSets!.Value)));
        Assert.Equal(4, answer.Derivation!.Value.Length);
    }

    [Fact]
    public void Compute_InstrumentGraph_IsUncertainAndSaysUnderWhichCondition()
    {
        var answer = Compute(Graph("Z>X X>Y", "X-Y"), CausalQuery.Of(["X"], ["Y"]));

        Assert.Equal(IdentificationStatus.Uncertain, answer.Status);
        Assert.Equal("instrumental_variable", answer.Method);
        Assert.NotNull(answer.Hedge);
        Assert.Equal("Z", Assert.Single(answer.Instruments!.Value).Variable);
        Assert.Contains(answer.Explanation.Caveats, caveat => caveat.Contains("linearity", StringComparison.Ordinal));
        Assert.DoesNotContain(answer.Suggestions, suggestion => suggestion.Type == "find_instrument");
    }

    [Fact]
    public void Compute_Conditions_AskForTheConditionalEffect()
    {
        var answer = Compute(Graph("X>Y Z>X Z>Y", ""), CausalQuery.Of(["X"], ["Y"]) with { Conditions = ["Z"] });

        Assert.Equal("P(Y | do(X), Z) = P(Y | X, Z)", answer.IdentificationFormula);
        Assert.Equal("id_algorithm", answer.Method);
    }

    [Fact]
    public void Compute_NothingNeededAndNothingPossible_AreToldApart()
    {
        var nothing = Compute(Graph("X>Y", ""), CausalQuery.Of(["X"], ["Y"]));
        var none = Compute(Graph("X>Y", "X-Y"), CausalQuery.Of(["X"], ["Y"]));

        Assert.Equal("{}", Text(nothing.AdjustmentSets!.Value));
        Assert.Empty(none.AdjustmentSets!.Value);
        Assert.Contains("without adjustment", nothing.Explanation.Summary, StringComparison.Ordinal);
        Assert.Contains("cannot be identified", none.Explanation.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Compute_OptimalSet_IsTheParentsOfTheCausalNodes()
    {
        var answer = Compute(Graph("A>X A>B B>Y X>M M>Y C>M", ""), CausalQuery.Of(["X"], ["Y"]));

        Assert.Equal(["B", "C"], answer.OptimalSet!.Value.AsEnumerable());
        Assert.Equal("{A} {B}", Text(answer.AdjustmentSets!.Value));
    }

    [Fact]
    public void Compute_Include_PicksTheParts()
    {
        var answer = Compute(Graph("X>Y Z>X Z>Y", ""), CausalQuery.Of(["X"], ["Y"]) with { Include = [AnswerPart.FrontDoor] });

        Assert.NotNull(answer.FrontDoorSets);
        Assert.Null(answer.AdjustmentSets);
        Assert.Null(answer.Instruments);
        Assert.Null(answer.TestableImplications);
        Assert.Null(answer.BackdoorPaths);
        Assert.Null(answer.Estimand);
        Assert.Equal("backdoor", answer.Method);
    }

    [Fact]
    public void Compute_DataThatContradictTheGraph_LowerTheConfidence()
    {
        // The graph says that A and C are independent given B; in these rows A is C.
        double[] a = [.. Enumerable.Range(0, 50).Select(i => Math.Sin(i * 1.7))];
        double[] b = [.. Enumerable.Range(0, 50).Select(i => Math.Cos(i * 2.9))];
        double[] c = [.. a.Select((value, i) => value + (0.01 * Math.Sin(i * 5.1)))];
        var data = new Dataset(["A", "B", "C"], 50, [.. a, .. b, .. c]);
        var graph = Graph("A>B B>C", "");
        var query = CausalQuery.Of(["A"], ["C"]) with { DatasetHash = data.Hash() };

        var with = IdentificationAnswer.Compute(graph, query, data, WorkBudget.Until(Never));
        var without = IdentificationAnswer.Compute(graph, CausalQuery.Of(["A"], ["C"]), null, WorkBudget.Until(Never));

        Assert.Equal("contradicted", Assert.Single(with.TestableImplications!.Value).Test!.Verdict);
        Assert.Null(Assert.Single(without.TestableImplications!.Value).Test);
        Assert.Equal(("low", "high"), (with.Confidence, without.Confidence));
        Assert.Contains(with.Explanation.Caveats, caveat => caveat.Contains("contradict the one implied independence", StringComparison.Ordinal));
    }

    private static IdentificationResult Ask(JsonElement golden, int maxSets = CausalQuery.DefaultMaxSets) =>
        Compute(
            GoldenCases.Graph(golden.GetProperty("graph")),
            CausalQuery.Of(Names(golden, "treatment"), Names(golden, "outcome")) with
            {
                MaxSets = maxSets,
                Conditions = golden.TryGetProperty("conditions", out var given) ? [.. GoldenCases.Strings(given)] : [],
            });

    private static ImmutableArray<string> Names(JsonElement golden, string role) =>
        golden.TryGetProperty(role, out var one) ? [one.GetString()!] : [.. GoldenCases.Strings(golden.GetProperty(role + "s"))];

    private static IdentificationResult Compute(CausalGraph graph, CausalQuery query) =>
        IdentificationAnswer.Compute(graph, query, null, WorkBudget.Until(Never));

    private static string Text(ImmutableArray<ImmutableArray<string>> sets) =>
        string.Join(" ", sets.Select(set => $"{{{string.Join(",", set.Order(StringComparer.Ordinal))}}}").Order(StringComparer.Ordinal));

    /// <summary>A graph from <c>A&gt;B</c> and <c>A-B</c> pairs.</summary>
    private static CausalGraph Graph(string directed, string bidirected)
    {
        var builder = new CausalGraphBuilder();
        string[][] edges = [.. directed.Split(' ').Select(edge => edge.Split('>'))];
        foreach (var node in edges.SelectMany(edge => edge).Distinct())
        {
            builder.AddNode(node, "");
        }

        foreach (var edge in edges)
        {
            builder.AddEdge(edge[0], edge[1], "");
        }

        foreach (var edge in bidirected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(edge => edge.Split('-')))
        {
            builder.AddBidirected(edge[0], edge[1], "");
        }

        return builder.Build();
    }
}
