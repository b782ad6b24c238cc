namespace Isl.Api.Requests.Graphs;

/// <summary>Reads attributes in brackets, behind a node or an edge.</summary>
internal static class GraphTextAttributes
{
    /// <summary>Reads attributes in brackets; DOT allows several lists, <c>[a=1][b=2]</c>.</summary>
    public static void Read(GraphTextCursor cursor, Dictionary<string, string> attributes)
    {
        while (cursor.Current.Kind == GraphTokenKind.OpenBracket)
        {
            cursor.Advance();
            while (cursor.Current.Kind != GraphTokenKind.CloseBracket)
            {
                ReadOne(cursor, attributes);
            }

            cursor.Advance();
        }
    }

    private static void ReadOne(GraphTextCursor cursor, Dictionary<string, string> attributes)
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

        var name = cursor.Current.Text;
        var value = "";
        cursor.Advance();
        if (cursor.Current.Kind == GraphTokenKind.Equals)
        {
            cursor.Advance();
            value = cursor.Current.Text;
            cursor.Expect(GraphTokenKind.Name, $"a value for '{name}'");
        }

        attributes[name] = value;
    }
}
