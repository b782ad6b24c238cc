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
    public void Parse_AFormula_HasItsValue(string text, double expected) =>
        Assert.Equal(expected, FormulaParser.Parse(text, "").Evaluate(_ => 2, 7), 1e-14);

    [Theory]
    [InlineData("2.5 * (A", "column 9: expected ')', found the end.")]
    [InlineData("A + * B", "column 5: expected a number, a name or '(', found '*'.")]
    [InlineData("A B", "column 3: expected an operator or the end, found 'B'.")]
    [InlineData("2x", "column 2: expected an operator or the end, found 'x'.")]
    [InlineData("A)", "column 2: expected an operator or the end (there is no '(' for this ')'), found ')'.")]
    [InlineData("", "column 1: expected a number, a name or '(', found the end.")]
    [InlineData("A = 2", "column 3: '=' assigns and a formula only compares; write '=='.")]
    [InlineData("1 < A < 3", "column 7: comparisons do not chain; join two of them with 'and'.")]
    [InlineData("𝒳 + #", "column 5: unexpected character '#' (U+0023).")]
    [InlineData("exp(1, 2)", "column 6: exp takes 1 argument, found 1 and a further ','.")]
    [InlineData("if(1, 2)", "column 8: if takes 3 arguments, found 2.")]
    [InlineData("1e999", "column 1: the number '1e999' is beyond the range of a double.")]
    [InlineData("`A + 1", "column 1: the name that begins with ` never ends; close it with `.")]
    [InlineData("X + normal(0, 1)", "column 5: there is no function 'normal'; give noise as noise_dist: \"normal(0, 1)\".")]
    [InlineData("X + gamma(2)", "column 5: there is no function 'gamma'; give noise as noise_dist: \"gamma(…)\".")]
    [InlineData("exp(1", "column 6: expected ',' or ')', found the end.")]
    public void Parse_AMistake_IsToldWithItsColumn(string text, string message)
    {
        var error = Assert.Throws<InputException>(() => FormulaParser.Parse(text, "/model/equations/Y"));

        Assert.Equal(new InputError("/model/equations/Y", message), Assert.Single(error.Errors));
    }

    [Fact]
    public void Parse_AnUnknownFunction_NamesTheKnownOnes() =>
        Assert.StartsWith(
            "column 5: there is no function 'system'; the functions are abs, ceil,",
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
