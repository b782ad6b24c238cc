using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Numerics;
using Isl.Grains.Validation;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using static Isl.Tests.Unit.Counterfactuals.ExampleModels;

namespace Isl.Tests.Unit.Validation;

public sealed class ValidationAnswerTests
{
    private const string True = "dag { A -> B; A -> C; B -> D; C -> D; D -> E }";

    [Fact]
    public void Compute_TheTrueGraph_PassesEveryTest()
    {
        var result = Ask(True, Rows(800));

        Assert.Equal("pass", Status(result, "implied_independences"));
        Assert.Equal("pass", Status(result, "permutation"));
        Assert.Equal("pass", Status(result, "edges"));
        Assert.InRange(result.QualityScore, 70, 100);
        Assert.DoesNotContain(result.Suggestions, one => one.Type is "add_edge" or "remove_edge");
    }

    [Fact]
    public void Compute_AMissingEdge_IsSuggestedAndLeavesFewerContradictions()
    {
        var result = Ask("dag { A -> B; A -> C; C -> D; D -> E }", Rows(800));

        Assert.Equal("fail", Status(result, "implied_independences"));
        Assert.InRange(result.QualityScore, 0, 69);
        var first = result.Suggestions[0];
        Assert.Equal(("add_edge", "Add B → D."), (first.Type, first.Description));
        Assert.InRange(first.Confidence, 0.99, 1);
    }

    [Fact]
    public void Compute_AnEdgeThatIsNotThere_IsNamed()
    {
        var result = Ask("dag { A -> B; A -> C; B -> D; C -> D; D -> E; A -> E }", Rows(800));

        var removal = Assert.Single(result.Suggestions, one => one.Type == "remove_edge");
        Assert.Equal("Remove A → E.", removal.Description);
        Assert.InRange(removal.Confidence, 0.5, 1);
    }

    [Fact]
    public void Compute_Permutations_EqualBruteForce()
    {
        var graph = Read("dag { A -> B -> C; D -> C }");
        var data = Rows(60);
        var figures = ValidationAnswer.Compute(graph, null, data, Question(ValidationLevel.Comprehensive), WorkBudget.Unlimited).Permutation!;

        // By the definition: each node and each earlier node that is no parent, given the parents, over all 24 relabellings.
        (int X, int Y, int[] Given)[] implied = [(0, 2, [1, 3]), (0, 3, []), (1, 3, [0])];
        (int X, int Y, int[] Given)[][] alternatives = [implied, [(0, 2, [1, 3]), (0, 3, []), (1, 3, [])]];
        var orders = Orders([0, 1, 2, 3]).ToList();
        var matches = alternatives.Any(list =>
        {
            var own = list.Count(one => Violated(data, one.X, one.Y, one.Given));
            var share = (double)orders.Count(order =>
                list.Count(one => Violated(data, order[one.X], order[one.Y], [.. one.Given.Select(node => order[node])])) <= own) / 24;
            return own == figures.Violated && Math.Abs(share - figures.PValue) < 1e-9;
        });
        Assert.True(matches, figures.ToString());
        Assert.Equal((24, true, 3), (figures.Permutations, figures.IsExact, figures.Tested));

        // Only swapping the two parents' roles leaves the same independences, and these two are not alike here.
        Assert.InRange(figures.EquivalentShare, 1.0 / 24, 4.0 / 24);
    }

    [Fact]
    public void Compute_RandomNames_AreNoBetterThanShuffled()
    {
        // Data from a chain, and a graph of the same shape with its names in a bad order.
        var result = Ask("dag { E -> A; A -> D; D -> B; B -> C }", Rows(800));

        Assert.Equal("fail", Status(result, "implied_independences"));
        Assert.NotNull(result.Permutation);
        Assert.InRange(result.Permutation.PValue, 0.05, 1);
    }

    [Fact]
    public void Compute_UndirectedEdges_AreThoseOfTheClass()
    {
        var chain = Ask("dag { A -> B -> C }", null);
        Assert.Equal(["A,B", "B,C"], chain.UndirectedEdges!.Value.Select(edge => string.Join(',', edge)));
        Assert.Empty(Ask("dag { A -> C; B -> C }", null).UndirectedEdges!.Value);
        Assert.Null(Ask("dag { A -> C; A <-> C }", null).UndirectedEdges);
    }

    [Fact]
    public void Compute_WithoutRows_NothingStatisticalPasses()
    {
        foreach (var level in Enum.GetValues<ValidationLevel>())
        {
            var result = ValidationAnswer.Compute(Read(True), null, null, Question(level), WorkBudget.Unlimited);

            Assert.All(result.ValidationResults.Statistical.Checks, check => Assert.Equal("warning", check.Status));
            Assert.InRange(result.QualityScore, 0, 75);
            Assert.Null(result.Permutation);
        }
    }

    [Fact]
    public void Compute_EquationsThatUseMore_Fail()
    {
        var result = ValidationAnswer.Compute(
            Read("dag { X -> Y; Z -> Y }"), Of("X", "Z", "W", "Y = X + W"), null, Question(ValidationLevel.Basic), WorkBudget.Unlimited);

        Assert.Equal("fail", Status(result, "equations"));
        Assert.Equal(["Add W → Y.", "Remove Z → Y."], result.Suggestions.Take(2).Select(one => one.Description));
    }

    [Fact]
    public void Compute_Context_IsHeldAgainstTheGraph()
    {
        var question = Question(ValidationLevel.Standard) with
        {
            Treatment = "X",
            Outcome = "Y",
            Tiers = [["Y"], ["X"]],
            Required = [new("Z", "Y")],
            Forbidden = [new("X", "Y")],
        };
        var result = ValidationAnswer.Compute(Read("dag { X -> Y; X <-> Y; Z }"), null, null, question, WorkBudget.Unlimited);

        Assert.Equal(["fail", "fail", "fail"], result.ValidationResults.Domain.Checks.Select(check => check.Status));
        Assert.Equal(["add_edge", "remove_edge", "add_node", "restructure"], result.Suggestions.Select(one => one.Type));
        Assert.Equal("poor", result.OverallQuality);
    }

    private static string Status(ValidationResult result, string name) => result.ValidationResults.Structural.Checks
        .Concat(result.ValidationResults.Statistical.Checks)
        .Concat(result.ValidationResults.Domain.Checks)
        .Single(check => check.Name == name).Status;

    private static ValidationResult Ask(string graph, Dataset? data) =>
        ValidationAnswer.Compute(Read(graph), null, data, Question(ValidationLevel.Comprehensive), WorkBudget.Unlimited);

    private static ValidationQuestion Question(ValidationLevel level) => new(level, null, null, [], [], [], [], null, null, 3);

    private static CausalGraph Read(string text) => GraphTextParser.Parse(text, "/dag").Graph;

    /// <summary>Rows of the linear model of the true graph.</summary>
    private static Dataset Rows(int count)
    {
        var random = new Random(11);
        var columns = new double[5][];
        double[] Noise() => [.. Enumerable.Range(0, count).Select(_ => Normal.Sample(random, 0, 1))];
        columns[0] = Noise();
        columns[1] = [.. Noise().Zip(columns[0], (noise, a) => noise + (0.8 * a))];
        columns[2] = [.. Noise().Zip(columns[0], (noise, a) => noise - a)];
        columns[3] = [.. Noise().Select((noise, i) => noise + columns[1][i] + (0.7 * columns[2][i]))];
        columns[4] = [.. Noise().Zip(columns[3], (noise, d) => noise + (0.9 * d))];
        return new Dataset(["A", "B", "C", "D", "E"], count, [.. columns.SelectMany(column => column)]);
    }

    /// <summary>Fisher's z at 5 %, the partial correlation from the inverse of the correlations.</summary>
    private static bool Violated(Dataset data, int x, int y, int[] given)
    {
        int[] nodes = [x, y, .. given];
        var matrix = Matrix<double>.Build.Dense(nodes.Length, nodes.Length, (i, j) => MathNet.Numerics.Statistics.Correlation.Pearson(
            data.Column(nodes[i]).ToArray(), data.Column(nodes[j]).ToArray())).Inverse();
        var r = -matrix[0, 1] / Math.Sqrt(matrix[0, 0] * matrix[1, 1]);
        return 2 * Normal.CDF(0, 1, -Math.Sqrt(data.Rows - given.Length - 3) * Math.Abs(Math.Atanh(r))) < 0.05;
    }

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));
}
