namespace Isl.Api.Requests.Graphs;

/// <summary>What graph text can say that a causal graph cannot: refused, with the reason.</summary>
internal static class GraphTextRefusals
{
    /// <summary>Why a graph of this kind is not read; null for other words.</summary>
    public static string? OfHeader(string kind) =>
        kind.ToUpperInvariant() switch
        {
            "PDAG" or "CPDAG" =>
                $"'{kind}' graphs are not read: their undirected edges leave the causal direction open; orient them, and start with 'dag {{'",
            "MAG" =>
                "'mag' graphs are not read: an arrow of an ancestral graph need not be a direct cause; "
                + "write the causal graph, with '<->' for unobserved common causes, and start with 'dag {'",
            "PAG" => "'pag' graphs are not read: their circle marks leave ends of edges open; decide on a causal graph, and start with 'dag {'",
            "SWIG" => "'swig' graphs are not read: write the graph before the intervention, and start with 'dag {'",
            _ => null,
        };

    /// <summary>Why an edge drawn like this is not read; null for the arrows that are.</summary>
    public static string? OfArrow(string arrow) => arrow switch
    {
        "->" or "<-" or "<->" => null,
        "--" or "---" => $"'{arrow}' has no direction; write '->' or '<-' from cause to effect, or '<->' for an unobserved common cause",
        _ => $"'{arrow}' leaves an end of the edge open; decide on '->', '<-' or '<->'",
    };
}
