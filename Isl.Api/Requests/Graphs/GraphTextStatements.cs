using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Collects what graph text says: nodes by use, each edge once, and roles.</summary>
internal sealed class GraphTextStatements(string path, int maxNodes, int maxEdges, int mostRepeats)
{
    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<(string From, string To)> _edges = [];
    private readonly HashSet<(string A, string B)> _bidirected = [];
    private readonly HashSet<(string A, string B)> _undirected = [];
    private readonly HashSet<string> _inEdges = new(StringComparer.Ordinal);
    private readonly SortedSet<string>[] _byRole = [.. Enum.GetValues<GraphTextRole>().Select(_ => new SortedSet<string>(StringComparer.Ordinal))];
    private long _drawn;

    /// <summary>Is a node at an end of any edge?</summary>
    public bool IsInEdge(string name) => _inEdges.Contains(name);

    /// <summary>Is there a node of this name?</summary>
    public bool HasNode(string name) => _nodes.Contains(name);

    /// <summary>Declares a node, with the roles that defaults give to new ones; false when there are more than allowed.</summary>
    public bool AddNode(string name, Dictionary<string, string> defaults)
    {
        if (_nodes.Add(name))
        {
            AddRoles([name], defaults);
        }

        return _nodes.Count <= maxNodes;
    }

    /// <summary>Draws an edge from every node on the left to every one on the right; false when there are more than allowed.</summary>
    public bool AddEdges(IReadOnlyCollection<string> left, string arrow, IReadOnlyCollection<string> right)
    {
        _drawn += (long)left.Count * right.Count;
        if (_drawn > (long)maxEdges * mostRepeats)
        {
            return false;
        }

        _inEdges.UnionWith(left);
        _inEdges.UnionWith(right);
        foreach (var a in left)
        {
            foreach (var b in right)
            {
                _ = arrow switch
                {
                    "->" => _edges.Add((a, b)),
                    "<-" => _edges.Add((b, a)),
                    "--" => _undirected.Add(string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)),
                    _ => _bidirected.Add(string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)),
                };
            }

            if (_edges.Count + _bidirected.Count + _undirected.Count > maxEdges)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives nodes the roles that attributes name, as dagitty does: in full or by first letter; a value of <c>false</c>, <c>no</c> or <c>0</c> takes
    /// it back, and DoWhy's <c>observed="no"</c> makes a node latent.
    /// </summary>
    public void AddRoles(IReadOnlyCollection<string> nodes, Dictionary<string, string> attributes)
    {
        foreach (var (attribute, value) in attributes)
        {
            switch (GraphTextRoles.Of(attribute, value))
            {
                case (var role, true):
                    _byRole[(int)role].UnionWith(nodes);
                    break;
                case (var role, false):
                    _byRole[(int)role].ExceptWith(nodes);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>The graph.</summary>
    /// <exception cref="InputException">It has a self-loop or a cycle.</exception>
    public ParsedGraph Build()
    {
        var builder = new CausalGraphBuilder();
        foreach (var node in _nodes)
        {
            builder.AddNode(node, path);
        }

        foreach (var (from, to) in _edges)
        {
            builder.AddEdge(from, to, path);
        }

        foreach (var (a, b) in _bidirected)
        {
            builder.AddBidirected(a, b, path);
        }

        foreach (var (a, b) in _undirected)
        {
            builder.AddUndirected(a, b, path);
        }

        foreach (var node in Of(GraphTextRole.Latent))
        {
            builder.AddLatent(node, path);
        }

        foreach (var node in Of(GraphTextRole.Selected))
        {
            builder.AddSelected(node, path);
        }

        return new ParsedGraph(
            builder.Build(),
            new GraphRoles([.. Of(GraphTextRole.Exposure)], [.. Of(GraphTextRole.Outcome)], [.. Of(GraphTextRole.Adjusted)]));

        SortedSet<string> Of(GraphTextRole role) => _byRole[(int)role];
    }
}
