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
    private readonly List<GraphToken> _settings = [];
    private readonly GraphTextStatements _graph = new(path, limits.MaxNodes, limits.MaxEdges, MostRepeats);
    private readonly Stack<GraphTextGroup> _groups = new();
    private GraphTextParts? _parts;
    private GraphToken _startOfPart;
    private bool _mayBeOpen;

    private GraphTextParts Parts => _parts ??= new GraphTextParts(_cursor);

    /// <summary>Reads the whole text.</summary>
    /// <exception cref="InputException">It is not a graph.</exception>
    public ParsedGraph Read()
    {
        _cursor.Advance();
        _cursor.Advance();
        var (braced, mayBeOpen) = GraphTextHeader.Read(_cursor);
        _mayBeOpen = mayBeOpen && braced;
        _groups.Push(new GraphTextGroup(outer: null));
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

        if (_cursor.Current.Kind != GraphTokenKind.End)
        {
            throw _cursor.Unexpected("the end of the text");
        }

        if (_settings.Find(setting => _graph.HasNode(setting.Text)) is { Line: > 0 } equation)
        {
            throw _cursor.Fail(equation, $"'{equation.Text}' is a node, and stands before '='; equations are not read, write 'A -> B' for each "
                + $"cause");
        }

        Parts.Check(braced, _graph.IsInEdge);
        return _graph.Build();
    }

    /// <summary>Reads one node, setting, brace or separator, and the arrow or attributes behind it.</summary>
    private void ReadPart(GraphTextGroup group)
    {
        switch (_cursor.Current.Kind)
        {
            case GraphTokenKind.Separator when group.Arrow is null:
                Parts.Pass(_cursor.Current);
                _cursor.Advance();
                return;
            case GraphTokenKind.OpenBrace:
                OpenGroup();
                return;
            case GraphTokenKind.CloseBrace:
                EndOfGroup(group);
                _groups.Pop();
                var end = _cursor.Current;
                _cursor.Advance();
                EndOfEndpoint(_groups.Peek(), group.Nodes, end);
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
            _settings.Add(_cursor.Current);
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
            ReadDefaults(group);
            return;
        }

        var token = _cursor.Current;
        var name = NodeName.Normalise(token.Text);
        if (NodeName.Check(name) is { } flaw)
        {
            throw _cursor.Fail(token, flaw);
        }

        if (!_graph.AddNode(name, group.NodeDefaults))
        {
            throw _cursor.Fail(token, $"the graph has more than {limits.MaxNodes} nodes; leave out what does not bear on the question");
        }

        if (_groups.Count == 1 && group.Arrow is null && group.Edges.Count == 0)
        {
            _startOfPart = token;
        }

        _cursor.Advance();
        EndOfEndpoint(group, [name], token);
    }

    /// <summary>Reads what DOT lets hold for the nodes or edges that follow in this group.</summary>
    private void ReadDefaults(GraphTextGroup group)
    {
        var (ofNodes, ofEdges) = (_cursor.Current.Is("node"), _cursor.Current.Is("edge"));
        _attributes.Clear();
        _cursor.Advance();
        GraphTextAttributes.Read(_cursor, _attributes, ofNodes);
        if (ofNodes)
        {
            group.AddNodeDefaults(_attributes);
        }
        else if (ofEdges)
        {
            group.AddEdgeDefaults(_attributes);
        }
    }

    private void OpenGroup()
    {
        if (_groups.Count > MaxDepth)
        {
            throw _cursor.Fail(_cursor.Current, $"groups are nested more than {MaxDepth} deep");
        }

        if (_groups.Count == 1 && _groups.Peek().Arrow is null)
        {
            _startOfPart = _cursor.Current;
        }

        _groups.Push(new GraphTextGroup(_groups.Peek()));
        Parts.Pass(_cursor.Current);
        _cursor.Advance();
    }

    /// <summary>A node or a group was read: it ends an edge where an arrow stands before it, and begins one where an arrow follows.</summary>
    private void EndOfEndpoint(GraphTextGroup group, IReadOnlyCollection<string> nodes, GraphToken last)
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
        var isChain = group.Edges.Count > 0;
        GraphTextAttributes.Read(_cursor, _attributes, ofNode: !isChain);
        if (isChain)
        {
            Flush(group);
        }
        else if (_attributes.Count > 0)
        {
            _graph.AddRoles(nodes, _attributes);
        }

        // Groups have their own statements: what is watched for is how whole statements follow each other.
        if (_groups.Count == 1)
        {
            var isBare = last.Kind == GraphTokenKind.Name && _attributes.Count == 0 && !last.Quoted;
            Parts.Add(isChain || isBare ? _startOfPart : last, last, isChain ? true : isBare ? false : null);
        }
        else if (isChain)
        {
            Parts.HasChain();
        }
    }

    /// <summary>Takes over the edges of a statement; DOT's attributes may say otherwise than their arrows.</summary>
    private void Flush(GraphTextGroup group)
    {
        var attributes = GraphTextGroup.Merged(group.EdgeDefaults, _attributes);
        foreach (var (left, arrow, right) in group.Edges)
        {
            var (drawn, refusal) = GraphTextMarks.Of(arrow.Text, attributes, _mayBeOpen);
            if (refusal is not null)
            {
                throw _cursor.Fail(arrow, refusal);
            }

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
