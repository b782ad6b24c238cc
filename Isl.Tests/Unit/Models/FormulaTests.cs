using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models.Formulas;

namespace Isl.Tests.Unit.Models;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("1 + 2 * 3", 7)]
    [InlineData("-2^2", -4)]
    [InlineData("(-2)^2", 4)]
    [InlineData("2^-1", 0.5)]
    [InlineData("2 ** 3 ^ 2", 512)]
    [InlineData("8 / 4 / 2", 1)]
    [InlineData("10 - 4 - 3", 3)]
    [InlineData("- -3", 3)]
    [InlineData("+.5e1", 5)]
    [InlineData("1.e2", 100)]
    [InlineData("if(2 > 1, 10, 20)", 10)]
    [InlineData("if(x == 3, log(-1), 20)", 20)]
    [InlineData("1 < 2 and not 3 < 2 or 0", 1)]
    [InlineData("min(3, 1, 2) + max(1, 5)", 6)]
    [InlineData("clip(7, 0, 5)", 5)]
    [InlineData("pow(2, 10)", 1024)]
    [InlineData("round(2.5) + round(3.5)", 6)]
    [InlineData("floor(-1.5) * ceil(1.2)", -4)]
    [InlineData("sigmoid(0)", 0.5)]
    [InlineData("log10(1000) + log(exp(2)) + sqrt(9) + abs(-1)", 9)]
    [InlineData("noise * 2 + x", 16)]
    [InlineData("`max` + max(1, 2)", 4)]
    [InlineData("max + 'Unit price' + \"a-b\" + Größe.π_1", 8)]
    [InlineData("\t1\n+\r 1 ", 2)]
    [InlineData("7 % 3 + -7 % 3 + 7 % -3", 1)]
    [InlineData("x > 1 ? 10 : x > 0 ? 20 : 30", 10)]
    [InlineData("log(8, 2) + ln(exp(1))", 4)]
    [InlineData("sign(-3) + sign(0) + sign(2) * 5", 4)]
    [InlineData("sin(asin(0.5)) + cos(acos(0.5)) + tan(atan(2))", 3)]
    [InlineData("sinh(asinh(2)) + cosh(acosh(3)) + tanh(atanh(0.5))", 5.5)]
    [InlineData("log1p(expm1(3)) + atan2(0, 1) + mod(5, 3)", 5)]
    [InlineData("normal(0, 1) + x", 9)]
    public void Parse_AFormula_HasItsValue(string text, double expected) =>
        Assert.Equal(expected, FormulaParser.Parse(text, "").Evaluate(_ => 2, 7), 1e-14);

    [Theory]
    [InlineData("2.5 * (A", "column 9: expected ')', found the end.")]
    [InlineData("A + * B", "column 5: expected a number, a name or '(', found '*'.")]
    [InlineData("A B", "column 3: expected an operator or the end, found 'B'; to multiply, write '*'.")]
    [InlineData("2x", "column 2: expected an operator or the end, found 'x'; to multiply, write '*'.")]
    [InlineData("2(A)", "column 2: expected an operator or the end, found '('; to multiply, write '*'.")]
    [InlineData("A && B", "column 3: there is no '&&'; write 'and'.")]
    [InlineData("A || B", "column 3: there is no '||'; write 'or'.")]
    [InlineData("!A", "column 1: there is no '!'; write 'not'.")]
    [InlineData("A // 2", "column 3: there is no '//'; write floor(a / b).")]
    [InlineData("A <> 2", "column 3: there is no '<>'; write '!='.")]
    [InlineData("A × 2", "column 3: there is no '×'; write '*'.")]
    [InlineData("A − 2", "column 3: this minus sign (U+2212) is no operator; write '-'.")]
    [InlineData("A[1]", "column 2: there are no square brackets; write parentheses.")]
    [InlineData("1 if A else 0", "column 3: expected an operator or the end, found 'if'; for 'a if condition else b', write if(condition, a, b).")]
    [InlineData("A xor B", "column 3: expected an operator or the end, found 'xor'; there is no 'xor'; write (a and not b) or (b and not a).")]
    [InlineData("A AND B", "column 3: expected an operator or the end, found 'AND'; write 'and' in lower case.")]
    [InlineData(
        "5%",
        "column 3: expected a number, a name or '(', found the end; '%' is the remainder of a division, so write a percentage as 0.05.")]
    [InlineData("A ? 1", "column 6: expected ':' of 'condition ? a : b', found the end.")]
    [InlineData("np.exp(A)", "column 1: there is no function 'np.exp'; write exp(…).")]
    [InlineData("where(A, 1, 2)", "column 1: there is no function 'where'; write if(condition, a, b).")]
    [InlineData("log(1, 2, 3)", "column 9: log takes 1 or 2 arguments, found 2 and a further ','.")]
    [InlineData("A)", "column 2: expected an operator or the end (there is no '(' for this ')'), found ')'.")]
    [InlineData("", "column 1: expected a number, a name or '(', found the end.")]
    [InlineData("A = 2", "column 3: '=' assigns and a formula only compares; write '=='.")]
    [InlineData("1 < A < 3", "column 7: comparisons do not chain; join two of them with 'and'.")]
    [InlineData("𝒳 + #", "column 5: unexpected character '#' (U+0023).")]
    [InlineData("exp(1, 2)", "column 6: exp takes 1 argument, found 1 and a further ','.")]
    [InlineData("if(1, 2)", "column 8: if takes 3 arguments, found 2.")]
    [InlineData("1e999", "column 1: the number '1e999' is beyond the range of a double.")]
    [InlineData("`A + 1", "column 1: the name that begins with ` never ends; close it with `.")]
    [InlineData(
        "X + normal(0, X)",
        "column 5: in normal(0, X), column 11: expected a finite number, found 'X'; "
            + "a parameter is a plain number (a variable belongs into the formula, as in m + s * normal(0, 1) or if(uniform(0, 1) < p, 1, 0)).")]
    [InlineData("X + gamma(2)", "column 5: in gamma(2), gamma needs 'scale'; it takes shape, scale.")]
    [InlineData("X + normal(0, 1", "column 11: the '(' of normal is never closed; close it with ')'.")]
    [InlineData("exp(1", "column 6: expected ',' or ')', found the end.")]
    public void Parse_AMistake_IsToldWithItsColumn(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => FormulaParser.Parse(text, "/model/equations/Y"));

        Assert.Equal(new InputError("/model/equations/Y", message), Assert.Single(error.Errors));
    }

    [Fact]
    public void Parse_AnUnknownFunction_NamesTheKnownOnes() =>
        Assert.StartsWith(
            "column 5: there is no function 'system'; the functions are abs, acos,",
            Assert.Throws<InputException>(() => FormulaParser.Parse("1 + system(2)", "")).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("(", 9_000)]
    [InlineData("-", 9_000)]
    [InlineData("not ", 2_000)]
    [InlineData("exp(", 2_000)]
    [InlineData("2^", 4_000)]
    [InlineData("(", 100_000)]
    [InlineData("+", 9_000)]
    public void Parse_DeepNesting_IsRefusedNotOverflown(string open, int count) =>
        Assert.Matches(
            @"^column \d+: (nested more than 200 deep|the formula has 100001 characters)",
            Assert.Throws<InputException>(() => FormulaParser.Parse(string.Concat(Enumerable.Repeat(open, count)) + "1", "")).Message);

    [Fact]
    public void Parse_ALongSum_IsFlat()
    {
        var text = string.Join("+", Enumerable.Repeat("x", 2_500));

        Assert.Equal(5_000, FormulaParser.Parse(text, "").Evaluate(_ => 2, 0));
        Assert.Matches("^column 5000: more than 5000", Assert.Throws<InputException>(() => FormulaParser.Parse(text + "+xx+3", "")).Message);
    }
}
