using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Models.Formulas;

/// <summary>Reads formulas by recursive descent; time and memory are linear in the length, and the depth is bounded.</summary>
/// <remarks>
/// From loosest to tightest: <c>c ? a : b</c>; <c>or</c>; <c>and</c>; <c>not</c>; one comparison; <c>+ -</c>; <c>* / %</c>; unary <c>-</c> and
/// <c>+</c>; <c>^</c> or <c>**</c>, from right to left and tighter than a minus on its left, so that -2^2 is -4 and 2^-1 is ½, as in Python.
/// A name is letters, digits, <c>_</c> and <c>.</c>, first a letter or <c>_</c>; any other name of a variable stands in backticks
/// or quotes: <c>`Unit price` * 2</c>. A function is a name before a parenthesis, so a variable may be called <c>max</c>; so is a
/// distribution, which stands for a noise of its own wherever it is written: <c>2 * X + normal(0, 1)</c>.
/// </remarks>
internal sealed class FormulaParser
{
    /// <summary>Most characters of a formula.</summary>
    public const int MaxLength = 10_000;

    /// <summary>Deepest nesting of parentheses, calls, signs and powers.</summary>
    public const int MaxDepth = 200;

    /// <summary>Most numbers, names and operations of one formula.</summary>
    public const int MaxNodes = 5000;

    private readonly FormulaLexer _lexer;
    private readonly ImmutableArray<FormulaNode>.Builder _nodes = ImmutableArray.CreateBuilder<FormulaNode>();
    private readonly ImmutableArray<DistributionSpec>.Builder _inline = ImmutableArray.CreateBuilder<DistributionSpec>();
    private Token _token;
    private Token _before;
    private int _depth;

    private FormulaParser(string text, string path)
    {
        _lexer = new FormulaLexer(text, path);
        _token = _lexer.Next();
    }

    /// <summary>Reads a formula.</summary>
    /// <param name="text">The formula.</param>
    /// <param name="path">JSON pointer to it, for errors.</param>
    /// <exception cref="InputException">It names the column, what was expected and what stands there.</exception>
    public static Formula Parse(string text, string path)
    {
        if (TooLong(text) is { } wrong)
        {
            throw new InputException(path, wrong);
        }

        var parser = new FormulaParser(text, path);
        parser.Choice();
        if (parser._token.Kind != TokenKind.End)
        {
            throw parser.Unexpected(parser._token.Is(")") ? "an operator or the end (there is no '(' for this ')')" : "an operator or the end");
        }

        return new Formula(text, parser.NumberedNoises(), parser._inline.ToImmutable());
    }

    /// <summary>What to say of a formula that is too long to be read; null where it is not.</summary>
    public static string? TooLong(string text) => text.Length <= MaxLength
        ? null
        : $"column {MaxLength + 1}: the formula has {text.Length} characters; the limit is {MaxLength}. Split it over several variables.";

    /// <summary>Without <c>noise</c> the first distribution written in the formula is noise number 0.</summary>
    private ImmutableArray<FormulaNode> NumberedNoises()
    {
        var own = _nodes.Any(node => node is { Op: FormulaOp.Noise, Value: 0 });
        return own || _inline.Count == 0
            ? _nodes.ToImmutable()
            : [.. _nodes.Select(node => node.Op == FormulaOp.Noise ? node with { Value = node.Value - 1 } : node)];
    }

    private int Choice()
    {
        var condition = Or();
        if (!_token.Is("?"))
        {
            return condition;
        }

        var token = _token;
        Enter();
        Advance();
        var yes = Choice();
        if (!_token.Is(":"))
        {
            throw Unexpected("':' of 'condition ? a : b'");
        }

        Advance();
        var no = Choice();
        _depth--;
        return Add(new FormulaNode(FormulaOp.If, condition, yes, no), token);
    }

    private int Or()
    {
        var left = And();
        while (_token.IsWord("or"))
        {
            left = Binary(FormulaOp.Or, left, And);
        }

        return left;
    }

    private int And()
    {
        var left = Not();
        while (_token.IsWord("and"))
        {
            left = Binary(FormulaOp.And, left, Not);
        }

        return left;
    }

    private int Not() => _token.IsWord("not") ? Prefix(FormulaOp.Not, Not) : Comparison();

    private int Comparison()
    {
        var left = Sum();
        if (Compares(_token) is not { } op)
        {
            return left;
        }

        left = Binary(op, left, Sum);
        return Compares(_token) is null ? left : throw _lexer.Error(_token.Position, "comparisons do not chain; join two of them with 'and'");
    }

    private int Sum()
    {
        var left = Product();
        while (_token.Is("+") || _token.Is("-"))
        {
            left = Binary(_token.Text == "+" ? FormulaOp.Add : FormulaOp.Subtract, left, Product);
        }

        return left;
    }

    private int Product()
    {
        var left = Unary();
        while (_token.Is("*") || _token.Is("/") || _token.Is("%"))
        {
            var op = _token.Text switch { "*" => FormulaOp.Multiply, "/" => FormulaOp.Divide, _ => FormulaOp.Modulo };
            left = Binary(op, left, Unary);
        }

        return left;
    }

    private int Unary()
    {
        if (_token.Is("-"))
        {
            return Prefix(FormulaOp.Negate, Unary);
        }

        if (_token.Is("+"))
        {
            Enter();
            Advance();
            var operand = Unary();
            _depth--;
            return operand;
        }

        var left = Primary();
        if (!_token.Is("^") && !_token.Is("**"))
        {
            return left;
        }

        Enter();
        left = Binary(FormulaOp.Power, left, Unary);
        _depth--;
        return left;
    }

    private int Primary()
    {
        var token = _token;
        switch (token.Kind)
        {
            case TokenKind.Number:
                Advance();
                return Add(new FormulaNode(FormulaOp.Number, Value: token.Value), token);
            case TokenKind.QuotedName:
                Advance();
                return Add(new FormulaNode(FormulaOp.Input, Value: 1, Name: token.Text), token);
            case TokenKind.Name when token.Text is not ("and" or "or" or "not"):
                Advance();
                return _token.Is("(") ? Call(token)
                    : Add(token.Text == "noise" ? new FormulaNode(FormulaOp.Noise) : new FormulaNode(FormulaOp.Input, Name: token.Text), token);
            case TokenKind.Symbol when token.Text == "(":
                Enter();
                Advance();
                var inner = Choice();
                Close("')'");
                return inner;
            default:
                throw Unexpected("a number, a name or '('");
        }
    }

    private int Call(Token name)
    {
        if (!FormulaFunctions.All.TryGetValue(name.Text, out var function))
        {
            if (DistributionParameters.Find(name.Text) is not null)
            {
                return InlineNoise(name);
            }

            throw _lexer.Error(name.Position, NoFunction(name.Text));
        }

        Enter();
        Advance();
        var arguments = new List<int>();
        if (!_token.Is(")"))
        {
            arguments.Add(Choice());
            while (_token.Is(",") && arguments.Count < function.Most)
            {
                Advance();
                arguments.Add(Choice());
            }
        }

        if (arguments.Count < function.Least || _token.Is(","))
        {
            var count =
                name.Text == "log" ? "1 or 2 arguments"
                : function.Most > 3 ? $"{function.Least} or more arguments"
                : function.Least == 1 ? "1 argument"
                : $"{function.Least} arguments";
            throw _lexer.Error(_token.Position, $"{name.Text} takes {count}, found {arguments.Count}{(_token.Is(",") ? " and a further ','" : "")}");
        }

        Close("',' or ')'");
        if (name.Text == "clip")
        {
            return Add(new FormulaNode(FormulaOp.Min, Add(new FormulaNode(FormulaOp.Max, arguments[0], arguments[1]), name), arguments[2]), name);
        }

        if (name.Text == "log" && arguments.Count == 2)
        {
            var (value, radix) = (
                Add(new FormulaNode(FormulaOp.Log, arguments[0]), name),
                Add(new FormulaNode(FormulaOp.Log, arguments[1]), name));
            return Add(new FormulaNode(FormulaOp.Divide, value, radix), name);
        }

        if (function.Least == 2)
        {
            return arguments.Skip(1).Aggregate(arguments[0], (left, right) => Add(new FormulaNode(function.Op, left, right), name));
        }

        return Add(
            new FormulaNode(function.Op, arguments[0], arguments.Count > 1 ? arguments[1] : -1, arguments.Count > 2 ? arguments[2] : -1),
            name);
    }

    /// <summary>A distribution in the formula: a noise that nothing else reads.</summary>
    private int InlineNoise(Token name)
    {
        var call = _lexer.TakeCall(name.Position)
            ?? throw _lexer.Error(_token.Position, $"the '(' of {name.Text} is never closed; close it with ')'");
        Advance();
        try
        {
            _inline.Add(DistributionParser.Parse(call, ""));
        }
        catch (InputException wrong)
        {
            throw _lexer.Error(name.Position, $"in {Short(call)}, {wrong.Errors[0].Message.TrimEnd('.')}");
        }

        return Add(new FormulaNode(FormulaOp.Noise, Value: _inline.Count), name);
    }

    private static string NoFunction(string name) => FormulaHints.OfFunction(name) is { } instead
        ? $"there is no function '{Short(name)}'; write {instead}"
        : $"there is no function '{Short(name)}'; the functions are {string.Join(", ", FormulaFunctions.All.Keys)} (to multiply, write '*')";

    private int Binary(FormulaOp op, int left, Func<int> operand)
    {
        var token = _token;
        Advance();
        return Add(new FormulaNode(op, left, operand()), token);
    }

    private int Prefix(FormulaOp op, Func<int> operand)
    {
        var token = _token;
        Enter();
        Advance();
        var inner = operand();
        _depth--;
        return Add(new FormulaNode(op, inner), token);
    }

    private void Close(string expected)
    {
        if (!_token.Is(")"))
        {
            throw Unexpected(expected);
        }

        Advance();
        _depth--;
    }

    private void Enter()
    {
        if (++_depth > MaxDepth)
        {
            throw _lexer.Error(_token.Position, $"nested more than {MaxDepth} deep; split the formula over several variables");
        }
    }

    private int Add(FormulaNode node, Token token)
    {
        if (_nodes.Count >= MaxNodes)
        {
            throw _lexer.Error(token.Position, $"more than {MaxNodes} numbers, names and operations; split the formula over several variables");
        }

        _nodes.Add(node with { Position = token.Position });
        return _nodes.Count - 1;
    }

    private void Advance() => (_before, _token) = (_token, _lexer.Next());

    private InputException Unexpected(string expected)
    {
        var found = _token.Kind == TokenKind.End ? "the end" : $"'{Short(_token.Text)}'";
        var hint = _token.Kind == TokenKind.Name && FormulaHints.OfWord(_token.Text) is { } word ? $"; {word}"
            : _token.Kind == TokenKind.End && _before.Is("%") ? "; '%' is the remainder of a division, so write a percentage as 0.05"
            : BeginsOperand(_token) && EndsOperand(_before) ? "; to multiply, write '*'"
            : "";
        return _lexer.Error(_token.Position, $"expected {expected}, found {found}{hint}");
    }

    private static bool BeginsOperand(Token token) =>
        token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.QuotedName || token.Is("(");

    private static bool EndsOperand(Token token) => token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.QuotedName || token.Is(")");

    private static FormulaOp? Compares(Token token) => token.Kind != TokenKind.Symbol ? null : token.Text switch
    {
        "<" => FormulaOp.Less,
        "<=" => FormulaOp.LessOrEqual,
        ">" => FormulaOp.Greater,
        ">=" => FormulaOp.GreaterOrEqual,
        "==" => FormulaOp.Equal,
        "!=" => FormulaOp.NotEqual,
        _ => null,
    };

    private static string Short(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
