using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Identification;

public sealed class IdAlgorithmTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("id.jsonl", 600)]
    [InlineData("idc.jsonl", 200)]
    public void Identify_ReferenceCases_DecidesAsTheReference(string file, int cases)
    {
        var failed = new List<string?>();
        var count = 0;
        foreach (var golden in GoldenCases.Lines(file))
        {
            count++;
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));
            var diagram = new CausalDiagram(graph);
            var treatments = GoldenCases.Nodes(graph, golden.GetProperty("treatments"));
            var outcomes = GoldenCases.Nodes(graph, golden.GetProperty("outcomes"));
            int[] conditions = golden.TryGetProperty("conditions", out var given) ? GoldenCases.Nodes(graph, given) : [];

            var outcome = IdAlgorithm.Identify(diagram, graph.Nodes, treatments, outcomes, conditions, Cancellation);
            var decided = IdAlgorithm.IsIdentifiable(diagram, treatments, outcomes, conditions, Cancellation);

            var expected = golden.GetProperty("identifiable").GetBoolean();
            if (outcome.Identifiable != expected || decided != expected || outcome.Hedge is null != expected || outcome.Estimand is null == expected)
            {
                failed.Add(golden.GetProperty("id").GetString());
            }
        }

        Assert.Equal(cases, count);
        Assert.Empty(failed);
    }

    [Theory]
    [InlineData("unconfounded", "X -> Y", "X", "Y", "", "P(Y | X)")]
    [InlineData("mediated", "X -> M -> Y", "X", "Y", "", "P(Y | X)")]
    [InlineData("mediated twice", "X -> M -> Y; X -> N -> Y; X -> Y", "X", "Y", "", "P(Y | X)")]
    [InlineData("no causal path", "Y -> X", "X", "Y", "", "P(Y)")]
    [InlineData("no connection", "X; Y", "X", "Y", "", "P(Y)")]
    [InlineData("confounded, no causal path", "X <-> Y", "X", "Y", "", "P(Y)")]
    [InlineData("back door", "Z -> X; Z -> Y; X -> Y", "X", "Y", "", "Σ_{Z} P(Y | X, Z) P(Z)")]
    [InlineData("back door, one confounder behind another", "A -> X; A -> B; B -> Y; X -> Y", "X", "Y", "", "Σ_{B} P(Y | B, X) P(B)")]
    [InlineData("back door, two confounders", "A -> X; A -> Y; B -> X; B -> Y; X -> Y", "X", "Y", "", "Σ_{A, B} P(Y | A, B, X) P(A, B)")]
    [InlineData("back door with mediator", "Z -> X; Z -> Y; X -> M; M -> Y", "X", "Y", "", "Σ_{Z} P(Y | X, Z) P(Z)")]
    [InlineData("back door by a latent", "Z -> X; Z <-> Y; X -> Y", "X", "Y", "", "Σ_{Z} P(Y | X, Z) P(Z)")]
    [InlineData("M-graph", "X -> Y; X <-> Z; Z <-> Y", "X", "Y", "", "P(Y | X)")]
    [InlineData("front door", "X -> M; M -> Y; X <-> Y", "X", "Y", "", "Σ_{M} P(M | X) Σ_{X'} P(Y | M, X') P(X')")]
    [InlineData("front door, a chain of mediators", "X -> M; M -> N; N -> Y; X <-> Y", "X", "Y", "", "Σ_{N} P(N | X) Σ_{X'} P(Y | N, X') P(X')")]
    [InlineData(
        "front door, two mediators",
        "X -> M; X -> N; M -> Y; N -> Y; X <-> Y",
        "X",
        "Y",
        "",
        "Σ_{M, N} P(M, N | X) Σ_{X'} P(Y | M, N, X') P(X')"
    )]
    [InlineData("front door, both set", "X -> M; M -> Y; X <-> Y", "M,X", "Y", "", "Σ_{X'} P(Y | M, X') P(X')")]
    [InlineData(
        "napkin",
        "W -> Z; Z -> X; X -> Y; W <-> X; W <-> Y",
        "X",
        "Y",
        "",
        "Σ_{Z} P(Z) (Σ_{W} P(X, Y | W, Z) P(W)) / (Σ_{W} P(X | W, Z) P(W))"
    )]
    [InlineData("two outcomes", "X -> Y; X -> W", "X", "W,Y", "", "P(W, Y | X)")]
    [InlineData(
        "two outcomes, two confounders",
        "A -> X; A -> V; X -> V; B -> X; B -> Y; X -> Y",
        "X",
        "V,Y",
        "",
        "(Σ_{B} P(Y | B, X) P(B)) Σ_{A} P(V | A, X) P(A)"
    )]
    [InlineData("two treatments", "X -> Z; X -> Y; Z -> Y; L -> Z; L -> Y; X -> L", "X,Z", "Y", "", "Σ_{L} P(Y | L, X, Z) P(L | X)")]
    [InlineData("condition before the treatment", "Z -> X; Z -> Y; X -> Y", "X", "Y", "Z", "P(Y | X, Z)")]
    [InlineData("condition after the treatment", "X -> Z; Z -> Y; X -> Y", "X", "Y", "Z", "P(Y | X, Z)")]
    [InlineData("condition after the outcome", "X -> Y; Y -> Z", "X", "Y", "Z", "P(Y | X, Z)")]
    [InlineData("condition on a confounded mediator", "X -> Z; Z -> Y; X <-> Z", "X", "Y", "Z", "P(Y | Z)")]
    [InlineData(
        "confounder and a descendant to condition on",
        "C -> X; C -> Y; X -> Y; Y -> Z",
        "X",
        "Y",
        "Z",
        "(P(Z | Y) Σ_{C} P(Y | C, X) P(C)) / (Σ_{C} P(Z | C, X) P(C))"
    )]
    [InlineData("nothing set", "X -> Y", "", "Y", "X", "P(Y | X)")]
    public void Identify_TextbookGraph_ReadsAsInTheTextbook(
        string name,
        string graph,
        string treatments,
        string outcomes,
        string conditions,
        string expected)
    {
        var outcome = Ask(graph, treatments, outcomes, conditions);

        Assert.True(outcome.Identifiable, name);
        Assert.Equal(expected, outcome.Formula);
    }

    [Theory]
    [InlineData("nothing set", "X -> Y", "", "Y", "", "1")]
    [InlineData("no causal path", "Y -> X", "X", "Y", "", "2 1")]
    [InlineData("descendant of the outcome", "X -> Y; Y -> Z", "X", "Y", "", "2 6")]
    [InlineData("cause of the treatment", "Z -> X; X -> Y", "X", "Y", "", "3 6")]
    [InlineData("back door", "Z -> X; Z -> Y; X -> Y", "X", "Y", "", "4 6 2 1 4")]
    [InlineData("bow arc", "X -> Y; X <-> Y", "X", "Y", "", "5")]
    [InlineData("unconfounded", "X -> Y", "X", "Y", "", "6")]
    [InlineData("front door", "X -> M; M -> Y; X <-> Y", "X", "Y", "", "4 2 6 7 2 1 4")]
    [InlineData("napkin", "W -> Z; Z -> X; X -> Y; W <-> X; W <-> Y", "X", "Y", "", "3 7 2 6")]
    public void Identify_TextbookGraph_GoesByTheLinesOfThePaper(
        string name,
        string graph,
        string treatments,
        string outcomes,
        string conditions,
        string lines)
    {
        var steps = Ask(graph, treatments, outcomes, conditions)
            .Derivation.Steps.Where(step => step.Rule.StartsWith("ID line ", StringComparison.Ordinal))
            .ToList();

        Assert.Equal((name, lines), (name, string.Join(" ", steps.Select(step => step.Rule["ID line ".Length..]))));
        Assert.All(steps, step => Assert.StartsWith("P(", step.Query));
        Assert.All(steps, step => Assert.NotEmpty(step.Description));
    }

    [Fact]
    public void Identify_FrontDoor_DerivationTellsTheWay()
    {
        var steps = Ask("X -> M; M -> Y; X <-> Y", "X", "Y", "").Derivation.Steps;

        Assert.Equal(
            ["ID line 4", "ID line 2", "ID line 6", "ID line 7", "ID line 2", "ID line 1", "ID line 4"],
            steps.Select(step => step.Rule));
        Assert.Equal("P(M | X)", steps[2].Expression);
        Assert.Equal("Σ_{X'} P(Y | M, X') P(X')", steps[5].Expression);
        Assert.Equal("P(Y | do(M, X))", steps[4].Query);
    }

    [Fact]
    public void Identify_ValueThatDoesNotMatter_IsAveragedAndSaid()
    {
        var steps = Ask("W -> Z; Z -> X; X -> Y; W <-> X; W <-> Y", "X", "Y", "").Derivation.Steps;

        Assert.Equal("do-calculus rule 3", steps[^2].Rule);
        Assert.Equal(["Z"], steps[^2].Nodes);
        Assert.Equal("simplification", steps[^1].Rule);
    }

    [Fact]
    public void Identify_ConditionThatMayBeSet_IsExchangedByRule2()
    {
        var outcome = Ask("X -> Z; Z -> Y; X <-> Z", "X", "Y", "Z");

        Assert.Equal(["Z"], outcome.ExchangedConditions);
        Assert.Contains(outcome.Derivation.Steps, step => step.Rule == "do-calculus rule 2");
    }

    [Fact]
    public void Identify_ConditionedDescendant_DividesByItsSum() =>
        Assert.Contains(Ask("C -> X; C -> Y; X -> Y; Y -> Z", "X", "Y", "Z").Derivation.Steps, step => step.Rule == "IDC line 2");

    [Theory]
    [InlineData("bow arc", "X -> Y; X <-> Y", "X", "Y", "", "X,Y", "Y", "Y")]
    [InlineData("instrument", "Z -> X; X -> Y; X <-> Y", "X", "Y", "", "X,Y", "Y", "Y")]
    [InlineData("confounded mediator", "X -> M; M -> Y; X <-> M", "X", "Y", "", "M,X", "M", "M")]
    [InlineData("latent node", "X -> Y; U -> X; U -> Y; U [latent]", "X", "Y", "", "X,Y", "Y", "Y")]
    [InlineData("bow beside much else", "A -> X; X -> Y; X <-> Y; A <-> Y; B <-> X; B -> Y; Y -> C", "X", "Y", "", "X,Y", "Y", "Y")]
    [InlineData("two roots", "X -> A; A <-> B; X <-> B", "X", "A,B", "", "A,B,X", "A,B", "A,B")]
    [InlineData("conditioned collider", "X -> C; X -> Y; Y -> C; X <-> Y", "X", "Y", "C", "X,Y", "Y", "Y")]
    public void FindHedge_TextbookGraph_IsTheSmallestOne(
        string name,
        string graph,
        string treatments,
        string outcomes,
        string conditions,
        string forest,
        string subForest,
        string roots)
    {
        var (built, x, y, z) = Question(graph, treatments, outcomes, conditions);

        var hedge = IdAlgorithm.FindHedge(new CausalDiagram(built), built.Nodes, x, y, z, Cancellation);

        Assert.True(hedge is not null, name);
        Assert.Equal((forest, subForest, roots), (string.Join(",", hedge.Forest), string.Join(",", hedge.SubForest), string.Join(",", hedge.Roots)));
        Assert.Equal(JsonSerializer.Serialize(hedge), JsonSerializer.Serialize(Ask(graph, treatments, outcomes, conditions).Hedge));
    }

    [Theory]
    [InlineData("X", "X", "")]
    [InlineData("X", "Y", "Y")]
    [InlineData("X", "", "")]
    [InlineData("U", "Y", "")]
    public void Identify_ImpossibleRoles_Throws(string treatments, string outcomes, string conditions) =>
        Assert.Throws<ArgumentException>(() => Ask("U -> X; X -> Y; U [latent]", treatments, outcomes, conditions));

    private static IdentificationOutcome Ask(string graph, string treatments, string outcomes, string conditions)
    {
        var (built, x, y, z) = Question(graph, treatments, outcomes, conditions);
        return IdAlgorithm.Identify(new CausalDiagram(built), built.Nodes, x, y, z, Cancellation);
    }

    private static (CausalGraph Graph, int[] X, int[] Y, int[] Z) Question(string text, string treatments, string outcomes, string conditions)
    {
        var graph = Build(text);
        return (graph, Ids(treatments), Ids(outcomes), Ids(conditions));

        int[] Ids(string names) => [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(graph.IndexOf)];
    }

    /// <summary>Statements <c>A -> B -> C</c>, <c>A &lt;-> B</c>, <c>A</c> or <c>A [latent]</c>, split by semicolons.</summary>
    private static CausalGraph Build(string text)
    {
        var builder = new CausalGraphBuilder();
        string[][] statements = [.. text.Split(';').Select(statement => statement.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        foreach (var node in statements.SelectMany(words => words).Where(word => char.IsLetter(word[0])).Distinct())
        {
            builder.AddNode(node, "");
        }

        foreach (var words in statements)
        {
            for (var i = 1; i < words.Length; i++)
            {
                _ = words[i] switch
                {
                    "->" => Do(() => builder.AddEdge(words[i - 1], words[i + 1], "")),
                    "<->" => Do(() => builder.AddBidirected(words[i - 1], words[i + 1], "")),
                    "[latent]" => Do(() => builder.AddLatent(words[i - 1], "")),
                    _ => true,
                };
            }
        }

        return builder.Build();

        static bool Do(Action action)
        {
            action();
            return true;
        }
    }
}
