using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>Collects nodes and edges as they are read, remembers where each stood, and builds the canonical <see cref="CausalGraph"/>.</summary>
/// <remarks>Every mistake is reported with the place it came from, all of them at once, as one <see cref="InputException"/>.</remarks>
public sealed class CausalGraphBuilder
{
    private readonly List<(string Name, string Path)> _nodes = [];
    private readonly List<(string From, string To, string Path)> _edges = [];
    private readonly List<(string A, string B, string Path)> _bidirected = [];
    private readonly List<(string A, string B, string Path)> _undirected = [];
    private readonly List<(string Name, string Path)> _latent = [];
    private readonly List<(string Name, string Path)> _selected = [];

    /// <summary>Declares a node; <paramref name="path"/> is the JSON pointer to report mistakes at.</summary>
    public void AddNode(string name, string path) => _nodes.Add((name, path));

    /// <summary>Adds the directed edge <c>from → to</c>.</summary>
    public void AddEdge(string from, string to, string path) => _edges.Add((from, to, path));

    /// <summary>Adds the bidirected edge <c>a ↔ b</c>: an unobserved common cause of both.</summary>
    public void AddBidirected(string a, string b, string path) => _bidirected.Add((a, b, path));

    /// <summary>Adds an edge whose direction is open.</summary>
    public void AddUndirected(string a, string b, string path) => _undirected.Add((a, b, path));

    /// <summary>Marks a node as unobserved.</summary>
    public void AddLatent(string name, string path) => _latent.Add((name, path));

    /// <summary>Marks a node that the data are selected on: they hold only units with one value of it.</summary>
    public void AddSelected(string name, string path) => _selected.Add((name, path));

    /// <summary>Checks everything that was added and builds the canonical graph. O((V + E) log (V + E)).</summary>
    /// <exception cref="InputException">Duplicate or ill-formed nodes, unknown endpoints, self-loops, repeated edges, or a directed cycle (named in
    /// full).</exception>
    public CausalGraph Build()
    {
        var errors = ImmutableArray.CreateBuilder<InputError>();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, path) in _nodes)
        {
            if (NodeName.Check(name) is { } flaw)
            {
                errors.Add(new(path, flaw));
            }
            else if (!names.Add(name))
            {
                errors.Add(new(path, $"Node '{name}' is listed twice; list each node once."));
            }
        }

        ImmutableArray<string> nodes = [.. names];
        var index = new Dictionary<string, int>(nodes.Length, StringComparer.Ordinal);
        for (var i = 0; i < nodes.Length; i++)
        {
            index[nodes[i]] = i;
        }

        var edges = Resolve(_edges, "->", ordered: true, index, errors);
        var bidirected = Resolve(_bidirected, "<->", ordered: false, index, errors);
        var undirected = Resolve(_undirected, "--", ordered: false, index, errors);
        CheckUndirected(index, errors);
        var latent = Marked(_latent, "Latent", index, errors);
        var selected = Marked(_selected, "Selected", index, errors);
        if (errors.Count == 0 && FindCycle(nodes.Length, edges) is { } cycle)
        {
            var text = string.Join(" -> ", cycle.Append(cycle[0]).Select(i => nodes[i]));
            var closing = _edges.First(e => e.From == nodes[cycle[^1]] && e.To == nodes[cycle[0]]).Path;
            errors.Add(new(closing, $"The graph has a cycle: {text}; a causal graph is acyclic, so remove or reverse one of these edges."));
        }

        return errors.Count > 0
            ? throw new InputException(errors.ToImmutable())
            : new CausalGraph
            {
                Nodes = nodes,
                Edges = edges,
                Bidirected = bidirected,
                Latent = [.. latent],
                Selected = [.. selected],
                Undirected = undirected,
            };
    }

    /// <summary>Open edges stand beside directed ones alone, and between nodes that no other edge joins.</summary>
    private void CheckUndirected(Dictionary<string, int> index, ImmutableArray<InputError>.Builder errors)
    {
        if (_undirected.Count == 0)
        {
            return;
        }

        if (_bidirected.Count + _latent.Count + _selected.Count > 0)
        {
            errors.Add(new(
                _undirected[0].Path,
                "Edges without a direction can stand beside directed ones alone, not with bidirected edges, latent or selected nodes; such graphs "
                + "(MAGs and PAGs) are not read."));
        }

        var directed = _edges.Select(edge => (edge.From, edge.To)).ToHashSet();
        foreach (var (a, b, path) in _undirected)
        {
            if (index.ContainsKey(a) && index.ContainsKey(b) && (directed.Contains((a, b)) || directed.Contains((b, a))))
            {
                errors.Add(new(path, $"{a} and {b} are joined by an edge with a direction and by one without; keep one of them."));
            }
        }
    }

    private static SortedSet<int> Marked(
        List<(string Name, string Path)> names, string mark, Dictionary<string, int> index, ImmutableArray<InputError>.Builder errors)
    {
        var marked = new SortedSet<int>();
        foreach (var (name, path) in names)
        {
            if (!index.TryGetValue(name, out var i))
            {
                errors.Add(new(path, $"{mark} node '{name}' is not among the nodes; add it to nodes or remove it."));
            }
            else if (!marked.Add(i))
            {
                errors.Add(new(path, $"{mark} node '{name}' is listed twice; list it once."));
            }
        }

        return marked;
    }

    private static ImmutableArray<Edge> Resolve(
        List<(string From, string To, string Path)> read,
        string arrow,
        bool ordered,
        Dictionary<string, int> index,
        ImmutableArray<InputError>.Builder errors)
    {
        var edges = new HashSet<Edge>(read.Count);
        foreach (var (from, to, path) in read)
        {
            var known = index.TryGetValue(from, out var i);
            if (!known || !index.ContainsKey(to))
            {
                errors.Add(
                    new(
                        path,
                        $"Edge {from} {arrow} {to} names '{(known ? to : from)}', which is not among the nodes; add it to nodes or mend the edge.")
                );
                continue;
            }

            var j = index[to];
            if (i == j)
            {
                errors.Add(new(path, $"Edge {from} {arrow} {to} is a self-loop; a node cannot cause itself."));
            }
            else if (!edges.Add(ordered || i < j ? new Edge(i, j) : new Edge(j, i)))
            {
                errors.Add(new(path, $"Edge {from} {arrow} {to} is listed twice; list each edge once."));
            }
        }

        return [.. edges.OrderBy(edge => edge.From).ThenBy(edge => edge.To)];
    }

    /// <summary>One directed cycle as node indices in order, or null. Iterative depth-first search, O(V + E).</summary>
    private static List<int>? FindCycle(int count, ImmutableArray<Edge> edges)
    {
        var children = new AdjacencyBuilder<int>(count);
        foreach (var edge in edges)
        {
            children.Expect(edge.From);
        }

        children.Open();
        foreach (var edge in edges)
        {
            children.Add(edge.From, edge.To);
        }

        return FindCycle(children.Build());
    }

    private static List<int>? FindCycle(Adjacency<int> children)
    {
        var count = children.Count;
        var next = new int[count];
        var state = new byte[count]; // 0 unseen, 1 on the stack, 2 done
        var stack = new List<int>();
        for (var root = 0; root < count; root++)
        {
            if (state[root] != 0)
            {
                continue;
            }

            state[root] = 1;
            stack.Add(root);
            while (stack.Count > 0)
            {
                var node = stack[^1];
                if (next[node] == children[node].Length)
                {
                    state[node] = 2;
                    stack.RemoveAt(stack.Count - 1);
                    continue;
                }

                var child = children[node][next[node]++];
                if (state[child] == 1)
                {
                    return stack.GetRange(stack.IndexOf(child), stack.Count - stack.IndexOf(child));
                }

                if (state[child] == 0)
                {
                    state[child] = 1;
                    stack.Add(child);
                }
            }
        }

        return null;
    }
}
