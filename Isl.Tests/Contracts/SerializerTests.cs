using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Isl.Tests.Contracts;

/// <summary>What crosses a silo's border arrives as it left.</summary>
public sealed class SerializerTests
{
    private static readonly Serializer Serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void CausalGraph_RoundTrip_IsEqual()
    {
        var graph = new CausalGraph { Nodes = ["A", "B"], Edges = [new Edge(0, 1)], Bidirected = [new Edge(0, 1)], Latent = [1] };

        Assert.Equal(graph, RoundTrip(graph));
    }

    [Fact]
    public void Dataset_RoundTrip_KeepsItsHash()
    {
        var data = new Dataset(["A", "B"], 3, [1, 2, 3, -4.5, double.MaxValue, 6]);

        Assert.Equal(data.Hash(), RoundTrip(data).Hash());
    }

    [Fact]
    public void Answer_RoundTrip_KeepsItsBytes()
    {
        var answer = new Answer(
            ResultId.Of(SubjectKind.Graph, new string('a', 64), "q"),
            new byte[] { 1, 2, 3 },
            "tag",
            true,
            CacheOutcome.Coalesced,
            0.25,
            1.5);
        var read = RoundTrip(answer);

        Assert.Equal(answer.Body.ToArray(), read.Body.ToArray());
        Assert.Equal(answer with { Body = default }, read with { Body = default });
    }

    [Fact]
    public void Questions_RoundTrip_KeepTheirAddress()
    {
        var query = new CausalQuery(["X"], ["Y"], ["W"], ["Z"], 7, 8, [AnswerPart.Adjustment], "d", new DirectQuestion(["M"]));
        var discovery = new DiscoveryQuestion
        {
            Algorithm = DiscoveryAlgorithm.Pc,
            MaxIterations = 5,
            Threshold = 0.2,
            Lambda1 = 0.3,
            HTolerance = 1e-6,
            Alpha = 0.01,
            CiTest = CiTest.GSquare,
            ColliderRule = ColliderRule.MaxP,
            ColliderPriority = ColliderPriority.StrongerLast,
            Scaling = DataScaling.None,
            Score = ScoreKind.ConditionalGaussian,
            Prior = new PriorKnowledge([new("A", "B")], [], [["A"], ["B"]]),
            Bootstrap = 7,
            Seed = 9,
            Knowledge = new SoftKnowledge("A affects B.", 0.25),
        };
        var knowledge = new KnowledgeQuestion("A affects B.", ["A", "B"], PriorKnowledge.None);

        Assert.Equal(Address(query), Address(RoundTrip(query)));
        Assert.Equal(Address(discovery), Address(RoundTrip(discovery)));
        Assert.Equal(Address(knowledge), Address(RoundTrip(knowledge)));

        var paths = new PathsQuestion(["X"], ["Y"], ["Z"], 7);
        var document = new GraphDocumentQuestion(GraphFormat.Svg, ["X"], [], ["Z"]);
        Assert.Equal(Address(paths), Address(RoundTrip(paths)));
        Assert.Equal(Address(document), Address(RoundTrip(document)));
        var drawing = new DrawingQuestion(
            ["X"], ["Y"], [], DrawingDirection.Down, DrawnPart.Relevant, DrawingFormat.Svg, [new NodePosition("X", 1.5, -2)]);
        Assert.Equal(Address(drawing), Address(RoundTrip(drawing)));
    }

    [Fact]
    public void ResampleChunk_RoundTrip_KeepsItsNumbers()
    {
        var chunk = new ResampleChunk(new DiscoveryQuestion { Alpha = 0.2 }, ["A", "B"], "hash", 9, -7, 3, 4, new byte[] { 1, 2 }, 1.5);
        var counts = new ResampleCounts(5, 1, 2, new byte[] { 3 }, new byte[] { 4 }, new byte[] { 5, 6 });

        var (read, sum) = (RoundTrip(chunk), RoundTrip(counts));

        Assert.Equal(chunk.Covariances.ToArray(), read.Covariances.ToArray());
        Assert.Equal(Address(chunk.Question), Address(read.Question));
        Assert.Equal(
            (chunk.Seed, chunk.First, chunk.Count, chunk.Rows, chunk.SecondsBudget),
            (read.Seed, read.First, read.Count, read.Rows, read.SecondsBudget));
        Assert.Equal(counts.Adjacent.ToArray(), sum.Adjacent.ToArray());
        Assert.Equal((counts.Done, counts.Unusable, counts.Empty), (sum.Done, sum.Unusable, sum.Empty));
    }

    [Fact]
    public void Exceptions_RoundTrip_KeepWhatTheySay()
    {
        var input = new InputException([new InputError("/a", "wrong"), new InputError("/b", "too")]);
        var failure = new IslException(ErrorCode.Overloaded, "full");

        Assert.Equal(input.Errors, RoundTrip(input).Errors);
        Assert.Equal((failure.Code, failure.Message), (RoundTrip(failure).Code, RoundTrip(failure).Message));
    }

    private static ResultId Address<T>(T question)
        where T : notnull => ResultId.Of(SubjectKind.Graph, "", question);

    private static T RoundTrip<T>(T value) => Serializer.Deserialize<T>(Serializer.SerializeToArray(value))!;
}
