using System.Text;
using Isl.Api.Front;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Front;

public sealed class FrontCacheTests
{
    private static readonly FrontRoute Route = new("causal_validation");
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Find_WithinTheLease_GivesTheStoredArrayItself()
    {
        var cache = Make();
        var answer = AnswerOf("one");

        Learn(cache, "q", answer);

        Assert.True(Find(cache, "q")!.Body.Equals(answer.Body));
        Assert.Equal("\"one\"", Find(cache, "q")!.ETag);
    }

    [Fact]
    public void Find_OtherBytesOrOtherRoute_IsNothing()
    {
        var cache = Make();
        Learn(cache, "q", AnswerOf("one"));

        Assert.Null(Find(cache, "q "));
        Assert.Null(cache.Find(new FrontRoute("causal_validation"), cache.PlaceOf("q"u8), "q"u8));
    }

    [Fact]
    public void Find_AnotherQuestionAtTheSamePlace_IsDecidedByItsBytes()
    {
        var cache = Make();
        cache.Learn(Route, 7, "first"u8.ToArray(), AnswerOf("one"));

        Assert.Null(cache.Find(Route, 7, "other"u8));

        cache.Learn(Route, 7, "other"u8.ToArray(), AnswerOf("two"));
        Assert.Null(cache.Find(Route, 7, "first"u8));
        Assert.Equal("\"two\"", cache.Find(Route, 7, "other"u8)!.ETag);
        Assert.Equal(1, cache.Size.Entries);
    }

    [Fact]
    public void Find_AfterTheLease_LetsOneAskAndAnswersTheRest_UntilItIsOver()
    {
        var cache = Make();
        Learn(cache, "q", AnswerOf("one"));

        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Null(Find(cache, "q")); // this one asks
        Assert.NotNull(Find(cache, "q"));
        _time.Advance(TimeSpan.FromSeconds(0.8));
        Assert.NotNull(Find(cache, "q"));
        _time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Null(Find(cache, "q"));
        Assert.Null(Find(cache, "q"));
    }

    [Fact]
    public void Learn_TheSameAnswerAgain_BeginsTheNextLease()
    {
        var cache = Make();
        Learn(cache, "q", AnswerOf("one"));
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.Null(Find(cache, "q"));

        Learn(cache, "q", AnswerOf("one"));

        _time.Advance(TimeSpan.FromSeconds(0.9));
        Assert.NotNull(Find(cache, "q"));
    }

    [Fact]
    public void Learn_NoAnswerOrNoWholeOne_ForgetsWhatWasHeld()
    {
        foreach (var told in new[] { null, AnswerOf("one") with { Brief = true }, AnswerOf("one") with { Degraded = true } })
        {
            var cache = Make();
            Learn(cache, "q", AnswerOf("one"));

            Learn(cache, "q", told);

            Assert.Null(Find(cache, "q"));
            Assert.Equal((0, 0L), cache.Size);
        }
    }

    [Fact]
    public void Learn_OnlyWhatIsAskedAgain_IsHeld()
    {
        var cache = Make();

        Learn(cache, "once", AnswerOf("one") with { Cache = CacheOutcome.Miss });
        Assert.Null(Find(cache, "once"));
        Learn(cache, "brief", AnswerOf("two") with { Brief = true });
        Assert.Null(Find(cache, "brief"));
        Learn(cache, "once", AnswerOf("one") with { Cache = CacheOutcome.Coalesced });
        Assert.NotNull(Find(cache, "once"));
    }

    [Fact]
    public void Learn_MoreThanFits_HoldsWhatIsInUse_AndTakesOthersWhenItIsOver()
    {
        var cache = Make(maxBytes: 1500);
        Learn(cache, "a", AnswerOf("a", bytes: 1000));

        Learn(cache, "b", AnswerOf("b", bytes: 1000));
        Assert.NotNull(Find(cache, "a"));
        Assert.Null(Find(cache, "b"));

        _time.Advance(TimeSpan.FromSeconds(2));
        Learn(cache, "b", AnswerOf("b", bytes: 1000));
        Assert.NotNull(Find(cache, "b"));
        Assert.Equal(1, cache.Size.Entries);
        Assert.InRange(cache.Size.Bytes, 1001, 1500);
    }

    [Fact]
    public void SweepAndClear_LeaveNothing()
    {
        var cache = Make();
        Learn(cache, "a", AnswerOf("a"));
        cache.Clear();
        Assert.Equal((0, 0L), cache.Size);

        Learn(cache, "a", AnswerOf("a"));
        _time.Advance(TimeSpan.FromSeconds(1.9));
        cache.Sweep();
        Assert.Equal(1, cache.Size.Entries);
        _time.Advance(TimeSpan.FromSeconds(0.1));
        cache.Sweep();
        Assert.Equal((0, 0L), cache.Size);
    }

    private static void Learn(FrontCache cache, string question, Answer? answer)
    {
        var body = Encoding.UTF8.GetBytes(question);
        cache.Learn(Route, cache.PlaceOf(body), body, answer);
    }

    private static FrontEntry? Find(FrontCache cache, string question)
    {
        var body = Encoding.UTF8.GetBytes(question);
        return cache.Find(Route, cache.PlaceOf(body), body);
    }

    private static Answer AnswerOf(string etag, int bytes = 10) =>
        new(default, new byte[bytes], etag, Degraded: false, CacheOutcome.Hit, 0, 0);

    private FrontCache Make(long maxBytes = 100_000) => new(Options.Create(new FrontCacheOptions { MaxBytes = maxBytes }), _time);
}
