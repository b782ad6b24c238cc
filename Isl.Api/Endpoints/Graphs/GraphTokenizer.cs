using System.Text;
using Isl.Errors;

namespace Isl.Api.Endpoints.Graphs;

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
internal readonly record struct GraphToken(GraphTokenKind Kind, string Text, int Line, int Column, bool Quoted = false);

/// <summary>Cuts graph text into tokens; comments and blanks fall away. Linear in the text.</summary>
internal static class GraphTokenizer
{
    private static readonly string[] Arrows = ["<->", "->", "<-", "--", "@-@", "@->", "<-@", "@--", "--@"];

    /// <summary>The tokens, with three end marks so that a reader may look two ahead.</summary>
    public static List<GraphToken> Tokenize(string text, string path)
    {
        var tokens = new List<GraphToken>();
        var (at, line, lineStart) = (0, 1, 0);
        while (at < text.Length)
        {
            var c = text[at];
            var column = at - lineStart + 1;
            if (c == '\n')
            {
                (line, lineStart) = (line + 1, at + 1);
                at++;
            }
            else if (char.IsWhiteSpace(c))
            {
                at++;
            }
            else if (c == '#' || text.AsSpan(at).StartsWith("//"))
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (text.AsSpan(at).StartsWith("/*"))
            {
                var end = text.IndexOf("*/", at + 2, StringComparison.Ordinal);
                if (end < 0)
                {
                    throw Fail(path, line, column, "the comment is not closed; end it with '*/'");
                }

                for (var i = text.IndexOf('\n', at, end - at); i >= 0; i = text.IndexOf('\n', i + 1, end - i - 1))
                {
                    (line, lineStart) = (line + 1, i + 1);
                }

                at = end + 2;
            }
            else if (c is '"' or '\'')
            {
                var (name, end) = ReadQuoted(text, at, path, line, column);
                tokens.Add(new GraphToken(GraphTokenKind.Name, name, line, column, Quoted: true));
                at = end;
            }
            else if (Array.Find(Arrows, arrow => text.AsSpan(at).StartsWith(arrow)) is { } found)
            {
                tokens.Add(new GraphToken(GraphTokenKind.Arrow, found, line, column));
                at += found.Length;
            }
            else if (SymbolKind(c) is { } kind)
            {
                tokens.Add(new GraphToken(kind, c.ToString(), line, column));
                at++;
            }
            else if (IsNamePart(text, at))
            {
                var end = at;
                while (end < text.Length && IsNamePart(text, end))
                {
                    end++;
                }

                tokens.Add(new GraphToken(GraphTokenKind.Name, text[at..end], line, column));
                at = end;
            }
            else
            {
                throw Fail(path, line, column, $"found '{c}', which has no meaning here; put names with other characters in quotes");
            }
        }

        var last = new GraphToken(GraphTokenKind.End, "", line, at - lineStart + 1);
        tokens.AddRange([last, last, last]);
        return tokens;
    }

    private static (string Name, int End) ReadQuoted(string text, int start, string path, int line, int column)
    {
        var name = new StringBuilder();
        for (var at = start + 1; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == text[start])
            {
                return (name.ToString(), at + 1);
            }

            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            name.Append(text[at]);
        }

        throw Fail(path, line, column, "the quoted name is not closed; end it with the same quote");
    }

    /// <summary>Letters, digits, marks, '_', '.', and a '-' that does not begin an arrow.</summary>
    private static bool IsNamePart(string text, int at) =>
        char.IsLetterOrDigit(text[at])
        || text[at] is '_' or '.'
        || char.IsSurrogate(text[at])
        || char.GetUnicodeCategory(text[at]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark
        || (text[at] == '-' && at + 1 < text.Length && text[at + 1] is not ('>' or '-' or ' ') && !(at > 0 && text[at - 1] == '<'));

    private static GraphTokenKind? SymbolKind(char c) => c switch
    {
        '{' => GraphTokenKind.OpenBrace,
        '}' => GraphTokenKind.CloseBrace,
        '[' => GraphTokenKind.OpenBracket,
        ']' => GraphTokenKind.CloseBracket,
        '=' => GraphTokenKind.Equals,
        ';' or ',' => GraphTokenKind.Separator,
        _ => null,
    };

    private static InputException Fail(string path, int line, int column, string what) =>
        new(path, $"The graph text cannot be read at line {line}, column {column}: {what}.");
}
