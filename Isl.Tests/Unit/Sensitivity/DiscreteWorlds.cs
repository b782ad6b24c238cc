using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Tests.Unit.Sensitivity;

/// <summary>A part of a population: for each node of a district, by the levels of its causes, the level that it has.</summary>
internal sealed record Responders(double Share, IReadOnlyDictionary<string, Func<IReadOnlyDictionary<string, int>, int>> Responses);

/// <summary>Populations of response types over a graph of discrete variables, in which everything is known.</summary>
/// <param name="graph">Edges such as <c>Z->X X->Y X&lt;->Y</c>.</param>
/// <param name="levels">Levels by node; 2 for the others.</param>
internal sealed class DiscreteWorlds(string graph, IReadOnlyDictionary<string, int>? levels = null)
{
    private readonly string[][] _directed = [.. graph.Split(' ').Where(edge => !edge.Contains("<->",
        StringComparison.Ordinal)).Select(edge => edge.Split("->"))];
    private readonly string[][] _hidden = [.. graph.Split(' ').Where(edge => edge.Contains("<->",
        StringComparison.Ordinal)).Select(edge => edge.Split("<->"))];

    /// <summary>The nodes in ordinal order.</summary>
    public string[] Nodes => [.. _directed.Concat(_hidden).SelectMany(edge => edge).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The graph.</summary>
    public CausalGraph Graph
    {
        get
        {
            var builder = new CausalGraphBuilder();
            Array.ForEach(Nodes, node => builder.AddNode(node, ""));
            Array.ForEach(_directed, edge => builder.AddEdge(edge[0], edge[1], ""));
            Array.ForEach(_hidden, edge => builder.AddBidirected(edge[0], edge[1], ""));
            return builder.Build();
        }
    }

    /// <summary>Levels of a node.</summary>
    public int Levels(string node) => levels?.GetValueOrDefault(node, 2) ?? 2;

    /// <summary>Causes of a node, in ordinal order.</summary>
    public string[] Causes(string node) => [.. _directed.Where(edge => edge[1] == node).Select(edge => edge[0]).Order(StringComparer.Ordinal)];

    /// <summary>Nodes joined by hidden common causes.</summary>
    public List<string[]> Districts()
    {
        var districts = Nodes.Select(node => new HashSet<string> { node }).ToList();
        foreach (var edge in _hidden)
        {
            var (a, b) = (districts.Single(set => set.Contains(edge[0])), districts.Single(set => set.Contains(edge[1])));
            if (a != b)
            {
                a.UnionWith(b);
                districts.Remove(b);
            }
        }

        return [.. districts.Select(set => set.Order(StringComparer.Ordinal).ToArray())];
    }

    /// <summary>For every district, parts of random shares that respond at random; half as many where it is one node.</summary>
    public List<List<Responders>> Random(Random random, int parts) =>
    [
        .. Districts().Select(district =>
        {
            double[] weights = [.. Enumerable.Range(0, district.Length > 1 ? parts : parts / 2).Select(_ => -Math.Log(random.NextDouble()))];
            return weights
                .Select(weight => new Responders(weight / weights.Sum(), district.ToDictionary(node => node, node => RandomFunction(node, random))))
                .ToList();
        }),
    ];

    /// <summary>Share of every joint setting of the nodes; with nodes set where asked.</summary>
    public Dictionary<string, double> Joint(List<List<Responders>> population, IReadOnlyDictionary<string, int>? set = null)
    {
        var joint = new Dictionary<string, double>();
        Walk(0, 1, []);
        return joint;

        void Walk(int district, double share, Dictionary<string, Func<IReadOnlyDictionary<string, int>, int>> responses)
        {
            if (district < population.Count)
            {
                foreach (var part in population[district])
                {
                    Walk(district + 1, share * part.Share, new(responses.Concat(part.Responses)));
                }

                return;
            }

            var values = new Dictionary<string, int>();
            while (values.Count < Nodes.Length)
            {
                var node = Nodes.First(node => !values.ContainsKey(node) && Causes(node).All(values.ContainsKey));
                values[node] = set?.TryGetValue(node, out var level) == true ? level : responses[node](values);
            }

            var key = string.Join(',', Nodes.Select(node => values[node]));
            joint[key] = joint.GetValueOrDefault(key) + share;
        }
    }

    /// <summary>Mean level of a node.</summary>
    public double Mean(Dictionary<string, double> joint, string node)
    {
        var at = Array.IndexOf(Nodes, node);
        return joint.Sum(pair => pair.Value * int.Parse(pair.Key.Split(',')[at], System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>Average effect of X on Y from 0 to 1.</summary>
    public double Effect(List<List<Responders>> population) =>
        Mean(Joint(population, new Dictionary<string, int> { ["X"] = 1 }), "Y")
        - Mean(Joint(population, new Dictionary<string, int> { ["X"] = 0 }), "Y");

    /// <summary>One row for each joint setting, weighted by its share.</summary>
    public Dataset Rows(Dictionary<string, double> joint)
    {
        int[][] settings = [.. joint.Keys.Select(key => key.Split(',').Select(level => int.Parse(level,
            System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        var cells = new List<double>();
        for (var node = 0; node < Nodes.Length; node++)
        {
            cells.AddRange(settings.Select(setting => (double)setting[node]));
        }

        cells.AddRange(joint.Values);
        return new Dataset([.. Nodes, "share"], joint.Count, [.. cells]);
    }

    /// <summary>A question on the effect of X on Y.</summary>
    public BoundsQuestion Question(params BoundsKind[] kinds) =>
        new("X", "Y", null, null, new ValueRange(0, Levels("Y") - 1), Nodes.Contains("Z") ? "Z" : null, "share", [], null, Graph, [.. kinds],
            TableReading.Plain);

    /// <summary>The parts of a returned model as a population of the treatment's district.</summary>
    public List<Responders> Returned(IEnumerable<ModelPart> parts) =>
    [
        .. parts.Select(part => new Responders(part.Share, part.Responses.ToDictionary(
            pair => pair.Key,
            pair => (Func<IReadOnlyDictionary<string, int>, int>)(values => int.Parse(
                pair.Value[Causes(pair.Key) is { Length: > 0 } causes ? string.Join(", ",
                    causes.Select(cause => $"{cause}={values[cause]}")) : "always"],
                System.Globalization.CultureInfo.InvariantCulture))))),
    ];

    private Func<IReadOnlyDictionary<string, int>, int> RandomFunction(string node, Random random)
    {
        var causes = Causes(node);
        var table = new int[causes.Aggregate(1, (product, cause) => product * Levels(cause))];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = random.Next(Levels(node));
        }

        return values => table[causes.Aggregate(0, (at, cause) => (at * Levels(cause)) + values[cause])];
    }
}
