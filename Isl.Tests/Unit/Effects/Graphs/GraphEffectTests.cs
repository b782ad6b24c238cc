using Isl.Grains.Effects;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using static Isl.Tests.Unit.Effects.Graphs.GraphQuestions;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Effects over graphs: what must hold, and answers worked out by hand.</summary>
public sealed class GraphEffectTests
{
    /// <summary>A → X, A → Y, X → Y, and B → X, so that the collider at X settles every direction but that of A – Y.</summary>
    private static readonly string[] Names = ["A", "B", "X", "Y"];

    private static readonly DirectedEdges True = DirectedEdges.Of(4, [(0, 2), (0, 3), (1, 2), (2, 3)]);

    [Fact]
    public void TwoNodes_InClassMode_AreTwoMembersWithTheSlopeAndNone()
    {
        var data = ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 200, 1);

        var answer = Ask(["X", "Y"], DiscoveryAlgorithm.Ges, GraphSource.Class).By(EstimatorName.Regression).Answer(data);

        var graphs = answer.GraphUncertainty!;
        Assert.Equal((2, 2, 1.0, 0.5), (graphs.Graphs, graphs.Distinct, graphs.PIdentified, graphs.PNoPath));
        Assert.Equal([0.8, 0], graphs.Members.Select(member => Math.Round(member.Value!.Value, 9)));
        Assert.Equal(["backdoor", "no_causal_path"], graphs.Members.Select(member => member.Method!));
        Assert.Equal((0.0, 0.8), (graphs.Mixture!.Range!.Lower, Math.Round(graphs.Mixture.Range.Upper, 9)));
        Assert.Null(graphs.Mixture.StandardError);
        Assert.Equal(0.4, answer.Effect!.Value!.Value, 1e-9);
        Assert.Equal(0.8, graphs.Edges.First(edge => edge.From == "X").Shift!.Value, 1e-9);
        Assert.Equal(0.5, graphs.Edges[0].Support);
    }

    [Fact]
    public void OneGraph_IsEstimateWithItAndTheSameSeed()
    {
        var data = ExactRows(True, Names, 400, 2);
        var known = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Class).Knowing(("A", "X"), ("A", "Y"), ("B", "X"), ("X", "Y"));
        foreach (var refuters in new[] { default(System.Collections.Immutable.ImmutableArray<RefuterName>?), [] })
        {
            var question = known with { Effect = known.Effect with { Refuters = refuters } };

            var over = question.Answer(data);
            var one = EffectAnswer.Compute(
                data,
                data.Hash(),
                question.Effect with { Graph = WithEdges(question, True) },
                WorkBudget.Unlimited,
                TestContext.Current.CancellationToken);

            Assert.Equal(1, Assert.Single(over.GraphUncertainty!.Members).Weight);
            Assert.Equal(one.Effect!.Value!.Value, over.Effect!.Value!.Value, 1e-12);
            Assert.Equal(one.Effect.StandardError!.Value, over.Effect.StandardError!.Value, 1e-12);
            Assert.Equal(one.Effect.Interval!.Lower!.Value, over.Effect.Interval!.Lower!.Value, 1e-12);
            Assert.Equal(one.Effect.PValue!.Value, over.Effect.PValue!.Value, 1e-12);
            Assert.Equal(one.DagHash, over.DagHash);
            Assert.Equal(Json(one.Estimates), Json(over.Estimates));
        }
    }

    [Fact]
    public void OneGraph_InEveryResample_IsEstimateWithIt()
    {
        var data = ExactRows(True, Names, 400, 2);
        (string, string)[] edges = [("A", "X"), ("A", "Y"), ("B", "X"), ("X", "Y")];
        var question = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Bootstrap, graphs: 6).Knowing(edges);
        question = question with
        {
            Search = question.Search with
            {
                Prior = question.Search.Prior with { ForbiddenEdges = [new("A", "B"), new("B", "A"), new("B", "Y"), new("Y", "B")] },
            },
        };

        var over = question.By(EstimatorName.Regression).Answer(data);
        var one = EffectAnswer.Compute(
            data,
            data.Hash(),
            question.By(EstimatorName.Regression).Effect with { Graph = WithEdges(question, True) },
            WorkBudget.Unlimited,
            TestContext.Current.CancellationToken);

        Assert.Equal(1, over.GraphUncertainty!.Distinct);
        Assert.Equal(Json(one.Effect!.Interval!), Json(over.Effect!.Interval!));
        Assert.Equal(one.Effect.StandardError, over.Effect.StandardError);
    }

    /// <summary>IDA of a linear normal class: for every member the coefficient of X given its parents, 0 where Y is one of them.</summary>
    [Fact]
    public void ClassOfEveryFourNodes_LinearNormal_GivesTheMultisetOfIda()
    {
        var all = AllDags(4);
        foreach (var graph in all.Where((_, i) => i % 61 == 7))
        {
            var data = ExactRows(graph, Names, 3_000, 3);

            var answer = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Class).By(EstimatorName.Regression).Answer(data);

            var expected = all.Where(member => ClassOf(member) == ClassOf(graph)).Select(member => EffectByParents(data, member)).Order().ToList();
            var found = answer.GraphUncertainty!.Members.Select(member => member.Value!.Value).Order().ToList();
            Assert.Equal(expected.Count, answer.GraphUncertainty.Graphs);
            for (var i = 0; i < Math.Min(found.Count, expected.Count) && expected.Count <= 20; i++)
            {
                Assert.Equal(expected[i], found[i], 1e-8);
            }

            Assert.Equal(expected[0], answer.GraphUncertainty.Mixture!.Range!.Lower, 1e-8);
            Assert.Equal(expected[^1], answer.GraphUncertainty.Mixture.Range.Upper, 1e-8);
            Assert.Equal(expected.Average(), answer.GraphUncertainty.Mixture.Value, 1e-8);
        }
    }

    [Fact]
    public void Resamples_OfAKnownClass_FindItAndTheEffect()
    {
        var data = Simulated(1_000, 4);

        var answer = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Bootstrap, graphs: 30).By(EstimatorName.Regression).Answer(data);

        var graphs = answer.GraphUncertainty!;
        Assert.True(graphs.PIdentified > 0.5, $"{graphs.PIdentified}");
        Assert.Equal("A>X B>X X>Y A>Y".Split(' ').Order(), graphs.Members[0].Dag.Edges.Select(edge => $"{edge[0]}>{edge[1]}").Order());
        Assert.Equal(0.8, answer.Effect!.Value!.Value, 4 * answer.Effect.StandardError!.Value);
        Assert.Contains(answer.Explanation.Caveats, caveat => caveat.Contains("split: true", StringComparison.Ordinal));
        AssertAddsUp(answer);
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Pc, GraphSource.Bootstrap)]
    [InlineData(DiscoveryAlgorithm.Lingam, GraphSource.Bootstrap)]
    [InlineData(DiscoveryAlgorithm.Notears, GraphSource.Bootstrap)]
    [InlineData(DiscoveryAlgorithm.Dagma, GraphSource.Class)]
    [InlineData(DiscoveryAlgorithm.Pc, GraphSource.Class)]
    public void RowsAndColumns_InAnotherOrder_ChangeNoNumber(DiscoveryAlgorithm algorithm, GraphSource mode)
    {
        var data = Simulated(120, 5);
        var question = Ask(Names, algorithm, mode, graphs: 12).By(EstimatorName.Regression);
        int[] columns = [3, 1, 0, 2];
        var turned = Dataset.Create([.. columns.Select(column => Names[column])], data.Rows, (at, cells) =>
        {
            data.Column(columns[at]).CopyTo(cells);
            cells.Reverse();
        });

        foreach (var split in new[] { false, true })
        {
            var (one, other) = ((question with { Split = split }).Answer(data), (question with { Split = split }).Answer(turned));

            Assert.Equal(Json(one.GraphUncertainty!), Json(other.GraphUncertainty!));
            Assert.Equal(Json(one.Effect!), Json(other.Effect!));
            AssertAddsUp(one);
        }
    }

    [Fact]
    public void Frequencies_AreRepeatedRows()
    {
        var data = Simulated(60, 6);
        double[] times = [.. Enumerable.Range(0, 60).Select(row => (double)(row % 3))];
        int[] repeated = [.. Enumerable.Range(0, 60).SelectMany(row => Enumerable.Repeat(row, row % 3))];
        var weighed = Dataset.Create([.. Names, "W"], 60, (at, cells) => (at < 4 ? data.Column(at) : times).CopyTo(cells));
        var written = Dataset.Create([.. Names], repeated.Length, (at, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = data.Column(at)[repeated[i]];
            }
        });
        var question = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Bootstrap, graphs: 8).By(EstimatorName.Regression);
        var byWeight = question with { Effect = question.Effect with { Weights = new WeightColumn("W", WeightKind.Frequency) } };

        foreach (var split in new[] { false, true })
        {
            Assert.Equal(
                Json((question with { Split = split }).Answer(written).GraphUncertainty!),
                Json((byWeight with { Split = split }).Answer(weighed).GraphUncertainty!));
        }
    }

    [Fact]
    public void Split_EstimatesFromRowsThatTheSearchDidNotSee()
    {
        var data = Simulated(301, 7);
        var answer = (Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Class) with { Split = true }).Answer(data);

        Assert.Equal(150, answer.Sample.Used);
        Assert.DoesNotContain(answer.Explanation.Caveats, caveat => caveat.Contains("split: true", StringComparison.Ordinal));
    }

    [Fact]
    public void Split_WithClusters_KeepsThemWhole()
    {
        var data = Simulated(300, 8);
        var clustered = Dataset.Create([.. Names, "G"], 300, (at, cells) =>
            (at < 4 ? data.Column(at) : Enumerable.Range(0, 300).Select(row => (double)(row / 10)).ToArray()).CopyTo(cells));
        var question = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Bootstrap, graphs: 10).By(EstimatorName.Regression);

        var answer = (question with { Split = true, Effect = question.Effect with { Cluster = "G" } }).Answer(clustered);

        Assert.Equal(15, answer.Sample.Clusters);
        Assert.Equal(150, answer.Sample.Used);
    }

    [Fact]
    public void Ratio_OverTwoGraphs_IsOneWhereThereIsNoPath()
    {
        var random = new Random(9);
        double[] x = [.. Enumerable.Range(0, 400).Select(_ => (double)random.Next(2))];
        double[] y = [.. x.Select(value => random.NextDouble() < 0.3 + (0.4 * value) ? 1.0 : 0)];
        var data = new Dataset(["X", "Y"], 400, [.. x, .. y]);
        var question = Ask(["X", "Y"], DiscoveryAlgorithm.Ges, GraphSource.Class);
        question = question with { Effect = question.Effect with { Defaults = new EstimatorSpec { Scale = EffectScale.Ratio } } };

        var mixture = question.Answer(data).GraphUncertainty!.Mixture!;

        Assert.Equal(1, mixture.Range!.Lower);
        Assert.InRange(mixture.Range.Upper, 1.7, 3.2);
    }

    [Fact]
    public void OpenEdgeAtTheTreatment_IdentifiesNothing()
    {
        var data = ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 100, 10);

        var answer = Ask(["X", "Y"], DiscoveryAlgorithm.Pc, GraphSource.Bootstrap, graphs: 5).Answer(data);

        Assert.Null(answer.Effect);
        Assert.Null(answer.GraphUncertainty!.Mixture);
        Assert.Equal(0, answer.GraphUncertainty.PIdentified);
        Assert.Equal(0, answer.Explanation.Confidence);
        var member = Assert.Single(answer.GraphUncertainty.Members);
        Assert.Equal(["X", "Y"], Assert.Single(member.Dag.Undirected!.Value));
        Assert.NotNull(member.Reason);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void SetThatSomeGraphsForbid_CountsAsNotIdentifiedThere(bool isForAll)
    {
        var data = ExactRows(DirectedEdges.Of(2, [(0, 1)]), ["X", "Y"], 100, 11);
        var question = Ask(["X", "Y"], DiscoveryAlgorithm.Ges, GraphSource.Class).By(EstimatorName.Regression);
        var answer = (question with { Effect = question.Effect with { Strategy = isForAll ? EffectStrategy.Auto : EffectStrategy.FrontDoor } })
            .Answer(data);

        Assert.Equal(isForAll ? 1 : 0.5, answer.GraphUncertainty!.PIdentified);
    }

    [Fact]
    public void Fallback_IsOneGraphAndTheRegression()
    {
        var data = Simulated(200, 12);

        var answer = Isl.Grains.Effects.Graphs.GraphEffectAnswer.Fallback(
            data, data.Hash(), Ask(Names, DiscoveryAlgorithm.Lingam, GraphSource.Bootstrap), "it was slow", TestContext.Current.CancellationToken);

        Assert.True(answer.Degraded);
        Assert.Equal(1, answer.GraphUncertainty!.Graphs);
    }

    [Theory]
    [InlineData("/data", "constant")]
    [InlineData("/data", "gap")]
    [InlineData("/discover/prior_knowledge/required_edges", "cycle")]
    [InlineData("/outcome", "outcome")]
    [InlineData("/contrast", "levels")]
    public void Mistakes_NameTheirPlace(string path, string kind)
    {
        var data = Simulated(50, 13);
        var cells = data.Values.ToArray();
        var question = Ask(Names, DiscoveryAlgorithm.Ges, GraphSource.Class);
        switch (kind)
        {
            case "constant":
                cells.AsSpan(0, 50).Fill(1);
                break;
            case "gap":
                cells[3] = double.NaN;
                break;
            case "cycle":
                question = question.Knowing(("A", "B"), ("B", "A"));
                break;
            case "outcome":
                question = question with { Effect = question.Effect with { Outcome = "X" } };
                break;
            default:
                cells.AsSpan(100, 50).Clear();
                (cells[100], cells[101]) = (1, 2);
                question = question with
                {
                    Effect = question.Effect with { Kinds = [new DeclaredColumn("X", DeclaredKind.Category)] },
                };
                break;
        }

        var thrown = Assert.Throws<InputException>(() => question.Answer(new Dataset([.. Names], 50, cells)));

        Assert.StartsWith(path, thrown.Errors[0].Path, StringComparison.Ordinal);
    }

    /// <summary>Weights sum to 1, and the mixture has the variance of a graph drawn by weight and an effect drawn from its estimate.</summary>
    private static void AssertAddsUp(EffectResult answer)
    {
        var graphs = answer.GraphUncertainty!;
        if (graphs.Distinct > graphs.Members.Length || graphs.Mixture is not { } mixture)
        {
            return;
        }

        Assert.Equal(1, graphs.Members.Sum(member => member.Weight), 1e-9);
        var known = graphs.Members.Where(member => member.Value is not null).ToList();
        var total = known.Sum(member => member.Weight);
        var mean = known.Sum(member => member.Weight / total * member.Value!.Value);
        Assert.Equal(mean, mixture.Value, 1e-9);
        if (mixture.Range is null)
        {
            var square = known.Sum(member =>
                member.Weight / total * ((member.Value!.Value * member.Value.Value) + (member.StandardError!.Value * member.StandardError.Value)));
            Assert.Equal(Math.Sqrt(square - (mean * mean)), mixture.StandardError!.Value, 1e-9);
        }

        foreach (var edge in graphs.Edges.Where(edge => edge.Shift is not null && known.TrueForAll(member => member.Dag.Undirected is null)))
        {
            var with = known.Where(Holds).ToList();
            var without = known.Except(with).ToList();
            Assert.Equal(Mean(with) - Mean(without), edge.Shift!.Value, 1e-8);

            bool Holds(GraphMember member) => member.Dag.Edges.Any(one => one[0] == edge.From && one[1] == edge.To);
        }

        static double Mean(List<GraphMember> members) => members.Sum(one => one.Weight * one.Value!.Value) / members.Sum(one => one.Weight);
    }

    private static double EffectByParents(Dataset data, DirectedEdges graph)
    {
        const int x = 2;
        const int y = 3;
        var parents = graph.Parents(x);
        if (parents.Contains(y))
        {
            return 0;
        }

        var columns = parents.Append(x).Select(column => data.Column(column).ToArray()).ToArray();
        var design = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix.OfColumnArrays(columns);
        return design.QR().Solve(MathNet.Numerics.LinearAlgebra.Double.DenseVector.OfArray(data.Column(y).ToArray()))[parents.Count];
    }

    private static CausalGraph WithEdges(GraphEffectQuestion question, DirectedEdges graph) =>
        question.Effect.Graph with { Edges = [.. graph.All().Select(edge => new Edge(edge.From, edge.To))] };

    private static Dataset Simulated(int rows, int seed)
    {
        var random = new Random(seed);
        var columns = Enumerable.Range(0, 4).Select(_ => new double[rows]).ToArray();
        for (var row = 0; row < rows; row++)
        {
            columns[0][row] = Noise();
            columns[1][row] = Noise();
            columns[2][row] = (0.8 * columns[0][row]) + (0.8 * columns[1][row]) + Noise();
            columns[3][row] = (0.8 * columns[0][row]) + (0.8 * columns[2][row]) + Noise();
        }

        return new Dataset([.. Names], rows, [.. columns.SelectMany(column => column)]);

        double Noise() => 2 * (random.NextDouble() + random.NextDouble() - 1);
    }

    private static string Json<T>(T value) => System.Text.Json.JsonSerializer.Serialize(value, IslJson.Options);
}
