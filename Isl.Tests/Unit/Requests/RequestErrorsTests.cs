using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests;

public sealed class RequestErrorsTests
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("tiers");

    [Fact]
    public void ThrowIfAny_SeveralMistakes_ThrowsAllInTheirOrder()
    {
        var errors = new RequestErrors();
        errors.Add(Place.Item(1), "first");
        errors.Try<string>(() => throw new InputException([new InputError("/b", "second"), new InputError("/c", "third")]));

        var thrown = Assert.Throws<InputException>(errors.ThrowIfAny);

        Assert.Equal(["/tiers/1", "/b", "/c"], thrown.Errors.Select(error => error.Path));
    }

    [Fact]
    public void AddMissing_PartWithAMistakeOfItsOwn_SaysNothingMore()
    {
        var errors = new RequestErrors();
        errors.Add(Place.Item(0).Item(1), "not a name");

        errors.AddMissing(Place, "tiers is missing");
        errors.AddMissing(Place.Item(1), "another");

        Assert.Equal(["/tiers/0/1", "/tiers/1"], errors.All.Select(error => error.Path));
    }

    [Fact]
    public void Add_VeryManyMistakes_ListsTheFirstOnes()
    {
        var errors = new RequestErrors();

        for (var i = 0; i < 10_000; i++)
        {
            errors.Add(Place.Item(i), "wrong");
        }

        Assert.True(errors.IsFull);
        Assert.Equal(RequestErrors.MostListed, errors.All.Count);
        Assert.Equal("/tiers/0", errors.All[0].Path);
    }

    [Fact]
    public void ThrowIfAny_NoMistake_DoesNothing() => new RequestErrors().ThrowIfAny();
}
