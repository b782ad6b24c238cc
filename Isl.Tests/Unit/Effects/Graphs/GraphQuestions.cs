using Isl.Grains.Effects.Graphs;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Small questions over graphs, asked of the engine itself, and the graphs there are.</summary>
internal static class GraphQuestions
{
    /// <summary>A question about X and Y without refuters.</summary>
    public static GraphEffectQuestion Ask(IEnumerable<string> nodes, DiscoveryAlgorithm algorithm, GraphSource mode, int graphs = 20) => new()
    {
        Effect = new EffectQuestion
        {
            Graph = new CausalGraph { Nodes = [.. nodes.Order(StringComparer.Ordinal)], Edges = [], Bidirected = [], Latent = [] },
            Reading = TableReading.Plain,
            Treatment = "X",
            Outcome = "Y",
            Defaults = new EstimatorSpec(),
            Clip = 0.01,
            BootstrapDraws = 50,
            ConfidenceLevel = 0.95,
            Seed = 7,
            Refuters = [],
            RefuteDraws = 20,
            Multiples = [1],
        },
        Search = new DiscoveryQuestion
        {
            Algorithm = algorithm,
            Threshold = AlgorithmOptions.Of(algorithm).Threshold,
            Lambda1 = AlgorithmOptions.Of(algorithm).Lambda1,
        },
        Mode = mode,
        Graphs = graphs,
    };

    /// <summary>The same with estimators named.</summary>
    public static GraphEffectQuestion By(this GraphEffectQuestion question, params EstimatorName[] names) => question with
    {
        Effect = question.Effect with { Estimators = [.. names.Select(name => new EstimatorSpec { Name = name, Id = $"{name}" })] },
    };

    /// <summary>The same with edges that must be there.</summary>
    public static GraphEffectQuestion Knowing(this GraphEffectQuestion question, params (string From, string To)[] edges) => question with
    {
        Search = question.Search with
        {
            Prior = new PriorKnowledge([.. edges.Select(edge => new NamedEdge(edge.From, edge.To))], [], []),
        },
    };

    /// <summary>The answer.</summary>
    public static EffectResult Answer(this GraphEffectQuestion question, Dataset data) =>
        GraphEffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited);

    /// <summary>Every DAG over so many nodes.</summary>
    public static List<DirectedEdges> AllDags(int nodes)
    {
        var pairs = (from i in Enumerable.Range(0, nodes) from j in Enumerable.Range(i + 1, nodes - i - 1) select (i, j)).ToList();
        var dags = new List<DirectedEdges>();
        for (var code = 0; code < (int)Math.Pow(3, pairs.Count); code++)
        {
            var (graph, rest) = (new DirectedEdges(nodes), code);
            foreach (var (i, j) in pairs)
            {
                graph[i, j] = rest % 3 == 1;
                graph[j, i] = rest % 3 == 2;
                rest /= 3;
            }

            if (Enumerable.Range(0, nodes).All(node => !graph.Parents(node).Exists(parent => graph.Reaches(node, parent))))
            {
                dags.Add(graph);
            }
        }

        return dags;
    }

    /// <summary>What the members of a Markov class share, by Verma and Pearl: adjacencies, and colliders between nodes that are apart.</summary>
    public static string ClassOf(DirectedEdges graph)
    {
        var nodes = Enumerable.Range(0, graph.Order).ToList();
        var adjacent = from i in nodes from j in nodes where i < j && (graph[i, j] || graph[j, i]) select $"{i}-{j}";
        var colliders =
            from k in nodes
            from i in graph.Parents(k)
            from j in graph.Parents(k)
            where i < j && !graph[i, j] && !graph[j, i]
            select $"{i}>{k}<{j}";
        return string.Join(' ', adjacent.Concat(colliders));
    }

    /// <summary>Rows by a DAG whose every edge has weight 0.8, made so that their covariance is exactly the one that the DAG implies.</summary>
    public static Dataset ExactRows(DirectedEdges graph, string[] names, int rows, int seed)
    {
        var d = names.Length;
        var noise = Whitened(rows, d, seed);
        var columns = new double[d][];
        var all = Enumerable.Range(0, d).ToList();
        foreach (var node in all.OrderBy(node => all.Count(other => other != node && graph.Reaches(other, node))))
        {
            columns[node] = [.. Enumerable.Range(0, rows)
                .Select(row => noise[node][row] + graph.Parents(node).Sum(parent => 0.8 * columns[parent][row]))];
        }

        return new Dataset([.. names], rows, [.. columns.SelectMany(column => column)]);
    }

    private static double[][] Whitened(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var made = new double[columns][];
        for (var j = 0; j < columns; j++)
        {
            made[j] = [.. Enumerable.Range(0, rows).Select(_ => Normal())];
            Subtract(made[j], made[j].Average(), [.. Enumerable.Repeat(1.0, rows)]);
            for (var k = 0; k < j; k++)
            {
                Subtract(made[j], made[j].Zip(made[k], (a, b) => a * b).Sum() / rows, made[k]);
            }

            var size = Math.Sqrt(made[j].Sum(value => value * value) / rows);
            made[j] = [.. made[j].Select(value => value / size)];
        }

        return made;

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    private static void Subtract(double[] values, double times, double[] other)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] -= times * other[i];
        }
    }
}
