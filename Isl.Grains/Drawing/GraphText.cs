using System.Text;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Drawing;

/// <summary>Nodes that a written graph marks; indices of the graph.</summary>
/// <param name="Treatments">What is set.</param>
/// <param name="Outcomes">What is read.</param>
/// <param name="Adjusted">What is adjusted for.</param>
public sealed record GraphMarks(IReadOnlyList<int> Treatments, IReadOnlyList<int> Outcomes, IReadOnlyList<int> Adjusted)
{
    /// <summary>No marks.</summary>
    public static GraphMarks None { get; } = new([], [], []);
}

/// <summary>Writes graphs as dagitty and DOT text that reads back as the same graph.</summary>
/// <remarks>
/// Source: the languages of dagitty (Textor et al. 2016) and Graphviz. Names other than plain identifiers are quoted, and so are the words that
/// either language keeps for itself.
/// </remarks>
public static class GraphText
{
    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "dag", "digraph", "graph", "node", "edge", "strict", "subgraph", "pdag", "mag", "pag", "admg", "dg", "bb", "swig", "cg", "mixed",
    };

    /// <summary>The graph as dagitty text.</summary>
    public static string ToDagitty(CausalGraph graph, GraphMarks marks)
    {
        var text = new StringBuilder(graph.Undirected.IsEmpty ? "dag {\n" : "pdag {\n");
        var roles = RolesByNode(graph, marks);
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            text.Append(Quoted(graph.Nodes[node]));
            if (roles.TryGetValue(node, out var own))
            {
                text.Append(" [").AppendJoin(',', own).Append(']');
            }

            text.Append('\n');
        }

        foreach (var edge in graph.Edges)
        {
            text.Append(Quoted(graph.Nodes[edge.From])).Append(" -> ").Append(Quoted(graph.Nodes[edge.To])).Append('\n');
        }

        foreach (var edge in graph.Bidirected)
        {
            text.Append(Quoted(graph.Nodes[edge.From])).Append(" <-> ").Append(Quoted(graph.Nodes[edge.To])).Append('\n');
        }

        foreach (var edge in graph.Undirected)
        {
            text.Append(Quoted(graph.Nodes[edge.From])).Append(" -- ").Append(Quoted(graph.Nodes[edge.To])).Append('\n');
        }

        return text.Append("}\n").ToString();
    }

    /// <summary>The graph as DOT text; Graphviz draws it, and the roles are attributes of their own.</summary>
    public static string ToDot(CausalGraph graph, GraphMarks marks)
    {
        var text = new StringBuilder("digraph {\n  rankdir=LR;\n");
        var roles = RolesByNode(graph, marks);
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            text.Append("  ").Append(Quoted(graph.Nodes[node]));
            if (roles.TryGetValue(node, out var own))
            {
                text.Append(" [").AppendJoin(", ", own.Select(role => $"{role}=true"));
                text.Append(own.Contains(Latent) ? ", style=dashed]" : "]");
            }

            text.Append(";\n");
        }

        foreach (var edge in graph.Edges)
        {
            text.Append("  ").Append(Quoted(graph.Nodes[edge.From])).Append(" -> ").Append(Quoted(graph.Nodes[edge.To])).Append(";\n");
        }

        foreach (var edge in graph.Bidirected)
        {
            text.Append("  ")
                .Append(Quoted(graph.Nodes[edge.From]))
                .Append(" -> ")
                .Append(Quoted(graph.Nodes[edge.To]))
                .Append(" [dir=both, style=dashed];\n");
        }

        foreach (var edge in graph.Undirected)
        {
            text.Append("  ").Append(Quoted(graph.Nodes[edge.From])).Append(" -> ").Append(Quoted(graph.Nodes[edge.To])).Append(" [dir=none];\n");
        }

        return text.Append("}\n").ToString();
    }

    private const string Latent = "latent";

    private static Dictionary<int, List<string>> RolesByNode(CausalGraph graph, GraphMarks marks)
    {
        var roles = new Dictionary<int, List<string>>();
        foreach (
            var (nodes, role) in new[]
            {
                (marks.Treatments, "exposure"),
                (marks.Outcomes, "outcome"),
                (marks.Adjusted, "adjusted"),
                (graph.Latent, Latent),
                (graph.Selected, "selected"),
            })
        {
            foreach (var node in nodes)
            {
                if (!roles.TryGetValue(node, out var own))
                {
                    roles[node] = own = [];
                }

                own.Add(role);
            }
        }

        return roles;
    }

    private static string Quoted(string name) => IsPlain(name) ? name : NameText.Quoted(name);

    private static bool IsPlain(string name) =>
        !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !Keywords.Contains(name);
}
