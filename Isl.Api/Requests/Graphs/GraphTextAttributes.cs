namespace Isl.Api.Requests.Graphs;

/// <summary>Reads attributes in brackets, behind a node or an edge, or as defaults for those that follow.</summary>
internal static class GraphTextAttributes
{
    /// <summary>Reads attributes in brackets; DOT allows several lists, <c>[a=1][b=2]</c>.</summary>
    /// <param name="cursor">Where they stand.</param>
    /// <param name="attributes">Takes them.</param>
    /// <param name="ofNode">They belong to a node, and may give it a role.</param>
    public static void Read(GraphTextCursor cursor, Dictionary<string, string> attributes, bool ofNode)
    {
        while (cursor.Current.Kind == GraphTokenKind.OpenBracket)
        {
            cursor.Advance();
            while (cursor.Current.Kind != GraphTokenKind.CloseBracket)
            {
                ReadOne(cursor, attributes, ofNode);
            }

            cursor.Advance();
        }
    }

    private static void ReadOne(GraphTextCursor cursor, Dictionary<string, string> attributes, bool ofNode)
    {
        if (cursor.Current.Kind == GraphTokenKind.Separator)
        {
            cursor.Advance();
            return;
        }

        if (cursor.Current.Kind != GraphTokenKind.Name)
        {
            throw cursor.Unexpected("an attribute or ']'");
        }

        var name = cursor.Current;
        var (value, hasValue) = ("", false);
        cursor.Advance();
        if (cursor.Current.Kind == GraphTokenKind.Equals)
        {
            cursor.Advance();
            (value, hasValue) = (cursor.Current.Text, true);
            cursor.Expect(GraphTokenKind.Name, $"a value for '{name.Text}'");
        }

        if (ofNode && !(hasValue && value.Length == 0) && GraphTextRoles.Refusal(name.Text, value) is { } refusal)
        {
            throw cursor.Fail(name, refusal);
        }

        if (!ofNode && !hasValue && GraphTextRoles.IsRole(name.Text))
        {
            throw cursor.Fail(name, $"'{name.Text}' stands behind an edge; give a node its role in a statement of its own, such as 'A "
                + $"[{name.Text}]'");
        }

        attributes[name.Text] = value;
    }
}
