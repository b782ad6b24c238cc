using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

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
        new Reader(text, path, limits ?? new GraphLimits()).Read();

    private sealed class Reader(string text, string path, GraphLimits limits)
    {
        private const int MaxDepth = 100;

        /// <summary>Text may draw an edge more than once; how often in all is bounded, for groups draw many with few words.</summary>
        private const int MostRepeats = 20;

        /// <summary>Words and signs of a text, for each node and edge it may have.</summary>
        private const int MostTokens = 20;

        private readonly Dictionary<string, string> _attributes = new(StringComparer.OrdinalIgnoreCase);
        private readonly long _maxTokens = MostTokens * ((long)limits.MaxNodes + limits.MaxEdges);
        private readonly GraphTokenizer _tokens = new(text, path);
        private readonly GraphTextStatements _graph = new(path, limits.MaxNodes, limits.MaxEdges, MostRepeats);
        private readonly Stack<Group> _groups = new();
        private GraphToken _current;
        private GraphToken _next;
        private long _read;

        public ParsedGraph Read()
        {
            Advance();
            Advance();
            var braced = ReadHeader();
            _groups.Push(new Group());
            while (true)
            {
                if (_current.Kind == GraphTokenKind.End || (_groups.Count == 1 && _current.Kind == GraphTokenKind.CloseBrace))
                {
                    break;
                }

                ReadPart(_groups.Peek());
            }

            EndOfGroup(_groups.Peek());
            if (_groups.Count > 1 || braced)
            {
                Expect(GraphTokenKind.CloseBrace, _groups.Count > 1 ? "'}' at the end of the group" : "'}' at the end of the graph");
            }

            while (_current.Kind == GraphTokenKind.Separator)
            {
                Advance();
            }

            return _current.Kind == GraphTokenKind.End ? _graph.Build() : throw Unexpected("the end of the text");
        }

        /// <summary>Reads <c>dag {</c>, <c>strict digraph name {</c> or nothing; says whether a closing brace must follow.</summary>
        private bool ReadHeader()
        {
            if (_current.Is("strict") && (_next.Is("digraph") || _next.Is("graph")))
            {
                Advance();
            }

            if (_current.Kind == GraphTokenKind.OpenBrace)
            {
                // Braces alone: a graph, unless more follows them, as in "{A B} -> C".
                return false;
            }

            if (_current is not { Kind: GraphTokenKind.Name, Quoted: false } || _next.Kind is not (GraphTokenKind.OpenBrace or GraphTokenKind.Name))
            {
                return false;
            }

            var kind = _current;
            var refusal = GraphTextRefusals.OfHeader(kind.Text);
            var known = kind.Text.ToUpperInvariant() is "DAG" or "DIGRAPH" or "GRAPH" or "DG" or "ADMG";
            if (_next.Kind == GraphTokenKind.OpenBrace)
            {
                if (!known)
                {
                    throw Fail(kind, refusal ?? $"'{kind.Text}' graphs are not read; start with 'dag {{' or 'digraph {{'");
                }

                Advance();
                Advance();
                return true;
            }

            // A name may stand before the brace, "digraph g {"; "A B" without a brace are two nodes.
            if (!known && refusal is null)
            {
                return false;
            }

            Advance();
            if (_next.Kind != GraphTokenKind.OpenBrace)
            {
                throw Unexpected("'{'", _next);
            }

            if (!known)
            {
                throw Fail(kind, refusal!);
            }

            Advance();
            Advance();
            return true;
        }

        /// <summary>Reads one node, setting, brace or separator, and the arrow or attributes behind it.</summary>
        private void ReadPart(Group group)
        {
            switch (_current.Kind)
            {
                case GraphTokenKind.Separator when group.Arrow is null:
                    Advance();
                    return;
                case GraphTokenKind.OpenBrace:
                    OpenGroup();
                    return;
                case GraphTokenKind.CloseBrace:
                    EndOfGroup(group);
                    _groups.Pop();
                    Advance();
                    EndOfEndpoint(_groups.Peek(), group.Nodes);
                    return;
                case GraphTokenKind.Name:
                    ReadName(group);
                    return;
                default:
                    throw Unexpected("a node name");
            }
        }

        private void ReadName(Group group)
        {
            if (_current.Is("subgraph") && (_next.Kind == GraphTokenKind.OpenBrace || _next.Kind == GraphTokenKind.Name))
            {
                Advance();
                if (_current.Kind == GraphTokenKind.Name)
                {
                    Advance();
                }

                if (_current.Kind != GraphTokenKind.OpenBrace)
                {
                    throw Unexpected("'{' after subgraph");
                }

                OpenGroup();
                return;
            }

            if (group.Arrow is null && !_current.Quoted && _next.Kind == GraphTokenKind.Equals)
            {
                Advance();
                Advance();
                Expect(GraphTokenKind.Name, "a value after '='");
                return;
            }

            if (
                group.Arrow is null
                && (_current.Is("graph") || _current.Is("node") || _current.Is("edge"))
                && _next.Kind == GraphTokenKind.OpenBracket)
            {
                Advance();
                ReadAttributes();
                return;
            }

            if (NodeName.Check(_current.Text) is { } flaw)
            {
                throw Fail(_current, flaw);
            }

            var name = _current;
            if (!_graph.AddNode(name.Text))
            {
                throw Fail(name, $"the graph has more than {limits.MaxNodes} nodes; leave out what does not bear on the question");
            }

            Advance();
            EndOfEndpoint(group, [name.Text]);
        }

        private void OpenGroup()
        {
            if (_groups.Count > MaxDepth)
            {
                throw Fail(_current, $"groups are nested more than {MaxDepth} deep");
            }

            _groups.Push(new Group());
            Advance();
        }

        /// <summary>A node or a group was read: it ends an edge where an arrow stands before it, and begins one where an arrow follows.</summary>
        private void EndOfEndpoint(Group group, IReadOnlyCollection<string> nodes)
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
                    throw Fail(arrow, $"the graph has more than {limits.MaxEdges} edges; leave out what does not bear on the question");
                }
            }

            (group.Left, group.Arrow) = (nodes, null);
            if (_current.Kind == GraphTokenKind.Arrow)
            {
                if (GraphTextRefusals.OfArrow(_current.Text) is { } refusal)
                {
                    throw Fail(_current, refusal);
                }

                group.Arrow = _current;
                Advance();
                return;
            }

            _attributes.Clear();
            ReadAttributes();
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
        private void Flush(Group group, string direction)
        {
            foreach (var (left, arrow, right) in group.Edges)
            {
                var drawn = direction.ToUpperInvariant() switch
                {
                    "" or "FORWARD" => arrow.Text,
                    "BOTH" => "<->",
                    "BACK" => arrow.Text switch { "->" => "<-", "<-" => "->", _ => arrow.Text },
                    _ => throw Fail(arrow, $"an edge with dir={direction} has no direction; write dir=forward, back or both"),
                };
                if (!_graph.AddEdges(left, drawn, right))
                {
                    throw Fail(
                        arrow,
                        $"the graph has more than {limits.MaxEdges} edges, or draws them more than {MostRepeats} times; leave out what does not bear on the question");
                }
            }

            group.Edges.Clear();
        }

        private void EndOfGroup(Group group)
        {
            if (group.Arrow is not null)
            {
                throw Unexpected("a node name");
            }
        }

        /// <summary>Reads attributes in brackets; DOT allows several lists, <c>[a=1][b=2]</c>.</summary>
        private void ReadAttributes()
        {
            while (_current.Kind == GraphTokenKind.OpenBracket)
            {
                Advance();
                while (_current.Kind != GraphTokenKind.CloseBracket)
                {
                    ReadAttribute();
                }

                Advance();
            }
        }

        private void ReadAttribute()
        {
            if (_current.Kind == GraphTokenKind.Separator)
            {
                Advance();
                return;
            }

            if (_current.Kind != GraphTokenKind.Name)
            {
                throw Unexpected("an attribute or ']'");
            }

            var name = _current.Text;
            var value = "";
            Advance();
            if (_current.Kind == GraphTokenKind.Equals)
            {
                Advance();
                value = _current.Text;
                Expect(GraphTokenKind.Name, $"a value for '{name}'");
            }

            _attributes[name] = value;
        }

        private void Advance()
        {
            (_current, _next) = (_next, _tokens.Next());
            if (++_read > _maxTokens)
            {
                throw Fail(
                    _current,
                    $"the text has more than {_maxTokens} words and signs, {MostTokens} for each node and edge that a graph may have; leave out attributes");
            }
        }

        private void Expect(GraphTokenKind kind, string what)
        {
            if (_current.Kind != kind)
            {
                throw Unexpected(what);
            }

            Advance();
        }

        private InputException Unexpected(string expected) => Unexpected(expected, _current);

        private InputException Unexpected(string expected, GraphToken token) =>
            Fail(token, token.Kind == GraphTokenKind.End ? $"the text ends, expected {expected}" : $"found '{token.Text}', expected {expected}");

        private InputException Fail(GraphToken token, string what) =>
            new(path, $"The graph text cannot be read at line {token.Line}, column {token.Column}: {what.TrimEnd('.')}.");
    }

    /// <summary>What stands between two braces, and the statement that is being read there.</summary>
    private sealed class Group
    {
        public HashSet<string> Nodes { get; } = new(StringComparer.Ordinal);

        public IReadOnlyCollection<string> Left { get; set; } = [];

        public GraphToken? Arrow { get; set; }

        public List<(IReadOnlyCollection<string> Left, GraphToken Arrow, IReadOnlyCollection<string> Right)> Edges { get; } = [];
    }
}
