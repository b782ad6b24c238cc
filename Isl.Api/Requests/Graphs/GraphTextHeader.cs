namespace Isl.Api.Requests.Graphs;

/// <summary>Reads what may stand before the first brace of graph text.</summary>
internal static class GraphTextHeader
{
    /// <summary>Reads <c>dag {</c>, <c>strict digraph name {</c> or nothing.</summary>
    /// <returns>Whether a closing brace must follow, and whether edges may be without a direction.</returns>
    public static (bool Braced, bool MayBeOpen) Read(GraphTextCursor cursor)
    {
        var mayBeOpen = IsPartlyDirected(cursor.Current) || (IsPartlyDirected(cursor.Next) && cursor.Current.Is("strict"));
        return (ReadKind(cursor), mayBeOpen);
    }

    private static bool IsPartlyDirected(GraphToken token) => token.Is("pdag") || token.Is("cpdag") || token.Is("mpdag");

    private static bool ReadKind(GraphTextCursor cursor)
    {
        if (cursor.Current.Is("strict") && (cursor.Next.Is("digraph") || cursor.Next.Is("graph")))
        {
            cursor.Advance();
        }

        if (cursor.Current.Kind == GraphTokenKind.OpenBrace)
        {
            // Braces alone: a graph, unless more follows them, as in "{A B} -> C".
            return false;
        }

        if (cursor.Current is not { Kind: GraphTokenKind.Name, Quoted: false }
            || cursor.Next.Kind is not (GraphTokenKind.OpenBrace or GraphTokenKind.Name))
        {
            return false;
        }

        var kind = cursor.Current;
        var refusal = GraphTextRefusals.OfHeader(kind.Text);
        var known = kind.Text.ToUpperInvariant() is "DAG" or "DIGRAPH" or "GRAPH" or "DG" or "ADMG" or "PDAG" or "CPDAG" or "MPDAG";
        if (cursor.Next.Kind == GraphTokenKind.OpenBrace)
        {
            if (!known)
            {
                throw cursor.Fail(kind, refusal ?? $"'{kind.Text}' graphs are not read; start with 'dag {{' or 'digraph {{'");
            }

            cursor.Advance();
            cursor.Advance();
            return true;
        }

        // A name may stand before the brace, "digraph g {"; "A B" without a brace are two nodes.
        if (!known && refusal is null)
        {
            return false;
        }

        cursor.Advance();
        if (cursor.Next.Kind != GraphTokenKind.OpenBrace)
        {
            throw cursor.Unexpected("'{'", cursor.Next);
        }

        if (!known)
        {
            throw cursor.Fail(kind, refusal!);
        }

        cursor.Advance();
        cursor.Advance();
        return true;
    }
}
