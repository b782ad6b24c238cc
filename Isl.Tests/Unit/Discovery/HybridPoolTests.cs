using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.GraphCore;

namespace Isl.Tests.Unit.Discovery;

public sealed class HybridPoolTests
{
    private const int D = 5;
    private static readonly string[] Names = ["A", "B", "C", "D", "E"];

    [Fact]
    public void Combine_RandomBeliefs_IsAcyclicAndKeepsPriorKnowledge()
    {
        var random = new Random(4);
        for (var trial = 0; trial < 500; trial++)
        {
            var (shares, adjacency) = Shares(random);
            var constraints = new EdgeConstraints(D, [(3, 1)], [(0, 1), (2, 4), (4, 2)]);
            var reading = Reading("A affects C. C affects D. E does not affect A. B affects E.", constraints);

            var graph = HybridPool.Combine(shares, adjacency, reading, random.NextDouble(), constraints);

            Assert.True(graph[3, 1]);
            Assert.False(graph[0, 1] || graph[2, 4] || graph[4, 2]);
            Assert.All(graph.All(), edge => Assert.False(graph.Reaches(edge.To, edge.From)));
        }
    }

    [Fact]
    public void Combine_WeightZero_IsTheStatedGraph()
    {
        var (shares, adjacency) = Shares(new Random(1));
        var constraints = EdgeConstraints.None(D);

        var graph = HybridPool.Combine(shares, adjacency, Reading("A affects C. C affects D.", constraints), 0, constraints);

        Assert.Equal([(0, 2), (2, 3)], graph.All());
    }

    [Theory]
    [InlineData(0.49, 0.8, false)]
    [InlineData(0.51, 0.8, true)]
    public void Combine_UnmentionedEdge_FollowsTheMajorityWhateverTheWeight(double share, double weight, bool expected)
    {
        var constraints = EdgeConstraints.None(D);
        var graph = HybridPool.Combine(Matrix((0, 1), share), Symmetric((0, 1), share), Reading("C affects D.", constraints), weight, constraints);

        Assert.Equal(expected, graph[0, 1]);
    }

    [Theory]
    [InlineData("A affects B.", 0.30, 0.7, true)] // a stated edge needs 1 − 1/(2w) = 0.286 of the resamples
    [InlineData("A affects B.", 0.27, 0.7, false)]
    [InlineData("A affects B.", 0, 0.4, true)]
    [InlineData("A does not affect B.", 0.70, 0.7, false)] // a denied one 1/(2w) = 0.714
    [InlineData("A does not affect B.", 0.73, 0.7, true)]
    [InlineData("A does not affect B.", 1, 0.4, false)]
    public void Combine_StatedOrDeniedEdge_NeedsLessOrMoreSupport(string text, double share, double weight, bool expected)
    {
        var constraints = EdgeConstraints.None(D);
        var graph = HybridPool.Combine(Matrix((0, 1), share), Symmetric((0, 1), share), Reading(text, constraints), weight, constraints);

        Assert.Equal(expected, graph[0, 1]);
        Assert.False(graph[1, 0]);
    }

    [Fact]
    public void EvidenceFactors_StatedNeedsLessReverseAndDeniedMore()
    {
        var constraints = EdgeConstraints.None(D);
        var factors = EvidenceFactors.Of(D, Reading("A affects B. C does not affect D.", constraints), 0.5);

        Assert.Equal((0.5, 2.0, 2.0, 1.0, 1.0), (factors[1], factors[D], factors[(2 * D) + 3], factors[(3 * D) + 2], factors[4]));
        Assert.All(EvidenceFactors.Of(D, Reading("A affects B.", constraints), 1), factor => Assert.Equal(1, factor));
    }

    private static KnowledgeReading Reading(string text, EdgeConstraints constraints)
    {
        var reading = KnowledgeReader.Read(text, [.. Names]);
        KnowledgeResolution.Resolve(reading, constraints, "/t");
        return reading;
    }

    private static double[] Matrix((int From, int To) edge, double value)
    {
        var matrix = new double[D * D];
        matrix[(edge.From * D) + edge.To] = value;
        return matrix;
    }

    private static double[] Symmetric((int From, int To) edge, double value)
    {
        var matrix = Matrix(edge, value);
        matrix[(edge.To * D) + edge.From] = value;
        return matrix;
    }

    private static (double[] Shares, double[] Adjacency) Shares(Random random)
    {
        var (shares, adjacency) = (new double[D * D], new double[D * D]);
        for (var i = 0; i < D; i++)
        {
            for (var j = i + 1; j < D; j++)
            {
                var joined = random.NextDouble();
                shares[(i * D) + j] = joined * random.NextDouble();
                shares[(j * D) + i] = joined - shares[(i * D) + j];
                adjacency[(i * D) + j] = adjacency[(j * D) + i] = joined;
            }
        }

        return (shares, adjacency);
    }
}
