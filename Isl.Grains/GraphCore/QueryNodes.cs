using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.GraphCore;

/// <summary>Looks up the nodes a question names; what is wrong with the names is collected and reported at once.</summary>
internal sealed class QueryNodes(CausalGraph graph)
{
    private readonly List<InputError> _errors = [];
    private readonly Dictionary<int, string> _roles = [];

    /// <summary>The nodes of one role, each name checked: known, observed, and in no other role before.</summary>
    /// <param name="names">What the question names.</param>
    /// <param name="role">What one of them is called in messages, such as <c>treatment</c>.</param>
    /// <param name="mayBeLatent">Whether unobserved nodes may stand here.</param>
    /// <param name="maySelect">Whether nodes that the data are selected on may stand here.</param>
    /// <param name="member">The member of the request that names them; the role itself unless given.</param>
    public int[] Take(ImmutableArray<string> names, string role, bool mayBeLatent = false, string? member = null, bool maySelect = false)
    {
        var path = member ?? role;
        var nodes = new List<int>(names.Length);
        foreach (var name in names)
        {
            var node = graph.IndexOf(name);
            if (node < 0)
            {
                Fail(path, $"The {role} '{name}' is not a node of the graph; {Advise(name)}.");
            }
            else if (!mayBeLatent && graph.Latent.BinarySearch(node) >= 0)
            {
                Fail(path, $"The {role} '{name}' is latent, and what is not observed cannot be conditioned on; name an observed node.");
            }
            else if (!maySelect && graph.Selected.BinarySearch(node) >= 0)
            {
                Fail(path, $"The {role} '{name}' is selected: all units in the data have the same value of it, so nothing can be asked about it.");
            }
            else if (!_roles.TryAdd(node, role))
            {
                Fail(path, _roles[node] == role
                    ? $"The {role} '{name}' is named twice; name it once."
                    : $"'{name}' is both {_roles[node]} and {role}; it can be only one of them.");
            }
            else
            {
                nodes.Add(node);
            }
        }

        return [.. nodes];
    }

    /// <summary>Reports what was found wrong.</summary>
    /// <exception cref="InputException">Anything was.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InputException([.. _errors]);
        }
    }

    private void Fail(string member, string message) => _errors.Add(new InputError($"/{member}", message));

    private string Advise(string name) =>
        graph.Nodes.IsEmpty ? "it has none" : Spelling.Advise(name, graph.Nodes, $"its nodes are {Some(graph.Nodes)}");

    private static string Some(ImmutableArray<string> names)
    {
        const int shown = 10;
        return names.Length <= shown ? string.Join(", ", names) : $"{string.Join(", ", names.Take(shown))} and {names.Length - shown} more";
    }
}
