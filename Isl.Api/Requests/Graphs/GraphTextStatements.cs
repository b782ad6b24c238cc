using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Collects what graph text says: nodes by use, each edge once, and roles.</summary>
internal sealed class GraphTextStatements(string path, int maxNodes, int maxEdges, int mostRepeats)
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.OrdinalIgnoreCase)
    {
        ["latent"] = Role.Latent,
        ["l"] = Role.Latent,
        ["unobserved"] = Role.Latent,
        ["u"] = Role.Latent,
        ["exposure"] = Role.Exposure,
        ["e"] = Role.Exposure,
        ["outcome"] = Role.Outcome,
        ["o"] = Role.Outcome,
        ["adjusted"] = Role.Adjusted,
        ["a"] = Role.Adjusted,
    };

    private static readonly HashSet<string> No = new(StringComparer.OrdinalIgnoreCase) { "false", "no", "0" };

    private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
    private readonly HashSet<(string From, string To)> _edges = [];
    private readonly HashSet<(string A, string B)> _bidirected = [];
    private readonly SortedSet<string> _latent = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _exposures = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _outcomes = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _adjusted = new(StringComparer.Ordinal);
    private long _drawn;

    /// <summary>Declares a node; false when there are more than allowed.</summary>
    public bool AddNode(string name)
    {
        _nodes.Add(name);
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

        foreach (var a in left)
        {
            foreach (var b in right)
            {
                _ = arrow switch
                {
                    "->" => _edges.Add((a, b)),
                    "<-" => _edges.Add((b, a)),
                    _ => _bidirected.Add(string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a)),
                };
            }

            if (_edges.Count + _bidirected.Count > maxEdges)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Gives nodes the roles that attributes name, as dagitty does: in full or by first letter; a value of <c>false</c>, <c>no</c> or <c>0</c> takes
    /// it back.
    /// </summary>
    public void AddRoles(IReadOnlyCollection<string> nodes, Dictionary<string, string> attributes)
    {
        foreach (var (role, value) in attributes)
        {
            // Other attributes, such as positions, labels and colours, say nothing about causes.
            if (Roles.TryGetValue(role, out var known) && !No.Contains(value))
            {
                (known switch { Role.Latent => _latent, Role.Exposure => _exposures, Role.Outcome => _outcomes, _ => _adjusted }).UnionWith(nodes);
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

        foreach (var node in _latent)
        {
            builder.AddLatent(node, path);
        }

        return new ParsedGraph(builder.Build(), new GraphRoles([.. _exposures], [.. _outcomes], [.. _adjusted]));
    }

    private enum Role
    {
        Latent,
        Exposure,
        Outcome,
        Adjusted,
    }
}
