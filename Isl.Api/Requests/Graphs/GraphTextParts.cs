using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>How a part of graph text is set off from the one before it.</summary>
internal enum GraphTextBreak
{
    /// <summary>It is the first, or a semicolon or brace stands between.</summary>
    Clear,

    /// <summary>A line break alone.</summary>
    Line,

    /// <summary>A blank alone.</summary>
    Blank,

    /// <summary>A comma.</summary>
    Comma,
}

/// <summary>
/// Watches for parts of graph text that the languages allow and that people write to say something else: edge lists without arrows, lists before an
/// arrow without braces, and names with blanks without quotes.
/// </summary>
/// <param name="cursor">Where the text is read; makes the mistakes.</param>
internal sealed class GraphTextParts(GraphTextCursor cursor)
{
    private readonly List<(GraphToken Bare, GraphToken Other, bool IsBefore)> _besideChain = [];
    private readonly List<(GraphToken First, GraphToken Second, GraphTextBreak Break)> _bareBesideBare = [];
    private readonly HashSet<string> _bare = new(StringComparer.Ordinal);
    private GraphToken? _repeated;
    private bool _hasChain;
    private Part? _last;
    private GraphTextBreak _break = GraphTextBreak.Clear;

    /// <summary>A separator or a brace was passed.</summary>
    public void Pass(GraphToken token)
    {
        var isComma = token.Kind == GraphTokenKind.Separator && token.Text == ",";
        _break = isComma && _break != GraphTextBreak.Clear ? GraphTextBreak.Comma : GraphTextBreak.Clear;
    }

    /// <summary>An edge was drawn within a group.</summary>
    public void HasChain() => _hasChain = true;

    /// <summary>A node with nothing behind it, an edge or chain of edges, or something else (null) has ended.</summary>
    /// <param name="first">Its first token.</param>
    /// <param name="last">Its last token.</param>
    /// <param name="isChain">True for edges; false for a node alone; null for what is neither, such as a node with attributes.</param>
    /// <exception cref="InputException">It and the part before it can be meant otherwise.</exception>
    public void Add(GraphToken first, GraphToken last, bool? isChain)
    {
        var part = new Part(first, last, isChain);
        var set = _break != GraphTextBreak.Blank ? _break : _last?.Last.Line == first.Line ? GraphTextBreak.Blank : GraphTextBreak.Line;
        if (_last is { } before && set is GraphTextBreak.Comma or GraphTextBreak.Blank)
        {
            Compare(_last, part, set);
        }

        if (isChain == false && !_bare.Add(first.Text))
        {
            _repeated ??= first;
        }

        _hasChain |= isChain == true;
        (_last, _break) = (part, GraphTextBreak.Blank);
    }

    /// <summary>The text has ended: was it meant as it was read?</summary>
    /// <param name="hasHeader">It began with <c>dag {</c> or the like.</param>
    /// <param name="isInEdge">Is a node at an end of any edge?</param>
    /// <exception cref="InputException">It can be meant otherwise.</exception>
    public void Check(bool hasHeader, Func<string, bool> isInEdge)
    {
        foreach (var (bare, other, isBefore) in _besideChain)
        {
            if (!isInEdge(bare.Text))
            {
                var name = isBefore ? $"{bare.Text} {other.Text}" : $"{other.Text} {bare.Text}";
                throw cursor.Fail(
                    bare, $"'{bare.Text}' has no edge; put a name with blanks in quotes, as in \"{name}\", or ';' between '{bare.Text}' and the "
                        + $"edge");
            }
        }

        if (!_hasChain && (_repeated is not null || (!hasHeader && _bareBesideBare.Count > 0)))
        {
            throw cursor.Fail(
                _repeated ?? _bareBesideBare[0].First,
                "the text draws no arrow, so it reads like a list of edges or a sentence; write 'A -> B' for an edge, and 'dag { A; B }' for "
                    + "nodes alone");
        }

        if (!hasHeader && _bareBesideBare.Find(pair => !isInEdge(pair.First.Text) || !isInEdge(pair.Second.Text)) is { First.Line: > 0 } pair)
        {
            throw cursor.Fail(pair.First, $"no arrow stands between '{pair.First.Text}' and '{pair.Second.Text}'; write 'A -> B' for an edge");
        }
    }

    private void Compare(Part before, Part part, GraphTextBreak set)
    {
        if (before.IsChain is null || part.IsChain is null)
        {
            return;
        }

        if (before.IsChain == false && part.IsChain == false)
        {
            _bareBesideBare.Add((before.First, part.First, set));
            return;
        }

        if (before.IsChain == part.IsChain)
        {
            return;
        }

        var (bare, other) = before.IsChain == false ? (before.First, part.First) : (part.First, before.Last);
        if (set == GraphTextBreak.Comma)
        {
            throw cursor.Fail(
                bare,
                $"the comma beside '{bare.Text}' can be meant in two ways; put several nodes of one edge in braces, as in '{{A B}} -> C', "
                + "and ';' between statements");
        }

        _besideChain.Add((bare, other, before.IsChain == false));
    }

    private sealed record Part(GraphToken First, GraphToken Last, bool? IsChain);
}
