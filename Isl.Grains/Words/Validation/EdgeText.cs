using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Validation;

/// <summary>Edges in sentences.</summary>
internal static class EdgeText
{
    /// <summary>One edge.</summary>
    public static string Of(NamedEdge edge) => $"{edge.From} → {edge.To}";

    /// <summary>Some edges; there is at least one.</summary>
    public static string Some(IReadOnlyList<NamedEdge> edges, string mark = "→") =>
        Wording.Some([.. edges.Select(edge => $"{edge.From} {mark} {edge.To}")]);
}
