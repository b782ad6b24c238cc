using Isl.Grains.Data;
using Isl.Grains.Interfaces.Data;

namespace Isl.Tests.Unit.Data;

public sealed class ColumnKindsTests
{
    [Theory]
    [InlineData(false, 0, 0, ColumnKind.Constant)]
    [InlineData(false, 1, 9, ColumnKind.Constant)]
    [InlineData(true, 1, 9, ColumnKind.Constant)]
    [InlineData(false, 2, 9, ColumnKind.Binary)]
    [InlineData(true, 2, 9, ColumnKind.Binary)]
    [InlineData(true, 2, 2, ColumnKind.Binary)]
    [InlineData(false, 3, 9, ColumnKind.Numeric)]
    [InlineData(false, 9, 9, ColumnKind.Numeric)]
    [InlineData(true, 3, 9, ColumnKind.Category)]
    [InlineData(true, 9, 9, ColumnKind.Identifier)]
    [InlineData(true, 597, 600, ColumnKind.Identifier)]
    [InlineData(true, 100, 600, ColumnKind.Category)]
    public void Of_ValuesCounted_IsTheKind(bool isText, int distinct, int present, ColumnKind expected) =>
        Assert.Equal(expected, ColumnKinds.Of(isText, distinct, present));

    [Fact]
    public void Of_DeclaredCategory_IsOneWhereThereAreThreeValues()
    {
        Assert.Equal(ColumnKind.Category, ColumnKinds.Of(false, 4, 9, DeclaredKind.Category));
        Assert.Equal(ColumnKind.Binary, ColumnKinds.Of(false, 2, 9, DeclaredKind.Category));
    }
}
