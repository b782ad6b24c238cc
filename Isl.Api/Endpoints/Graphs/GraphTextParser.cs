using Isl.Errors;
using Isl.Graphs;

namespace Isl.Api.Endpoints.Graphs;

/// <summary>Reads graphs in dagitty and DOT syntax: <c>dag { A -> B &lt;- C; A &lt;-> C; U [latent] }</c>.</summary>
/// <remarks>
/// One pass over the tokens, no recursion. Understood: an optional header (<c>dag</c>, <c>digraph</c>, with or without a name), chains of
/// <c>-></c>, <c>&lt;-</c> and <c>&lt;-></c>, quoted names, comments (<c>//</c>, <c>#</c>, <c>/* */</c>), and attributes in brackets, of which
/// <c>latent</c>, <c>exposure</c> and <c>outcome</c> carry meaning. Nodes are declared by use. <c>bb="…"</c> and DOT's default statements
/// (<c>graph</c>, <c>node</c>, <c>edge</c>) are passed over.
/// </remarks>
public static class GraphTextParser
{
    /// <summary>A graph read from text, and the roles its attributes give.</summary>
    /// <param name="Graph">The graph.</param>
    /// <param name="Exposures">Nodes marked <c>exposure</c>.</param>
    /// <param name="Outcomes">Nodes marked <c>outcome</c>.</param>
    public sealed record ParsedGraph(CausalGraph Graph, IReadOnlyList<string> Exposures, IReadOnlyList<string> Outcomes);

    /// <summary>Reads a graph.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">JSON pointer of the text, for mistakes.</param>
    /// <exception cref="InputException">It is not a graph; the message names line and column.</exception>
    public static ParsedGraph Parse(string text, string path) => new Reader(text, path).Read();

    private sealed class Reader(string text, string path)
    {
        private readonly List<GraphToken> _tokens = GraphTokenizer.Tokenize(text, path);
        private readonly HashSet<string> _nodes = new(StringComparer.Ordinal);
        private readonly HashSet<string> _latent = new(StringComparer.Ordinal);
        private readonly List<string> _exposures = [];
        private readonly List<string> _outcomes = [];
        private readonly CausalGraphBuilder _builder = new();
        private readonly HashSet<(string, string, string)> _edges = [];
        private int _at;

        private GraphToken Current => _tokens[_at];

        public ParsedGraph Read()
        {
            var braced = ReadHeader();
            while (Current.Kind != GraphTokenKind.End && !(braced && Current.Kind == GraphTokenKind.CloseBrace))
            {
                ReadStatement();
            }

            if (braced)
            {
                Expect(GraphTokenKind.CloseBrace, "'}' at the end of the graph");
            }

            if (Current.Kind != GraphTokenKind.End)
            {
                throw Unexpected("the end of the text");
            }

            foreach (var node in _nodes)
            {
                _builder.AddNode(node, path);
            }

            foreach (var node in _latent)
            {
                _builder.AddLatent(node, path);
            }

            return new ParsedGraph(_builder.Build(), _exposures, _outcomes);
        }

        /// <summary>Reads <c>dag {</c>, <c>digraph name {</c> or nothing; says whether a closing brace must follow.</summary>
        private bool ReadHeader()
        {
            if (Current is { Kind: GraphTokenKind.Name, Quoted: false } && Current.Text is "strict")
            {
                _at++;
            }

            if (Current.Kind == GraphTokenKind.OpenBrace)
            {
                _at++;
                return true;
            }

            var opens = Current.Kind == GraphTokenKind.Name
                && (_tokens[_at + 1].Kind == GraphTokenKind.OpenBrace || (_tokens[_at + 1].Kind == GraphTokenKind.Name && _tokens[_at + 2].Kind == GraphTokenKind.OpenBrace));
            if (!opens)
            {
                return false;
            }

            if (Current.Text is not ("dag" or "digraph" or "dg" or "admg" or "graph"))
            {
                throw Fail(Current, $"'{Current.Text}' graphs are not read; start with 'dag {{' or 'digraph {{'");
            }

            _at += _tokens[_at + 1].Kind == GraphTokenKind.OpenBrace ? 2 : 3;
            return true;
        }

        private void ReadStatement()
        {
            if (Current.Kind == GraphTokenKind.Separator)
            {
                _at++;
                return;
            }

            var isSetting = Current is { Kind: GraphTokenKind.Name, Quoted: false } && _tokens[_at + 1].Kind == GraphTokenKind.Equals;
            if (isSetting)
            {
                _at += 2;
                Expect(GraphTokenKind.Name, "a value after '='");
                return;
            }

            var isDefault = Current is { Kind: GraphTokenKind.Name, Quoted: false, Text: "graph" or "node" or "edge" } && _tokens[_at + 1].Kind == GraphTokenKind.OpenBracket;
            if (isDefault)
            {
                _at++;
                ReadAttributes();
                return;
            }

            ReadChain();
        }

        private void ReadChain()
        {
            var group = ReadNodes();
            if (Current.Kind != GraphTokenKind.Arrow)
            {
                ApplyRoles(group, Current.Kind == GraphTokenKind.OpenBracket ? ReadAttributes() : []);
                return;
            }

            var pending = new List<(string From, string Arrow, string To)>();
            while (Current.Kind == GraphTokenKind.Arrow)
            {
                var arrow = Current.Text;
                if (arrow is not ("->" or "<-" or "<->"))
                {
                    throw Fail(Current, $"'{arrow}' has no direction; write '->', '<-' or '<->'");
                }

                _at++;
                var next = ReadNodes();
                pending.AddRange(from a in @group from b in next select (a, arrow, b));
                group = next;
            }

            var attributes = Current.Kind == GraphTokenKind.OpenBracket ? ReadAttributes() : [];
            var bothWays = attributes.GetValueOrDefault("dir") == "both";
            foreach (var (from, arrow, to) in pending)
            {
                AddEdge(from, bothWays ? "<->" : arrow, to);
            }
        }

        /// <summary>A node, or a group of nodes in braces.</summary>
        private List<string> ReadNodes()
        {
            if (Current.Kind != GraphTokenKind.OpenBrace)
            {
                return [ReadNode()];
            }

            _at++;
            var nodes = new List<string>();
            while (Current.Kind != GraphTokenKind.CloseBrace)
            {
                if (Current.Kind == GraphTokenKind.Separator)
                {
                    _at++;
                }
                else
                {
                    nodes.Add(ReadNode());
                }
            }

            _at++;
            return nodes;
        }

        private string ReadNode()
        {
            if (Current.Kind != GraphTokenKind.Name)
            {
                throw Unexpected("a node name");
            }

            if (NodeName.Check(Current.Text) is { } flaw)
            {
                throw Fail(Current, flaw);
            }

            _nodes.Add(Current.Text);
            return _tokens[_at++].Text;
        }

        private Dictionary<string, string> ReadAttributes()
        {
            var attributes = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            _at++;
            while (Current.Kind != GraphTokenKind.CloseBracket)
            {
                if (Current.Kind == GraphTokenKind.Separator)
                {
                    _at++;
                    continue;
                }

                if (Current.Kind != GraphTokenKind.Name)
                {
                    throw Unexpected("an attribute or ']'");
                }

                var name = _tokens[_at++].Text;
                var value = "";
                if (Current.Kind == GraphTokenKind.Equals)
                {
                    _at++;
                    value = Current.Text;
                    Expect(GraphTokenKind.Name, $"a value for '{name}'");
                }

                attributes[name] = value;
            }

            _at++;
            return attributes;
        }

        private void ApplyRoles(List<string> nodes, Dictionary<string, string> attributes)
        {
            foreach (var role in attributes.Keys)
            {
                switch (role.ToUpperInvariant())
                {
                    case "LATENT" or "L" or "UNOBSERVED" or "U":
                        _latent.UnionWith(nodes);
                        break;
                    case "EXPOSURE" or "E":
                        _exposures.AddRange(nodes);
                        break;
                    case "OUTCOME" or "O":
                        _outcomes.AddRange(nodes);
                        break;
                    default:
                        // Positions, labels, colours and the like say nothing about causes.
                        break;
                }
            }
        }

        /// <summary>Text may well draw one edge twice; it is then one edge.</summary>
        private void AddEdge(string from, string arrow, string to)
        {
            var key = arrow switch
            {
                "->" => (from, "->", to),
                "<-" => (to, "->", from),
                _ => string.CompareOrdinal(from, to) < 0 ? (from, "<->", to) : (to, "<->", from),
            };
            if (!_edges.Add(key))
            {
                return;
            }

            if (key.Item2 == "->")
            {
                _builder.AddEdge(key.Item1, key.Item3, path);
            }
            else
            {
                _builder.AddBidirected(key.Item1, key.Item3, path);
            }
        }

        private void Expect(GraphTokenKind kind, string what)
        {
            if (Current.Kind != kind)
            {
                throw Unexpected(what);
            }

            _at++;
        }

        private InputException Unexpected(string expected) =>
            Fail(Current, Current.Kind == GraphTokenKind.End ? $"the text ends, expected {expected}" : $"found '{Current.Text}', expected {expected}");

        private InputException Fail(GraphToken token, string what) =>
            new(path, $"The graph text cannot be read at line {token.Line}, column {token.Column}: {what}.");
    }
}
