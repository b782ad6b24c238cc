using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Models.Distributions;

/// <summary>Reads <c>name(argument, key=argument, key=[number, …])</c>; a bare name has no arguments. Never recurses.</summary>
internal sealed class DistributionTextReader(string text, string path)
{
    private int _at;

    /// <summary>The family's name and its arguments with the column (from 1) of each; positional ones have an empty name.</summary>
    public (string Name, List<(string Name, ImmutableArray<double> Values, int Column)> Arguments) Read()
    {
        var arguments = new List<(string, ImmutableArray<double>, int)>();
        var name = Name();
        Space();
        if (_at < text.Length)
        {
            Expect('(');
            Space();
            while (Peek() != ')')
            {
                arguments.Add(Argument(arguments.Count > 0 && arguments[^1].Item1.Length > 0));
                Space();
                if (Peek() != ')')
                {
                    Expect(',');
                    Space();
                }
            }

            _at++;
            Space();
            if (_at < text.Length)
            {
                throw Error($"unexpected '{text[_at]}' after the distribution");
            }
        }

        return (name, arguments);
    }

    private (string Name, ImmutableArray<double> Values, int Column) Argument(bool afterNamed)
    {
        var column = _at + 1;
        var key = "";
        if (char.IsLetter(Peek()))
        {
            var start = _at;
            key = Name();
            Space();
            if (Peek() != '=')
            {
                _at = start;
                throw Error($"expected a finite number, found '{key}'; a parameter is a plain number (a variable belongs into the formula, as in "
                    + "m + s * normal(0, 1) or if(uniform(0, 1) < p, 1, 0))");
            }

            _at++;
            Space();
        }
        else if (afterNamed)
        {
            throw Error("a positional argument follows a named one; name it too");
        }

        if (Peek() != '[')
        {
            return (key, [Number()], column);
        }

        var values = ImmutableArray.CreateBuilder<double>();
        _at++;
        Space();
        while (Peek() != ']')
        {
            values.Add(Number());
            Space();
            if (Peek() != ']')
            {
                Expect(',');
                Space();
            }
        }

        _at++;
        return (key, values.ToImmutable(), column);
    }

    private string Name()
    {
        Space();
        var start = _at;
        while (_at < text.Length && (char.IsLetterOrDigit(text[_at]) || text[_at] == '_'))
        {
            _at++;
        }

        return _at > start ? text[start.._at] : throw Error("expected a name, such as normal");
    }

    private double Number()
    {
        var start = _at;
        while (_at < text.Length && BelongsToNumber(start))
        {
            _at++;
        }

        var read = double.TryParse(text.AsSpan(start, _at - start), NumberStyles.Float, CultureInfo.InvariantCulture, out var value);
        if (read && double.IsFinite(value))
        {
            return value;
        }

        _at = start;
        throw Error("expected a finite number, such as 0.5");
    }

    /// <summary>Signs belong to it at the beginning and after the exponent's letter only.</summary>
    private bool BelongsToNumber(int start) => char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '.'
        || (text[_at] is '+' or '-' && (_at == start || text[_at - 1] is 'e' or 'E'));

    private char Peek() => _at < text.Length ? text[_at] : '\0';

    private void Expect(char wanted)
    {
        if (Peek() != wanted)
        {
            var hint = Peek() switch
            {
                '%' => "; a parameter is a plain number, so write 0.05 for 5 %",
                '+' or '-' or '*' or '/' or '^' or '(' => "; a parameter is a plain number, without arithmetic",
                ';' => "; arguments are separated by ','",
                _ => "",
            };
            throw Error($"expected '{wanted}'{hint}");
        }

        _at++;
    }

    private void Space()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }
    }

    private InputException Error(string what) => new(path, $"column {_at + 1}: {what}{(_at >= text.Length ? ", found the end" : "")}.");
}
