using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>Reads the statements of graph text, with a stack of its own for groups in braces.</summary>
/// <param name="text">The text.</param>
/// <param name="path">JSON pointer of the text, for mistakes.</param>
/// <param name="limits">How large a graph may be; reading ends where it is larger.</param>
internal sealed class GraphTextReader(string text, string path, GraphLimits limits)
{
    private const int MaxDepth = 100;

    /// <summary>Text may draw an edge more than once; how often in all is bounded, for groups draw many with few words.</summary>
    private const int MostRepeats = 20;

    private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);
    private readonly GraphTextCursor _cursor = new(text, path, limits);
    private readonly GraphTextStatements _graph = new(path, limits.MaxNodes, limits.MaxEdges, MostRepeats);
    private readonly Stack<GraphTextGroup> _groups = new();

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="InputException">It is not a graph.</exception>
    public ParsedGraph Read()
    {
        _cursor.Advance();
        _cursor.Advance();
        var braced = GraphTextHeader.Read(_cursor);
        _groups.Push(new GraphTextGroup());
        while (true)
        {
            if (_cursor.Current.Kind == GraphTokenKind.End || (_groups.Count == 1 && _cursor.Current.Kind == GraphTokenKind.CloseBrace))
            {
                break;
            }

            ReadPart(_groups.Peek());
        }

        EndOfGroup(_groups.Peek());
        if (_groups.Count > 1 || braced)
        {
            _cursor.Expect(GraphTokenKind.CloseBrace, _groups.Count > 1 ? "'}' at the end of the group" : "'}' at the end of the graph");
        }

        while (_cursor.Current.Kind == GraphTokenKind.Separator)
        {
            _cursor.Advance();
        }

        return _cursor.Current.Kind == GraphTokenKind.End ? _graph.Build() : throw _cursor.Unexpected("the end of the text");
    }

    /// <summary>Reads one node, setting, brace or separator, and the arrow or attributes behind it.</summary>
    private void ReadPart(GraphTextGroup group)
    {
        switch (_cursor.Current.Kind)
        {
            case GraphTokenKind.Separator when group.Arrow is null:
                _cursor.Advance();
                return;
            case GraphTokenKind.OpenBrace:
                OpenGroup();
                return;
            case GraphTokenKind.CloseBrace:
                EndOfGroup(group);
                _groups.Pop();
                _cursor.Advance();
                EndOfEndpoint(_groups.Peek(), group.Nodes);
                return;
            case GraphTokenKind.Name:
                ReadName(group);
                return;
            default:
                throw _cursor.Unexpected("a node name");
        }
    }

    private void ReadName(GraphTextGroup group)
    {
        if (_cursor.Current.Is("subgraph") && (_cursor.Next.Kind == GraphTokenKind.OpenBrace || _cursor.Next.Kind == GraphTokenKind.Name))
        {
            _cursor.Advance();
            if (_cursor.Current.Kind == GraphTokenKind.Name)
            {
                _cursor.Advance();
            }

            if (_cursor.Current.Kind != GraphTokenKind.OpenBrace)
            {
                throw _cursor.Unexpected("'{' after subgraph");
            }

            OpenGroup();
            return;
        }

        if (group.Arrow is null && !_cursor.Current.Quoted && _cursor.Next.Kind == GraphTokenKind.Equals)
        {
            _cursor.Advance();
            _cursor.Advance();
            _cursor.Expect(GraphTokenKind.Name, "a value after '='");
            return;
        }

        if (
            group.Arrow is null
            && (_cursor.Current.Is("graph") || _cursor.Current.Is("node") || _cursor.Current.Is("edge"))
            && _cursor.Next.Kind == GraphTokenKind.OpenBracket)
        {
            _cursor.Advance();
            GraphTextAttributes.Read(_cursor, _attributes);
            return;
        }

        if (NodeName.Check(_cursor.Current.Text) is { } flaw)
        {
            throw _cursor.Fail(_cursor.Current, flaw);
        }

        var name = _cursor.Current;
        if (!_graph.AddNode(name.Text))
        {
            throw _cursor.Fail(name, $"the graph has more than {limits.MaxNodes} nodes; leave out what does not bear on the question");
        }

        _cursor.Advance();
        EndOfEndpoint(group, [name.Text]);
    }

    private void OpenGroup()
    {
        if (_groups.Count > MaxDepth)
        {
            throw _cursor.Fail(_cursor.Current, $"groups are nested more than {MaxDepth} deep");
        }

        _groups.Push(new GraphTextGroup());
        _cursor.Advance();
    }

    /// <summary>A node or a group was read: it ends an edge where an arrow stands before it, and begins one where an arrow follows.</summary>
    private void EndOfEndpoint(GraphTextGroup group, IReadOnlyCollection<string> nodes)
    {
        if (_groups.Count > 1)
        {
            group.Nodes.UnionWith(nodes);
        }

        if (group.Arrow is { } arrow)
        {
            group.Edges.Add((group.Left, arrow, nodes));
            if (group.Edges.Count > limits.MaxEdges)
            {
                throw _cursor.Fail(arrow, $"the graph has more than {limits.MaxEdges} edges; leave out what does not bear on the question");
            }
        }

        (group.Left, group.Arrow) = (nodes, null);
        if (_cursor.Current.Kind == GraphTokenKind.Arrow)
        {
            if (GraphTextRefusals.OfArrow(_cursor.Current.Text) is { } refusal)
            {
                throw _cursor.Fail(_cursor.Current, refusal);
            }

            group.Arrow = _cursor.Current;
            _cursor.Advance();
            return;
        }

        _attributes.Clear();
        GraphTextAttributes.Read(_cursor, _attributes);
        if (group.Edges.Count > 0)
        {
            Flush(group, _attributes.GetValueOrDefault("dir", ""));
        }
        else if (_attributes.Count > 0)
        {
            _graph.AddRoles(nodes, _attributes);
        }
    }

    /// <summary>Takes over the edges of a statement; DOT's <c>dir</c> may say otherwise than their arrows.</summary>
    private void Flush(GraphTextGroup group, string direction)
    {
        foreach (var (left, arrow, right) in group.Edges)
        {
            var drawn = direction.ToUpperInvariant() switch
            {
                "" or "FORWARD" => arrow.Text,
                "BOTH" => "<->",
                "BACK" => arrow.Text switch { "->" => "<-", "<-" => "->", _ => arrow.Text },
                _ => throw _cursor.Fail(arrow, $"an edge with dir={direction} has no direction; write dir=forward, back or both"),
            };
            if (!_graph.AddEdges(left, drawn, right))
            {
                throw _cursor.Fail(
                    arrow,
                    $"the graph has more than {limits.MaxEdges} edges, or draws them more than {MostRepeats} times; "
                    + "leave out what does not bear on the question");
            }
        }

        group.Edges.Clear();
    }

    private void EndOfGroup(GraphTextGroup group)
    {
        if (group.Arrow is not null)
        {
            throw _cursor.Unexpected("a node name");
        }
    }
}
