using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests;

public sealed class SpellingTests
{
    private static readonly string[] Known =
        ["algorithm", "alpha", "bootstrap", "ci_test", "dag_structure", "forbidden_edges", "lambda1", "seed", "threshold", "x"];

    [Theory]
    [InlineData("treshold", "threshold")]
    [InlineData("alhpa", "alpha")]
    [InlineData("boostrap", "bootstrap")]
    [InlineData("citest", "ci_test")]
    [InlineData("lambda_1", "lambda1")]
    [InlineData("dagStructure", "dag_structure")]
    [InlineData("algorithmn", "algorithm")]
    [InlineData("forbidden", "forbidden_edges")]
    [InlineData("SEED", "seed")]
    public void Nearest_Misspelling_IsFound(string given, string meant) => Assert.Equal([meant], Spelling.Nearest(given, Known));

    [Theory]
    [InlineData("colour")]
    [InlineData("y")]
    [InlineData("")]
    [InlineData("se")]
    public void Nearest_OtherWord_IsNot(string given) => Assert.Empty(Spelling.Nearest(given, Known));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("", "abc", 3)]
    [InlineData("abcd", "acbd", 1)]
    [InlineData("abcd", "abd", 1)]
    [InlineData("abcd", "axcd", 1)]
    [InlineData("ca", "abc", 3)]
    public void Distance_CountsEdits_ASwapOfNeighboursOnce(string a, string b, int expected)
    {
        Assert.Equal(expected, Spelling.Distance(a, b));
        Assert.Equal(expected, Spelling.Distance(b, a));
    }

    [Fact]
    public void Nearest_HugeName_IsNotCompared() => Assert.Empty(Spelling.Nearest(new string('a', 1_000_000), Known));
}
