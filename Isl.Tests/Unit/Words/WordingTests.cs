using Isl.Grains.Words;

namespace Isl.Tests.Unit.Words;

public sealed class WordingTests
{
    [Theory]
    [InlineData("A", "A")]
    [InlineData("A B", "A and B")]
    [InlineData("A B C", "A, B and C")]
    public void And_SeveralItems_JoinsThemAsInASentence(string items, string expected) => Assert.Equal(expected, Wording.And(items.Split(' ')));

    [Fact]
    public void And_NoItems_IsRefused() => Assert.Throws<ArgumentException>(() => Wording.And([]));

    [Fact]
    public void Some_MoreThanAreNamed_CountsTheRest() => Assert.Equal("A, B and 3 more", Wording.Some(["A", "B", "C", "D", "E"], 2));

    [Fact]
    public void Some_AllNamed_IsAPlainList() => Assert.Equal("A and B", Wording.Some(["A", "B"], 2));

    [Fact]
    public void Set_Empty_HasAName() => Assert.Equal(("the empty set", "{A, B}"), (Wording.Set([]), Wording.Set(["A", "B"])));

    [Theory]
    [InlineData(0, "no edges")]
    [InlineData(1, "1 edge")]
    [InlineData(12345, "12,345 edges")]
    public void Count_OfThings_HasTheRightNumber(int count, string expected) => Assert.Equal(expected, Wording.Count(count, "edge"));

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(1, "100 %")]
    [InlineData(0.95, "95 %")]
    [InlineData(0.995, "99.5 %")]
    [InlineData(0.0001, "under 0.1 %")]
    [InlineData(0.99999, "over 99.9 %")]
    public void Percent_OfAShare_NeverClaimsAllOrNothing(double share, string expected) => Assert.Equal(expected, Wording.Percent(share));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.031254, "0.03125")]
    [InlineData(-1.23456, "-1.235")]
    [InlineData(1234.5, "1234")]
    [InlineData(123456.7, "123,457")]
    [InlineData(2026100, "2,026,100")]
    [InlineData(1e-7, "1e-7")]
    [InlineData(1.307e-5, "1.307e-5")]
    [InlineData(2.5e17, "2.5e+17")]
    public void Number_OfAnEstimate_HasFourSignificantDigits(double value, string expected) => Assert.Equal(expected, Wording.Number(value));
}
