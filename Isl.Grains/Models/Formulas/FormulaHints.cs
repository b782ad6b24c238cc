namespace Isl.Grains.Models.Formulas;

/// <summary>What to write instead of spellings that other languages have and formulas do not.</summary>
internal static class FormulaHints
{
    private static readonly (string Symbol, string Hint)[] Symbols =
    [
        ("&&", "there is no '&&'; write 'and'"),
        ("||", "there is no '||'; write 'or'"),
        ("//", "there is no '//'; write floor(a / b)"),
        ("<>", "there is no '<>'; write '!='"),
        ("=<", "there is no '=<'; write '<='"),
        ("=>", "there is no '=>'; write '>='"),
        (":=", "a formula is the right side alone; remove ':='"),
        ("<-", "'<-' is read as less than minus; write '< -' with a blank, or the right side of the equation alone"),
        ("~", "a formula is the right side alone, and '~' is no operator; to negate a condition, write 'not'"),
        ("&", "there is no '&'; write 'and'"),
        ("|", "there is no '|'; write 'or', and abs(x) for an absolute value"),
        ("[", "there are no square brackets; write parentheses"),
        ("]", "there are no square brackets; write parentheses"),
        ("{", "there are no braces; write parentheses"),
        ("}", "there are no braces; write parentheses"),
        (";", "';' separates nothing; arguments are separated by ','"),
        ("$", "there is no '$'; write the name of the variable alone"),
        ("@", "there is no '@'; to multiply, write '*'"),
        ("×", "there is no '×'; write '*'"),
        ("·", "there is no '·'; write '*'"),
        ("÷", "there is no '÷'; write '/'"),
        ("−", "this minus sign (U+2212) is no operator; write '-'"),
        ("–", "this dash is no operator; write '-'"),
        ("≤", "there is no '≤'; write '<='"),
        ("≥", "there is no '≥'; write '>='"),
        ("≠", "there is no '≠'; write '!='"),
        ("²", "write '^2' for a square"),
        ("³", "write '^3' for a cube"),
        ("√", "write sqrt(x) for a square root"),
        ("∞", "numbers are finite"),
    ];

    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["if"] = "for 'a if condition else b', write if(condition, a, b)",
        ["else"] = "for 'a if condition else b', write if(condition, a, b)",
        ["then"] = "for a choice, write if(condition, a, b)",
        ["elif"] = "for a choice, write if(condition, a, if(other, b, c))",
        ["xor"] = "there is no 'xor'; write (a and not b) or (b and not a)",
        ["and"] = "write 'and' in lower case",
        ["or"] = "write 'or' in lower case",
        ["not"] = "write 'not' in lower case",
        ["mod"] = "for a remainder, write a % b",
        ["div"] = "for a whole quotient, write floor(a / b)",
        ["is"] = "to compare, write '=='",
        ["in"] = "to test several values, write x == 1 or x == 2",
        ["e"] = "for powers of ten, write 1e3; for the base of logarithms, write exp(1)",
    };

    private static readonly Dictionary<string, string> Functions = new(StringComparer.OrdinalIgnoreCase)
    {
        ["where"] = "if(condition, a, b)",
        ["ifelse"] = "if(condition, a, b)",
        ["iif"] = "if(condition, a, b)",
        ["case"] = "if(condition, a, b)",
        ["expit"] = "sigmoid(x)",
        ["logistic"] = "sigmoid(x)",
        ["inv_logit"] = "sigmoid(x)",
        ["logit"] = "log(x / (1 - x))",
        ["relu"] = "max(0, x)",
        ["softplus"] = "log1p(exp(x))",
        ["step"] = "if(x > 0, 1, 0)",
        ["heaviside"] = "if(x > 0, 1, 0)",
        ["indicator"] = "if(condition, 1, 0)",
        ["log2"] = "log(x, 2)",
        ["square"] = "x^2",
        ["cbrt"] = "pow(x, 1/3)",
        ["power"] = "pow(x, y)",
        ["absolute"] = "abs(x)",
        ["fabs"] = "abs(x)",
        ["minimum"] = "min(a, b)",
        ["maximum"] = "max(a, b)",
        ["ceiling"] = "ceil(x)",
        ["trunc"] = "floor(x)",
        ["int"] = "floor(x)",
        ["arcsin"] = "asin(x)",
        ["arccos"] = "acos(x)",
        ["arctan"] = "atan(x)",
        ["arctan2"] = "atan2(y, x)",
        ["arcsinh"] = "asinh(x)",
        ["arccosh"] = "acosh(x)",
        ["arctanh"] = "atanh(x)",
        ["sum"] = "a + b",
        ["mean"] = "(a + b) / 2",
        ["average"] = "(a + b) / 2",
    };

    private static readonly HashSet<string> NoiseWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "noise", "epsilon", "eps", "ε", "err", "error", "e", "u", "residual", "resid", "disturbance", "random",
    };

    /// <summary>What to write for what begins here; null where it is nothing known.</summary>
    public static string? OfSymbol(ReadOnlySpan<char> text)
    {
        foreach (var (symbol, hint) in Symbols)
        {
            if (text.StartsWith(symbol, StringComparison.Ordinal) && !(symbol == "<-" && text.Length > 2 && IsOperand(text[2])))
            {
                return hint;
            }
        }

        return text[0] switch
        {
            '=' when text.Length < 2 || text[1] != '=' => "'=' assigns and a formula only compares; write '=='",
            '!' when text.Length < 2 || text[1] != '=' => "there is no '!'; write 'not'",
            _ => null,
        };
    }

    /// <summary>What to write where a word stands that cannot stand there; null where it is nothing known.</summary>
    public static string? OfWord(string word) => Words.GetValueOrDefault(word);

    /// <summary>What to write for a function that does not exist; null where it is nothing known.</summary>
    public static string? OfFunction(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        return Functions.TryGetValue(last, out var instead) ? instead
            : FormulaFunctions.All.ContainsKey(last.ToLowerInvariant()) ? $"{last.ToLowerInvariant()}(…)"
            : null;
    }

    /// <summary>Whether an unknown name probably means the equation's own noise.</summary>
    public static bool MeansNoise(string name, string variable) =>
        NoiseWords.Contains(name)
        || NoiseWords.Any(word => name.StartsWith(word + "_", StringComparison.OrdinalIgnoreCase))
        || string.Equals(name, $"u_{variable}", StringComparison.OrdinalIgnoreCase)
        || string.Equals(name, $"n_{variable}", StringComparison.OrdinalIgnoreCase);

    private static bool IsOperand(char first) => char.IsLetterOrDigit(first) || first is '.' or '(' or '_' or '`';
}
