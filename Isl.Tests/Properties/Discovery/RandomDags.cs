using Isl.Grains.GraphCore;

namespace Isl.Tests.Properties.Discovery;

/// <summary>DAGs for tests: all of a size, or random ones by seed.</summary>
internal static class RandomDags
{
    /// <summary>All DAGs over d variables: 1, 3, 25, 543.</summary>
    public static IEnumerable<DirectedEdges> All(int d)
    {
        var pairs = (from i in Enumerable.Range(0, d) from j in Enumerable.Range(i + 1, d - i - 1) select (i, j)).ToArray();
        var total = (int)Math.Pow(3, pairs.Length);
        for (var code = 0; code < total; code++)
        {
            var dag = new DirectedEdges(d);
            var rest = code;
            foreach (var (i, j) in pairs)
            {
                dag[i, j] = rest % 3 == 1;
                dag[j, i] = rest % 3 == 2;
                rest /= 3;
            }

            if (IsAcyclic(dag))
            {
                yield return dag;
            }
        }
    }

    /// <summary>Each pair joined with the given probability, along a random order.</summary>
    public static DirectedEdges Next(Random random, int d, double density)
    {
        var order = Enumerable.Range(0, d).ToArray();
        random.Shuffle(order);
        var dag = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                dag[order[i], order[j]] = random.NextDouble() < density;
            }
        }

        return dag;
    }

    public static bool IsAcyclic(DirectedEdges dag) => dag.All().All(edge => !dag.Reaches(edge.To, edge.From));

    /// <summary>
    /// Adjacencies and colliders between variables that are apart, as text: equal exactly within a Markov class (Verma &amp; Pearl 1990).
    /// </summary>
    public static string Class(DirectedEdges dag)
    {
        var skeleton = dag.All().Select(edge => (Math.Min(edge.From, edge.To), Math.Max(edge.From, edge.To))).Order();
        var colliders = from node in Enumerable.Range(0, dag.Order)
                        from a in dag.Parents(node)
                        from b in dag.Parents(node)
                        where a < b && !dag[a, b] && !dag[b, a]
                        select (a, node, b);
        return $"{string.Join(' ', skeleton)} | {string.Join(' ', colliders)}";
    }

    public static string Text(DirectedEdges dag) => string.Join(' ', dag.All().Select(edge => $"{edge.From}>{edge.To}"));

    public static CausalDiagram Diagram(DirectedEdges dag)
    {
        var builder = new CausalGraphBuilder();
        for (var node = 0; node < dag.Order; node++)
        {
            builder.AddNode($"X{node:D3}", "");
        }

        foreach (var (from, to) in dag.All())
        {
            builder.AddEdge($"X{from:D3}", $"X{to:D3}", "");
        }

        return new CausalDiagram(builder.Build());
    }

    /// <summary>All d-separations i, j | S as text.</summary>
    public static string Separations(DirectedEdges dag)
    {
        var diagram = Diagram(dag);
        var found = new List<string>();
        for (var i = 0; i < dag.Order; i++)
        {
            for (var j = i + 1; j < dag.Order; j++)
            {
                for (var mask = 0; mask < 1 << dag.Order; mask++)
                {
                    if ((mask & ((1 << i) | (1 << j))) == 0)
                    {
                        int[] given = [.. Enumerable.Range(0, dag.Order).Where(node => (mask >> node & 1) == 1)];
                        found.Add(DSeparation.IsSeparated(diagram, [i], [j], given) ? "1" : "0");
                    }
                }
            }
        }

        return string.Concat(found);
    }
}
