namespace Isl.Api.Requests.Graphs;

/// <summary>
/// The marks that an edge of graph text has at its ends: by its arrow, and by DOT's <c>dir</c>, <c>arrowhead</c> and <c>arrowtail</c>.
/// </summary>
internal static class GraphTextMarks
{
    private const string Choices = "'->', '<-' or '<->'";

    /// <summary>The arrow that an edge is drawn as, or why it cannot be read.</summary>
    /// <param name="arrow">The arrow in the text.</param>
    /// <param name="attributes">What its attributes or the defaults say.</param>
    /// <param name="mayBeOpen">Edges without a direction are read, for the graph stands for a class.</param>
    public static (string Arrow, string? Refusal) Of(string arrow, IReadOnlyDictionary<string, string> attributes, bool mayBeOpen) =>
        Of(arrow, attributes) is var (drawn, refusal) && refusal is not null && mayBeOpen && IsOpen(arrow, attributes)
            ? ("--", null)
            : (drawn, refusal);

    /// <summary>Does the edge have no arrowhead and no circle?</summary>
    private static bool IsOpen(string arrow, IReadOnlyDictionary<string, string> attributes)
    {
        var direction = attributes.GetValueOrDefault("dir", arrow == "->" ? "forward" : "none");
        return direction.Equals("none", StringComparison.OrdinalIgnoreCase)
            || (arrow is not ("<-" or "<->") && MarkOf(attributes, "arrowhead") != Mark.Circle && MarkOf(attributes, "arrowtail") != Mark.Circle);
    }

    private static (string Arrow, string? Refusal) Of(string arrow, IReadOnlyDictionary<string, string> attributes)
    {
        var direction = attributes.GetValueOrDefault("dir", "").ToUpperInvariant();
        if (arrow is "<-" or "<->")
        {
            return direction switch
            {
                "BACK" when arrow == "<-" => ("->", null),
                "BOTH" => ("<->", null),
                "" or "FORWARD" or "BACK" => (arrow, null),
                _ => Undirected(attributes["dir"]),
            };
        }

        if (direction is not ("" or "FORWARD" or "BACK" or "BOTH"))
        {
            return Undirected(attributes["dir"]);
        }

        // DOT draws "->" forward and "--" without arrowheads unless dir says otherwise.
        var (hasTail, hasHead) = direction switch
        {
            "" => (false, arrow == "->"),
            "FORWARD" => (false, true),
            "BACK" => (true, false),
            "BOTH" => (true, true),
            _ => (false, false),
        };
        var tail = hasTail ? MarkOf(attributes, "arrowtail") : Mark.None;
        var head = hasHead ? MarkOf(attributes, "arrowhead") : Mark.None;
        return (tail, head) switch
        {
            (Mark.Circle, _) or (_, Mark.Circle) =>
                (arrow, $"a circle mark (odot) leaves an end of the edge open, as in PAGs, which are not read; decide on {Choices}"),
            (Mark.None, Mark.Arrow) => ("->", null),
            (Mark.Arrow, Mark.None) => ("<-", null),
            (Mark.Arrow, Mark.Arrow) => ("<->", null),
            _ => (arrow, $"'{arrow}' has no direction{(arrow == "->" ? " without an arrowhead" : "")}; write '->' or '<-' from cause to effect, "
                + "or '<->' for an unobserved common cause, or start with 'pdag {' if the direction is open"),
        };
    }

    private static (string Arrow, string? Refusal) Undirected(string direction) =>
        ("--", $"an edge with dir={direction} has no direction; write dir=forward, back or both");

    private static Mark MarkOf(IReadOnlyDictionary<string, string> attributes, string name) =>
        attributes.GetValueOrDefault(name, "normal").ToUpperInvariant() switch
        {
            "NONE" or "TAIL" => Mark.None,
            "ODOT" or "O" or "CIRCLE" or "ODOTODOT" or "DOT" => Mark.Circle,
            _ => Mark.Arrow,
        };

    private enum Mark
    {
        None,
        Arrow,
        Circle,
    }
}
