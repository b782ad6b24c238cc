using System.Text.Json;
using Isl.Grains.Answering;
using Isl.Grains.Answering.Store;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;
using Microsoft.Extensions.Time.Testing;

namespace Isl.Tests.Unit.Answering;

[Collection(TimedTests.Name)]
public sealed class SubjectAnswersTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    /// <summary>One slot, more work than it can do: what waits too long is refused, and no refusal counts against the method.</summary>
    [Fact]
    public async Task Get_HealthyFitsBehindOthers_AreRefusedForLoad_AndOpenNoCircuit()
    {
        using var engine = new Engine(new ComputeOptions { Slots = 1, RequestTimeoutSeconds = 1 });
        var asked = new List<Task<Answer>>();
        for (var i = 0; i < 12; i++)
        {
            asked.Add(engine.Answers.Get(Engine.Id(i), Engine.Slow("fit", Fit), Test));
            await Task.Delay(100, Test);
        }

        var outcomes = await Task.WhenAll(asked.Select(Outcome));

        Assert.DoesNotContain(engine.Circuits.Reports, report => report.Outcome == CallOutcome.Failure);
        Assert.Contains(outcomes, outcome => outcome is null);
        var refusals = outcomes.OfType<IslException>().ToList();
        Assert.NotEmpty(refusals);
        Assert.Equal(outcomes.Count(outcome => outcome is not null), refusals.Count);
        Assert.All(refusals, refusal => Assert.Equal(ErrorCode.Overloaded, refusal.Code));
        Assert.All(refusals, refusal => Assert.True(refusal.RetryAfter >= TimeSpan.FromSeconds(1)));

        static AnalysisResult Fit(CancellationToken cancellation)
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(0.55));
            return Engine.Result("fit", Completion.Whole);
        }
    }

    [Fact]
    public async Task Get_MethodThatComputesTooLong_IsLate_AndCountsAgainstIt()
    {
        using var engine = new Engine(new ComputeOptions { Slots = 1, RequestTimeoutSeconds = 0.3 });
        var stuck = Engine.Slow("fit", cancellation =>
        {
            cancellation.WaitHandle.WaitOne(TimeSpan.FromSeconds(10));
            return Engine.Result("late", Completion.Whole);
        });

        var late = await Assert.ThrowsAsync<IslException>(() => engine.Answers.Get(Engine.Id(1), stuck, Test));

        Assert.Equal(ErrorCode.DeadlineExceeded, late.Code);
        Assert.Equal(CallOutcome.Failure, Assert.Single(engine.Circuits.Reports).Outcome);
    }

    [Fact]
    public async Task Get_AnswerThatIsNotWhole_IsHeldForSecondsOnly()
    {
        var time = new FakeTimeProvider();
        using var engine = new Engine(new ComputeOptions(), time);
        foreach (var (number, completion) in new[] { Completion.Whole, Completion.CutShort, Completion.BySimplerMethod("late") }.Index())
        {
            await engine.Answers.Get(Engine.Id(number), Engine.Slow("fit", _ => Engine.Result("made", completion)), Test);
        }

        time.Advance(TimeSpan.FromSeconds(10));

        Assert.NotNull(await engine.Answers.Find(Engine.Id(0)));
        Assert.Null(await engine.Answers.Find(Engine.Id(1)));
        Assert.Null(await engine.Answers.Find(Engine.Id(2)));
    }

    [Fact]
    public async Task Get_OneMethodFailingOnASubject_SaysNothingAboutAnother()
    {
        using var engine = new Engine(new ComputeOptions());
        var simpler = new Fallback("simpler", (reason, _) => Engine.Result("simpler", Completion.BySimplerMethod(reason)));
        for (var i = 0; i < 4; i++)
        {
            await engine.Answers.Get(Engine.Id(i), Engine.Slow("notears", _ => throw new InvalidOperationException("injected"), simpler), Test);
        }

        var given = await engine.Answers.Get(Engine.Id(10), Engine.Slow("notears", _ => Engine.Result("notears", Completion.Whole), simpler), Test);
        var other = await engine.Answers.Get(Engine.Id(11), Engine.Slow("pc", _ => Engine.Result("pc", Completion.Whole), simpler), Test);

        Assert.Equal("simpler", Summary(given)); // given up on this subject for a while
        Assert.Equal("pc", Summary(other));
    }

    [Fact]
    public async Task Get_CircuitOpen_AnswersByFallbackWithoutTrying()
    {
        using var engine = new Engine(new ComputeOptions());
        engine.Circuits.IsOpen = true;
        var tried = false;

        var answer = await engine.Answers.Get(
            Engine.Id(1),
            Engine.Slow(
                "fit",
                _ => throw new InvalidOperationException($"{tried = true}"),
                new Fallback("simpler", (reason, _) => Engine.Result(reason, Completion.BySimplerMethod(reason)))),
            Test);

        Assert.False(tried);
        Assert.True(answer.Degraded);
        Assert.Contains("circuit is open", Summary(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_SameQuestionTwiceAtOnce_IsComputedOnce_AndOneLeavingHurtsNobody()
    {
        using var engine = new Engine(new ComputeOptions());
        using var release = new ManualResetEventSlim();
        using var leave = new CancellationTokenSource();
        var computed = 0;
        var fit = Engine.Slow("fit", cancellation =>
        {
            Interlocked.Increment(ref computed);
            release.Wait(cancellation);
            return Engine.Result("made", Completion.Whole);
        });

        var first = engine.Answers.Get(Engine.Id(1), fit, leave.Token);
        var second = engine.Answers.Get(Engine.Id(1), fit, Test);
        await leave.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.Set();

        Assert.Equal(CacheOutcome.Coalesced, (await second).Cache);
        Assert.Equal(1, computed);
    }

    /// <summary>Who looks after a call is told that it is computed and does not wait; where nobody computes it, looking begins it.</summary>
    [Fact]
    public async Task Get_OnlyLooking_SaysThatItIsComputed_OrBeginsIt()
    {
        using var engine = new Engine(new ComputeOptions());
        using var release = new ManualResetEventSlim();
        var fit = Engine.Slow("fit", cancellation =>
        {
            release.Wait(cancellation);
            return Engine.Result("made", Completion.Whole);
        });

        var begun = Looking(() => engine.Answers.Get(Engine.Id(1), fit, Test));
        var looked = await Looking(() => engine.Answers.Get(Engine.Id(1), fit, Test));
        var other = await Looking(() => engine.Answers.TryGet(Engine.Id(2), "service", computation: null, Test));
        release.Set();

        Assert.True(looked.IsPending);
        Assert.Null(other);
        Assert.Equal((CacheOutcome.Miss, false), ((await begun).Cache, (await begun).IsPending));
        Assert.Equal(CacheOutcome.Hit, (await Looking(() => engine.Answers.Get(Engine.Id(1), fit, Test))).Cache);
        Assert.Equal(0, engine.Figures.Totals.Coalesced);
    }

    [Fact]
    public async Task Get_LastCallerLeaves_StopsTheComputation()
    {
        using var engine = new Engine(new ComputeOptions());
        using var leave = new CancellationTokenSource();
        var stopped = new TaskCompletionSource();
        var asked = engine.Answers.Get(
            Engine.Id(1),
            Engine.Slow("fit", cancellation =>
            {
                cancellation.WaitHandle.WaitOne();
                stopped.SetResult();
                throw new OperationCanceledException(cancellation);
            }),
            leave.Token);
        await leave.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(5), Test);
        Assert.DoesNotContain(engine.Circuits.Reports, report => report.Outcome == CallOutcome.Failure);
    }

    [Fact]
    public async Task TryGet_NothingHeldAndNoSubject_ComputesNothing()
    {
        using var engine = new Engine(new ComputeOptions());

        Assert.Null(await engine.Answers.TryGet(Engine.Id(1), "service", computation: null, Test));
        Assert.Equal(0, engine.Figures.Totals.Misses);
    }

    [Fact]
    public async Task Find_AnswerFromTheTierBehind_LivesNoLongerThanThere()
    {
        var time = new FakeTimeProvider();
        var store = new TierOfOne(Engine.Id(1), TimeSpan.FromSeconds(5));
        using var engine = new Engine(new ComputeOptions(), time, store);

        Assert.NotNull(await engine.Answers.Find(Engine.Id(1)));
        store.IsEmpty = true;
        Assert.NotNull(await engine.Answers.Find(Engine.Id(1))); // from memory
        time.Advance(TimeSpan.FromSeconds(6));
        Assert.Null(await engine.Answers.Find(Engine.Id(1)));
    }

    [Fact]
    public async Task Keep_ASubject_TakesNoAnswersPlace()
    {
        using var engine = new Engine(new ComputeOptions(), cache: new CacheOptions { MaxSize = 2 });
        for (var i = 0; i < 2; i++)
        {
            await engine.Answers.Keep(Engine.Id(100 + i), () => Engine.Result("graph", Completion.Whole));
            await engine.Answers.Get(Engine.Id(i), Engine.Slow("fit", _ => Engine.Result("made", Completion.Whole)), Test);
        }

        Assert.Equal(2, engine.Services.Cache.Figures.Entries);
        Assert.Equal(0, engine.Services.Cache.Figures.Evictions);
        Assert.NotNull(await engine.Answers.FindKept(Engine.Id(100)));
    }

    [Fact]
    public async Task Get_WarmingUp_ComputesEachTime_AndLeavesNothingBehind()
    {
        var made = 0;
        using var engine = new Engine(new ComputeOptions());
        var computation = Engine.Slow("fit", _ => Engine.Result($"made {++made}", Completion.Whole));

        var first = await WarmingUp(() => engine.Answers.Get(Engine.Id(1), computation, Test));
        var second = await WarmingUp(() => engine.Answers.Get(Engine.Id(1), computation, Test));

        Assert.Equal(("made 1", "made 2"), (Summary(first), Summary(second)));
        Assert.Null(await engine.Answers.Find(Engine.Id(1)));
        Assert.Equal((0, 0, 0, 0), engine.Figures.Totals);
        Assert.Equal([CallOutcome.Abandoned, CallOutcome.Abandoned], engine.Circuits.Reports.Select(report => report.Outcome));
        Assert.Equal(new OutcomeCounts(0, 0, 0), engine.Services.Health.Take("service"));

        // The same from a caller is held and counted, and a warm-up after it leaves that alone.
        await engine.Answers.Get(Engine.Id(1), computation, Test);
        var again = await WarmingUp(() => engine.Answers.Get(Engine.Id(1), computation, Test));

        Assert.Equal("made 4", Summary(again));
        Assert.Equal("made 3", Summary((await engine.Answers.Find(Engine.Id(1)))!));
        Assert.Equal((0, 0, 1, 0), engine.Figures.Totals);
        Assert.Equal(CallOutcome.Success, engine.Circuits.Reports[2].Outcome);
    }

    [Fact]
    public async Task TryAtOnce_HoldsAndCountsWhatItMakes_WhereAGrainLooksFirst()
    {
        var made = 0;
        using var engine = new Engine(new ComputeOptions { Slots = 1 });

        var first = await AtOnce();
        var second = await AtOnce();
        var byGrain = await engine.Answers.Get(Engine.Id(1), Engine.Slow("fit", _ => throw new InvalidOperationException()), Test);

        Assert.Equal((CacheOutcome.Miss, CacheOutcome.Hit, CacheOutcome.Hit), (first.Cache, second.Cache, byGrain.Cache));
        Assert.Equal(first.Body.ToArray(), byGrain.Body.ToArray());
        Assert.Equal(1, made);
        Assert.Equal((2, 0, 1, 0), engine.Figures.Totals);
        Assert.Equal(new OutcomeCounts(3, 0, 0), engine.Services.Health.Take("service"));

        var aside = await WarmingUp(AtOnce);
        Assert.Equal("made 2", Summary(aside));
        Assert.Equal("made 1", Summary((await engine.Answers.Find(Engine.Id(1)))!));
        Assert.Equal((2, 0, 1, 0), engine.Figures.Totals);

        async Task<Answer> AtOnce() => (await new SubjectAnswers(engine.Services).TryAtOnce(
            Engine.Id(1), "service", "separate", _ => Engine.Result($"made {++made}", Completion.Whole), Test))!;
    }

    [Fact]
    public async Task TryAtOnce_LeavesWhatBreaksDownToTheGrain_AndCountsNoMistakeOfTheCaller()
    {
        using var engine = new Engine(new ComputeOptions());

        await Assert.ThrowsAsync<InputException>(() => AtOnce(new InputException("/treatment", "no such node")));
        Assert.Equal(new OutcomeCounts(0, 0, 0), engine.Services.Health.Take("service"));

        Assert.Null(await AtOnce(new InvalidOperationException()));
        Assert.Null(await AtOnce(new IslException(ErrorCode.Overloaded, "no slot")));
        Assert.Null(await engine.Answers.TryAtOnce(Engine.Id(1), "service", "separate", budget => Endless(budget.Cancellation), Test));
        Assert.Equal(new OutcomeCounts(0, 0, 0), engine.Services.Health.Take("service"));
        Assert.Equal((0, 0, 0, 0), engine.Figures.Totals);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => engine.Answers.Get(Engine.Id(1), Engine.Slow("separate", _ => throw new InvalidOperationException()), Test));
        Assert.Equal(new OutcomeCounts(0, 1, 0), engine.Services.Health.Take("service"));

        await engine.Gate.HandBack();
        var leaving = await Assert.ThrowsAsync<IslException>(() => AtOnce(new InvalidOperationException()));
        Assert.Equal(ErrorCode.Stopping, leaving.Code);
        Assert.Null(await engine.Answers.Find(Engine.Id(1)));

        Task<Answer?> AtOnce(Exception failure) => engine.Answers.TryAtOnce(Engine.Id(1), "service", "separate", _ => throw failure, Test);

        static AnalysisResult Endless(CancellationToken cancellation)
        {
            cancellation.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellation);
        }
    }

    private static async Task<T> WarmingUp<T>(Func<Task<T>> ask)
    {
        Caller.Current = new() { WarmsUp = true }; // until this method is left
        return await ask();
    }

    private static string? Summary(Answer answer)
    {
        using var document = JsonDocument.Parse(answer.Body);
        return document.RootElement.GetProperty("explanation").GetProperty("summary").GetString();
    }

    private static async Task<T> Looking<T>(Func<Task<T>> ask)
    {
        Caller.Current = new() { OnlyLooks = true }; // until this method is left
        return await ask();
    }

    private static async Task<Exception?> Outcome(Task<Answer> asked)
    {
        try
        {
            await asked;
            return null;
        }
        catch (IslException e)
        {
            return e;
        }
    }

    private sealed class TierOfOne(ResultId id, TimeSpan timeLeft) : IResultStore
    {
        public bool IsEmpty { get; set; }

        public string State => "up";

        public long Errors => 0;

        public ValueTask<FoundAnswer?> Find(ResultId asked) =>
            new(asked == id && !IsEmpty ? new FoundAnswer("{}"u8.ToArray(), timeLeft) : (FoundAnswer?)null);

        public ValueTask Keep(ResultId kept, ReadOnlyMemory<byte> body, TimeSpan timeToLive) => default;

        public Task<long> Clear() => Task.FromResult(0L);
    }
}
