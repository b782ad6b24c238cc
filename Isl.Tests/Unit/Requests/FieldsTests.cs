using System.Collections.Immutable;
using Isl.Api.Requests;

namespace Isl.Tests.Unit.Requests;

public sealed class FieldsTests
{
    private static readonly ImmutableArray<(string Name, int Value)> Choices = [("notears", 1), ("pc", 2), ("ges", 3)];
    private static readonly JsonPointer Place = JsonPointer.Root.Member("algorithm");

    [Theory]
    [InlineData(null, 1)]
    [InlineData("pc", 2)]
    public void Choice_KnownOrNone_IsTaken(string? given, int expected)
    {
        var errors = new RequestErrors();

        Assert.Equal(expected, Fields.Choice(given, Choices, 1, Place, errors));
        Assert.True(errors.None);
    }

    [Theory]
    [InlineData("notear", "There is no algorithm 'notear'; did you mean `notears`? The choices are notears, pc, ges.")]
    [InlineData("magic", "There is no algorithm 'magic'; choose one of notears, pc, ges.")]
    public void Choice_Unknown_NamesAllInFull(string given, string expected)
    {
        var errors = new RequestErrors();

        Fields.Choice(given, Choices, 1, Place, errors);

        Assert.Equal(expected, Assert.Single(errors.All).Message);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1.5)]
    public void InRange_OutOfRange_NamesTheRange(double value)
    {
        var errors = new RequestErrors();

        Fields.InRange(value, 0, 1, Place, errors);

        Assert.Contains("from 0 to 1", Assert.Single(errors.All).Message, StringComparison.Ordinal);
    }
}
