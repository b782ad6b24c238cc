namespace Isl.Api.Requests.Graphs;

/// <summary>What stands between two braces, and the statement that is being read there.</summary>
internal sealed class GraphTextGroup
{
    public HashSet<string> Nodes { get; } = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Left { get; set; } = [];

    public GraphToken? Arrow { get; set; }

    public List<(IReadOnlyCollection<string> Left, GraphToken Arrow, IReadOnlyCollection<string> Right)> Edges { get; } = [];
}
