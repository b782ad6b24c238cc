namespace Isl.Api.Requests.Graphs;

/// <summary>What graph text can say that a causal graph cannot: refused, with the reason.</summary>
internal static class GraphTextRefusals
{
    /// <summary>What graph text looks like.</summary>
    public const string Languages = "graph text is in dagitty or DOT syntax, such as 'dag { A -> B; A <-> C }'";

    /// <summary>Why a graph of this kind is not read; null for other words.</summary>
    public static string? OfHeader(string kind) =>
        kind.ToUpperInvariant() switch
        {
            "MAG" =>
                "'mag' graphs are not read: an arrow of an ancestral graph need not be a direct cause; "
                + "write the causal graph, with '<->' for unobserved common causes, and start with 'dag {'",
            "PAG" => "'pag' graphs are not read: their circle marks leave ends of edges open; decide on a causal graph, and start with 'dag {'",
            "SWIG" => "'swig' graphs are not read: write the graph before the intervention, and start with 'dag {'",
            _ => null,
        };

    /// <summary>Why an edge drawn like this is not read; null for the arrows that are, or may be by their attributes.</summary>
    public static string? OfArrow(string arrow) => arrow switch
    {
        "->" or "<-" or "<->" or "--" or "---" => null,
        _ when arrow.Contains('o') || arrow.Contains('@') || arrow.Contains('*') =>
            $"'{arrow}' leaves an end of the edge open, as in PAGs, which are not read; decide on '->', '<-' or '<->'"
            + (arrow.Contains('o') ? "; if 'o' is a node, put blanks around it" : ""),
        "<-->" or "<=>" or "↔" or "⟷" or "⇔" => $"'{arrow}' is not an arrow here; write '<->' for an unobserved common cause",
        "<--" or "<==" or "←" or "⟵" or "⇐" => $"'{arrow}' is not an arrow here; write '<-' from effect to cause",
        _ => $"'{arrow}' is not an arrow here; write '->' from cause to effect",
    };
}
