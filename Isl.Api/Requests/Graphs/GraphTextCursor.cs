using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Goes through the tokens of graph text, one looked at ahead; their number is bounded.</summary>
/// <param name="text">The text.</param>
/// <param name="path">JSON pointer of the text, for mistakes.</param>
/// <param name="limits">How large a graph may be.</param>
internal sealed class GraphTextCursor(string text, string path, GraphLimits limits)
{
    /// <summary>Words and signs of a text, for each node and edge it may have.</summary>
    private const int MostTokens = 20;

    private readonly GraphTokenizer _tokens = new(text, path);
    private readonly long _maxTokens = MostTokens * ((long)limits.MaxNodes + limits.MaxEdges);
    private long _read;

    /// <summary>The token the reader is at.</summary>
    public GraphToken Current { get; private set; }

    /// <summary>The token behind it.</summary>
    public GraphToken Next { get; private set; }

    /// <summary>Goes on to the next token.</summary>
    public void Advance()
    {
        (Current, Next) = (Next, _tokens.Next());
        if (++_read > _maxTokens)
        {
            throw Fail(
                Current,
                $"the text has more than {_maxTokens} words and signs, {MostTokens} for each node and edge that a graph may have; "
                + "leave out attributes");
        }
    }

    /// <summary>Passes over a token of a kind, which must be there.</summary>
    public void Expect(GraphTokenKind kind, string what)
    {
        if (Current.Kind != kind)
        {
            throw Unexpected(what);
        }

        Advance();
    }

    /// <summary>The mistake that something else stands where the reader is.</summary>
    public InputException Unexpected(string expected) => Unexpected(expected, Current);

    /// <summary>The mistake that another token stands where something is expected.</summary>
    public InputException Unexpected(string expected, GraphToken token) =>
        Fail(token, token.Kind == GraphTokenKind.End ? $"the text ends, expected {expected}" : $"found '{token.Text}', expected {expected}");

    /// <summary>A mistake at a token.</summary>
    public InputException Fail(GraphToken token, string what) =>
        new(path, $"The graph text cannot be read at line {token.Line}, column {token.Column}: {what.TrimEnd('.')}.");
}
