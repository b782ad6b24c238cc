namespace Isl.Api.Requests.Graphs;

/// <summary>What stands between two braces, and the statement that is being read there.</summary>
/// <param name="outer">The group around it; null for the whole text.</param>
internal sealed class GraphTextGroup(GraphTextGroup? outer)
{
    private static readonly Dictionary<string, string> None = new(StringComparer.OrdinalIgnoreCase);

    public HashSet<string> Nodes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Left { get; set; } = [];

    public GraphToken? Arrow { get; set; }

    public List<(IReadOnlyCollection<string> Left, GraphToken Arrow, IReadOnlyCollection<string> Right)> Edges { get; } = [];

    /// <summary>DOT's defaults for nodes that are named from here on.</summary>
    public Dictionary<string, string> NodeDefaults { get; private set; } = outer?.NodeDefaults ?? None;

    /// <summary>DOT's defaults for edges that are drawn from here on.</summary>
    public Dictionary<string, string> EdgeDefaults { get; private set; } = outer?.EdgeDefaults ?? None;

    /// <summary>Adds defaults for nodes; the groups around keep theirs.</summary>
    public void AddNodeDefaults(Dictionary<string, string> more) => NodeDefaults = Merged(NodeDefaults, more);

    /// <summary>Adds defaults for edges; the groups around keep theirs.</summary>
    public void AddEdgeDefaults(Dictionary<string, string> more) => EdgeDefaults = Merged(EdgeDefaults, more);

    /// <summary>Attributes over defaults.</summary>
    public static Dictionary<string, string> Merged(Dictionary<string, string> defaults, Dictionary<string, string> own)
    {
        var merged = new Dictionary<string, string>(defaults, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own)
        {
            merged[name] = value;
        }

        return merged;
    }
}
