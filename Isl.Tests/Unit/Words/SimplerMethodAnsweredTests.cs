using Isl.Grains.Words;

namespace Isl.Tests.Unit.Words;

public sealed class SimplerMethodAnsweredTests
{
    [Fact]
    public void Text_GivesTheReasonAsAClause() =>
        Assert.Equal("A simpler method answered, because time ran out.", new SimplerMethodAnswered("time ran out").Text);
}
