using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Reads graphs in dagitty and DOT syntax: <c>dag { A -> B &lt;- C; A &lt;-> C; U [latent] }</c>.</summary>
/// <remarks>
/// One pass over the tokens with a stack of its own for groups in braces. Understood: an optional header (<c>dag</c>, <c>digraph</c>,
/// <c>graph</c>, with <c>strict</c> and a name), chains of <c>-></c>, <c>&lt;-</c> and <c>&lt;-></c> between nodes and groups, subgraphs, quoted
/// names, comments (<c>//</c>, <c>#</c>, <c>/* */</c>), and attributes in brackets, of which <c>latent</c>, <c>exposure</c>, <c>outcome</c>,
/// <c>adjusted</c> and DOT's <c>dir</c> carry meaning. Nodes are declared by use. <c>bb="…"</c> and other settings, DOT's default statements
/// (<c>graph</c>, <c>node</c>, <c>edge</c>), positions, labels and colours are passed over. Edges without a direction are refused.
/// </remarks>
public static class GraphTextParser
{
    /// <summary>Reads a graph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">JSON pointer of the text, for mistakes.</param>
    /// <param name="limits">How large a graph may be; reading ends where it is larger.</param>
    /// <exception cref="InputException">It is not a graph; the message names line and column.</exception>
    public static ParsedGraph Parse(string text, string path, GraphLimits? limits = null) =>
        new GraphTextReader(text, path, limits ?? new GraphLimits()).Read();
}
