using System.Globalization;
using System.Text;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Kinds of tokens in graph text.</summary>
internal enum GraphTokenKind
{
    Name,
    Arrow,
    OpenBrace,
    CloseBrace,
    OpenBracket,
    CloseBracket,
    Equals,
    Separator,
    End,
}

/// <summary>A token and where it stands (from 1).</summary>
internal readonly record struct GraphToken(GraphTokenKind Kind, string Text, int Line, int Column, bool Quoted = false)
{
    /// <summary>Is it this word, not in quotes, in whatever case?</summary>
    public bool Is(string word) => Kind == GraphTokenKind.Name && !Quoted && Text.Equals(word, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Cuts graph text into tokens, one at a time; comments and blanks fall away. Linear in the text, and no memory beyond a token.</summary>
/// <param name="text">The text.</param>
/// <param name="path">JSON pointer of the text, for mistakes.</param>
internal sealed class GraphTokenizer(string text, string path)
{
    /// <summary>Longest quoted text read: labels in quotes may be longer than names.</summary>
    private const int MaxQuoted = 100_000;

    /// <summary>Everything that is drawn as an arrow somewhere, long ones before those they begin with; most are refused by name.</summary>
    private static readonly string[] Arrows =
    [
        "<-->", "<->", "<=>", "<-@", "<-*", "<--", "<==", "<-", "-->", "->>", "->", "--@", "---", "--", "@->", "@-@", "@--", "*->", "*-*", "*--",
        "==>", "=>", "~>", "→", "←", "↔", "⟶", "⟵", "⟷", "⇒", "⇐", "⇔",
    ];

    private static readonly string[] CircleArrows = ["o->", "o--", "o-o", "o-@"];
    private static readonly string[] CircleEnds = ["<-o", "--o", "@-o"];
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private GraphToken _previous;

    /// <summary>The next token; the end of the text again and again once it is reached.</summary>
    /// <exception cref="InputException">What stands there has no meaning.</exception>
    public GraphToken Next() => _previous = Take();

    private GraphToken Take()
    {
        SkipBlanks();
        var column = _at - _lineStart + 1;
        if (_at >= text.Length)
        {
            return new GraphToken(GraphTokenKind.End, "", _line, column);
        }

        var c = text[_at];
        if (c is '"' or '\'')
        {
            return new GraphToken(GraphTokenKind.Name, ReadQuoted(column), _line, column, Quoted: true);
        }

        if (ArrowHere() is { } arrow)
        {
            _at += arrow.Length;
            return new GraphToken(GraphTokenKind.Arrow, arrow, _line, column);
        }

        if (SymbolKind(c) is var (kind, symbol))
        {
            _at++;
            return new GraphToken(kind, symbol, _line, column);
        }

        var start = _at;
        while (_at < text.Length && IsNamePart())
        {
            _at++;
        }

        return _at > start
            ? new GraphToken(GraphTokenKind.Name, text[start.._at], _line, column)
            : throw Fail(_line, column, $"found '{Shown()}', which has no meaning here; {GraphTextRefusals.Languages}{AdviceOnNames(c)}");
    }

    private void SkipBlanks()
    {
        while (_at < text.Length)
        {
            var c = text[_at];
            if (c == '\n')
            {
                NewLine(_at);
                _at++;
            }
            else if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                _at++;
            }
            else if (c == '#' || (c == '/' && Follows('/')))
            {
                var end = text.IndexOf('\n', _at);
                _at = end < 0 ? text.Length : end;
            }
            else if (c == '/' && Follows('*'))
            {
                var end = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Fail(_line, _at - _lineStart + 1, "the comment is not closed; end it with '*/'");
                }

                for (; _at < end; _at++)
                {
                    if (text[_at] == '\n')
                    {
                        NewLine(_at);
                    }
                }

                _at = end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private bool Follows(char c) => _at + 1 < text.Length && text[_at + 1] == c;

    private void NewLine(int at) => (_line, _lineStart) = (_line + 1, at + 1);

    private static string AdviceOnNames(char c) => c is '~' or '=' or '|' or '>' or '<' ? "" : ", with names that hold such characters in quotes";

    /// <summary>The arrow that stands here. An 'o' glued to one is a circle mark, not a node, where a node stands before or behind it.</summary>
    private string? ArrowHere()
    {
        var rest = text.AsSpan(_at);
        if (rest[0] is not ('o' or '<' or '-' or '@' or '*' or '=' or '~') && rest[0] < 128)
        {
            return null;
        }

        var isBehindNode = _previous.Line == _line
            && _previous.Kind is GraphTokenKind.Name or GraphTokenKind.CloseBrace or GraphTokenKind.CloseBracket;
        if (rest[0] == 'o')
        {
            return isBehindNode ? First(CircleArrows, rest) is { } circle && EndsCleanly(rest[circle.Length..], circle) ? circle : null : null;
        }

        if (First(CircleEnds, rest) is { } end && isBehindNode && IsBeforeNode(rest[end.Length..]))
        {
            return end;
        }

        return First(Arrows, rest);
    }

    private static string? First(string[] arrows, ReadOnlySpan<char> rest)
    {
        foreach (var arrow in arrows)
        {
            if (rest.StartsWith(arrow, StringComparison.Ordinal))
            {
                return arrow;
            }
        }

        return null;
    }

    /// <summary>A mark that ends in a letter ends before a blank or a quote: <c>o-other</c> is a name.</summary>
    private static bool EndsCleanly(ReadOnlySpan<char> rest, string arrow) => arrow[^1] != 'o' || IsBeforeNode(rest);

    /// <summary>Does a blank and then a name or group follow on the same line, or a quoted name?</summary>
    private static bool IsBeforeNode(ReadOnlySpan<char> rest)
    {
        var blanks = rest.Length - rest.TrimStart(" \t").Length;
        return blanks < rest.Length
            && (rest[0] is '"' or '\'' || (blanks > 0 && (rest[blanks] is '"' or '\'' or '{' || char.IsLetterOrDigit(rest[blanks]))));
    }

    /// <summary>A text in quotes; a backslash takes the next character as it is, but <c>\n</c> is a line break, as in DOT.</summary>
    private string ReadQuoted(int column)
    {
        var (quote, opened) = (text[_at], _line);
        var name = new StringBuilder();
        for (_at++; _at < text.Length && name.Length <= MaxQuoted; _at++)
        {
            if (text[_at] == quote)
            {
                _at++;
                return name.ToString();
            }

            if (text[_at] == '\n')
            {
                NewLine(_at);
            }
            else if (text[_at] == '\\' && _at + 1 < text.Length && text[_at + 1] != '\n')
            {
                _at++;
                name.Append(text[_at] == 'n' ? '\n' : text[_at]);
                continue;
            }

            name.Append(text[_at]);
        }

        throw Fail(
            opened,
            column,
            name.Length > MaxQuoted
                ? $"the quoted text has more than {MaxQuoted} characters"
                : "the quoted name is not closed; end it with the same quote");
    }

    /// <summary>Letters, digits, marks, '_', '.', and a '-' that does not begin an arrow.</summary>
    private bool IsNamePart()
    {
        var c = text[_at];
        return char.IsLetterOrDigit(c)
            || c is '_' or '.'
            || char.IsSurrogate(c)
            || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            || (c == '-' && _at + 1 < text.Length && text[_at + 1] is not ('>' or '-' or '@') && !char.IsWhiteSpace(text[_at + 1]));
    }

    private string Shown() => char.IsHighSurrogate(text[_at]) && _at + 1 < text.Length ? text.Substring(_at, 2) : text[_at].ToString();

    private static (GraphTokenKind Kind, string Symbol)? SymbolKind(char c) => c switch
    {
        '{' => (GraphTokenKind.OpenBrace, "{"),
        '}' => (GraphTokenKind.CloseBrace, "}"),
        '[' => (GraphTokenKind.OpenBracket, "["),
        ']' => (GraphTokenKind.CloseBracket, "]"),
        '=' => (GraphTokenKind.Equals, "="),
        ';' => (GraphTokenKind.Separator, ";"),
        ',' => (GraphTokenKind.Separator, ","),
        _ => null,
    };

    private InputException Fail(int line, int column, string what) =>
        new(path, $"The graph text cannot be read at line {line}, column {column}: {what}.");
}
