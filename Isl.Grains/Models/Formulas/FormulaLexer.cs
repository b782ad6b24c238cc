using System.Globalization;
using System.Text;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Models.Formulas;

/// <summary>What a token is.</summary>
internal enum TokenKind : byte
{
    End,
    Number,
    Name,

    /// <summary>A name in backticks or quotes: never a function or a keyword.</summary>
    QuotedName,
    Symbol,
}

/// <summary>A token and where it begins.</summary>
internal readonly record struct Token(TokenKind Kind, int Position, string Text, double Value = 0)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsWord(string word) => Kind == TokenKind.Name && Text == word;
}

/// <summary>Cuts a formula into tokens; linear in its length.</summary>
internal sealed class FormulaLexer(string text, string path)
{
    private static readonly string[] Symbols = ["**", "<=", ">=", "==", "!=", "+", "-", "*", "/", "%", "^", "(", ")", ",", "<", ">", "?", ":"];

    /// <summary>What behind a name asks for its value one step earlier.</summary>
    public const string Lag = "[t-1]";

    private int _at;

    /// <summary>The next token; again and again <see cref="TokenKind.End"/> at the end.</summary>
    /// <exception cref="InputException">A character or number that is none.</exception>
    public Token Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        if (_at >= text.Length)
        {
            return new Token(TokenKind.End, text.Length, "");
        }

        var first = text[_at];
        if (char.IsAsciiDigit(first) || (first == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            return Number();
        }

        if (first is '`' or '"' or '\'')
        {
            return Quoted(first);
        }

        var end = NameEnd();
        if (end > _at)
        {
            return LagEnd(end) is { } lagged ? Lagged(end, lagged) : Taken(TokenKind.Name, end);
        }

        if (FormulaHints.OfSymbol(text.AsSpan(_at)) is { } hint)
        {
            throw Error(_at, hint);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0)
            {
                return Taken(TokenKind.Symbol, _at + symbol.Length);
            }
        }

        Rune.DecodeFromUtf16(text.AsSpan(_at), out var rune, out _);
        throw Error(_at, $"unexpected character '{rune}' (U+{rune.Value:X4})");
    }

    /// <summary>
    /// The text from a place up to the ')' that closes the first '(' after it; reading goes on behind it. Null where nothing closes it.
    /// </summary>
    public string? TakeCall(int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0 && text[i] == ')')
            {
                _at = i + 1;
                return text[from.._at];
            }
        }

        return null;
    }

    /// <summary>An error that names the column, counted from 1 in characters.</summary>
    public InputException Error(int position, string what) => new(path, $"column {ColumnOf(text, position)}: {what}.");

    /// <summary>The column of a position.</summary>
    public static int ColumnOf(string text, int position)
    {
        var column = 1;
        for (var i = 0; i < position && i < text.Length; i++)
        {
            column += char.IsLowSurrogate(text[i]) ? 0 : 1;
        }

        return column;
    }

    private Token Number()
    {
        var end = Digits(_at);
        if (end < text.Length && text[end] == '.')
        {
            end = Digits(end + 1);
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var sign = end + 1 < text.Length && text[end + 1] is '+' or '-' ? 1 : 0;
            var exponent = Digits(end + 1 + sign);
            end = exponent > end + 1 + sign ? exponent : end;
        }

        var start = _at;
        var value = double.Parse(text.AsSpan(_at, end - _at), NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? Taken(TokenKind.Number, end, value)
            : throw Error(start, $"the number '{Short(text[start..end])}' is beyond the range of a double");
    }

    private Token Quoted(char quote)
    {
        var close = text.IndexOf(quote, _at + 1);
        if (close < 0)
        {
            throw Error(_at, $"the name that begins with {quote} never ends; close it with {quote}");
        }

        var name = text[(_at + 1)..close];
        if (NodeName.Check(name) is { } wrong)
        {
            throw Error(_at, char.ToLowerInvariant(wrong[0]) + wrong[1..].TrimEnd('.'));
        }

        if (LagEnd(close + 1) is { } lagged)
        {
            name += Lag;
            close = lagged - 1;
        }

        var token = new Token(TokenKind.QuotedName, _at, name);
        _at = close + 1;
        return token;
    }

    /// <summary>Whether a name can be written without backticks.</summary>
    public static bool IsPlainName(string name) =>
        name.Length > 0 && name is not ("and" or "or" or "not" or "noise") && new FormulaLexer(name, "").NameEnd() == name.Length;

    /// <summary>Where <c>[t-1]</c> ends that follows a name; null where nothing of the kind does.</summary>
    private int? LagEnd(int from)
    {
        var at = from;
        foreach (var expected in Lag)
        {
            while (at < text.Length && text[at] == ' ')
            {
                at++;
            }

            if (at >= text.Length || text[at] != expected)
            {
                return null;
            }

            at++;
        }

        return at;
    }

    private Token Lagged(int nameEnd, int end)
    {
        var token = new Token(TokenKind.QuotedName, _at, text[_at..nameEnd] + Lag);
        _at = end;
        return token;
    }

    private int NameEnd()
    {
        var end = _at;
        while (end < text.Length && Rune.DecodeFromUtf16(text.AsSpan(end), out var rune, out var length) == System.Buffers.OperationStatus.Done)
        {
            var letter = rune.Value == '_' || Rune.IsLetter(rune);
            var inner = rune.Value == '.' || Rune.IsLetterOrDigit(rune)
                || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
            if (!letter && !(end > _at && inner))
            {
                break;
            }

            end += length;
        }

        return end;
    }

    private Token Taken(TokenKind kind, int end, double value = 0)
    {
        var token = new Token(kind, _at, text[_at..end], value);
        _at = end;
        return token;
    }

    private int Digits(int from)
    {
        while (from < text.Length && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    private static string Short(string value) => value.Length <= 30 ? value : value[..30] + "…";
}
