using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Reads graphs in dagitty and DOT syntax: <c>dag { A -> B &lt;- C; A &lt;-> C; U [latent] }</c>.</summary>
/// <remarks>
/// One pass over the tokens with a stack of its own for groups in braces. Understood: an optional header (<c>dag</c>, <c>digraph</c>,
/// <c>graph</c>, with <c>strict</c> and a name), chains of <c>-></c>, <c>&lt;-</c> and <c>&lt;-></c> between nodes and groups, subgraphs, quoted
/// names, comments (<c>//</c>, <c>#</c>, <c>/* */</c>), DOT's defaults for nodes and edges, and attributes in brackets, of which <c>latent</c>,
/// <c>observed</c>, <c>exposure</c>, <c>outcome</c>, <c>adjusted</c>, <c>selected</c> and DOT's <c>dir</c>, <c>arrowhead</c> and <c>arrowtail</c>
/// carry meaning. Nodes are declared by use. <c>bb="…"</c> and other settings, positions, labels and colours are passed over. Edges without a
/// direction and texts in other languages are refused by name, and so is what people write to say something else than it reads.
/// </remarks>
public static class GraphTextParser
{
    /// <summary>Reads a graph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">JSON pointer of the text, for mistakes.</param>
    /// <param name="limits">How large a graph may be; reading ends where it is larger.</param>
    /// <exception cref="InputException">It is not a graph; the message names line and column.</exception>
    public static ParsedGraph Parse(string text, string path, GraphLimits? limits = null) =>
        GraphTextLanguages.Refusal(text) is { } refusal
            ? throw new InputException(path, $"The graph text cannot be read: {refusal}; {GraphTextRefusals.Languages}.")
            : new GraphTextReader(text, path, limits ?? new GraphLimits()).Read();
}
