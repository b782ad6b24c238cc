using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Models.Formulas;

/// <summary>Reads formulas by recursive descent; time and memory are linear in the length, and the depth is bounded.</summary>
/// <remarks>
/// From loosest to tightest: <c>or</c>; <c>and</c>; <c>not</c>; one comparison; <c>+ -</c>; <c>* /</c>; unary <c>-</c> and <c>+</c>;
/// <c>^</c> or <c>**</c>, from right to left and tighter than a minus on its left, so that -2^2 is -4 and 2^-1 is ½, as in Python.
/// A name is letters, digits, <c>_</c> and <c>.</c>, first a letter or <c>_</c>; any other name of a variable stands in backticks
/// or quotes: <c>`Unit price` * 2</c>. A function is a name before a parenthesis, so a variable may be called <c>max</c>.
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
    private Token _token;
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
        parser.Or();
        if (parser._token.Kind != TokenKind.End)
        {
            throw parser.Unexpected(parser._token.Is(")") ? "an operator or the end (there is no '(' for this ')')" : "an operator or the end");
        }

        return new Formula(text, parser._nodes.ToImmutable());
    }

    /// <summary>What to say of a formula that is too long to be read; null where it is not.</summary>
    public static string? TooLong(string text) => text.Length <= MaxLength
        ? null
        : $"column {MaxLength + 1}: the formula has {text.Length} characters; the limit is {MaxLength}. Split it over several variables.";

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
        while (_token.Is("*") || _token.Is("/"))
        {
            left = Binary(_token.Text == "*" ? FormulaOp.Multiply : FormulaOp.Divide, left, Unary);
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
                return Add(new FormulaNode(FormulaOp.Input, Name: token.Text), token);
            case TokenKind.Name when token.Text is not ("and" or "or" or "not"):
                Advance();
                return _token.Is("(") ? Call(token)
                    : Add(token.Text == "noise" ? new FormulaNode(FormulaOp.Noise) : new FormulaNode(FormulaOp.Input, Name: token.Text), token);
            case TokenKind.Symbol when token.Text == "(":
                Enter();
                Advance();
                var inner = Or();
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
            throw _lexer.Error(name.Position, NoFunction(name.Text));
        }

        Enter();
        Advance();
        var arguments = new List<int>();
        if (!_token.Is(")"))
        {
            arguments.Add(Or());
            while (_token.Is(",") && arguments.Count < function.Most)
            {
                Advance();
                arguments.Add(Or());
            }
        }

        if (arguments.Count < function.Least || _token.Is(","))
        {
            var count =
                function.Most > 3 ? $"{function.Least} or more arguments"
                : function.Least == 1 ? "1 argument"
                : $"{function.Least} arguments";
            throw _lexer.Error(_token.Position, $"{name.Text} takes {count}, found {arguments.Count}{(_token.Is(",") ? " and a further ','" : "")}");
        }

        Close("',' or ')'");
        if (name.Text == "clip")
        {
            return Add(new FormulaNode(FormulaOp.Min, Add(new FormulaNode(FormulaOp.Max, arguments[0], arguments[1]), name), arguments[2]), name);
        }

        if (function.Least == 2)
        {
            return arguments.Skip(1).Aggregate(arguments[0], (left, right) => Add(new FormulaNode(function.Op, left, right), name));
        }

        return Add(
            new FormulaNode(function.Op, arguments[0], arguments.Count > 1 ? arguments[1] : -1, arguments.Count > 2 ? arguments[2] : -1),
            name);
    }

    private static string NoFunction(string name) => DistributionParameters.Find(name) is { } family
        ? $"there is no function '{name}'; give noise as noise_dist: \"{(family == DistributionType.Normal ? "normal(0, 1)" : $"{name}(…)")}\""
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

    private void Advance() => _token = _lexer.Next();

    private InputException Unexpected(string expected) =>
        _lexer.Error(_token.Position, $"expected {expected}, found {(_token.Kind == TokenKind.End ? "the end" : $"'{Short(_token.Text)}'")}");

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
