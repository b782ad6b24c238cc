using Isl.Api.Cluster;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;

namespace Isl.Tests.Unit.Cluster;

public sealed class HedgedCallTests
{
    private static readonly ClusterTimings Timings = new();
    private readonly FakeTimeProvider _time = new();
    private readonly List<(TaskCompletionSource<int> Answer, CancellationToken Stop)> _calls = [];

    [Fact]
    public async Task Run_Answered_CallsOnce()
    {
        var running = Start();
        _calls[0].Answer.SetResult(1);

        Assert.Equal(1, await running);
        Assert.Single(_calls);
    }

    [Fact]
    public async Task Run_Silence_AsksAgainBesideTheFirstAndTakesWhicheverAnswers()
    {
        var running = Start();
        await Pass(0.8, calls: 1);
        await Pass(0.2, calls: 2);

        Assert.False(_calls[0].Stop.IsCancellationRequested);
        _calls[1].Answer.SetResult(2);
        Assert.Equal(2, await running);
        Assert.True(_calls[0].Stop.IsCancellationRequested); // nobody waits for it any more
    }

    [Fact]
    public async Task Run_Silence_FirstMayStillAnswer()
    {
        var running = Start();
        await Pass(1.0, calls: 2);
        _calls[0].Answer.SetResult(1);

        Assert.Equal(1, await running);
    }

    [Fact]
    public async Task Run_LongSilence_NeverMoreThanThreeUnderWay()
    {
        var running = Start();
        await Pass(1.0, calls: 2);
        await Pass(1.0, calls: 3);
        await Pass(1.0, calls: 4);
        await Pass(1.0, calls: 5);

        Assert.Equal([true, true, false, false, false], _calls.Select(call => call.Stop.IsCancellationRequested));
        _calls[4].Answer.SetResult(5);
        Assert.Equal(5, await running);
    }

    [Fact]
    public async Task Run_GrainIsAtWork_TheFirstCallGoesOnWaitingHoweverLong()
    {
        var calls = new List<(TaskCompletionSource<Answer> Answer, CancellationToken Stop, bool OnlyLooks)>();
        var running = Start(calls);
        for (var i = 2; i <= 9; i++)
        {
            await Pass(1.0, i, calls);
            calls[i - 1].Answer.SetResult(Answer.Pending(Id));
        }

        Assert.Equal([false, .. Enumerable.Repeat(true, 8)], calls.Select(call => call.OnlyLooks));
        Assert.False(calls[0].Stop.IsCancellationRequested);
        calls[0].Answer.SetResult(Made);
        Assert.Same(Made, await running);
    }

    [Fact]
    public async Task Run_FirstCallIsRefusedWhileTheGrainIsAtWork_TheNextWaits()
    {
        var calls = new List<(TaskCompletionSource<Answer> Answer, CancellationToken Stop, bool OnlyLooks)>();
        var running = Start(calls);
        await Pass(1.0, 2, calls);
        calls[1].Answer.SetResult(Answer.Pending(Id)); // of another caller
        calls[0].Answer.SetException(new SiloUnavailableException());
        await Pass(Timings.MostBackOffSeconds, 3, calls);

        Assert.False(calls[2].OnlyLooks);
        calls[2].Answer.SetResult(Made);
        Assert.Same(Made, await running);
    }

    [Fact]
    public async Task Run_SiloOfThisProcess_SilenceIsWork()
    {
        var running = Start(asksAgain: false);
        await Pass(100, calls: 1);
        _calls[0].Answer.SetResult(1);

        Assert.Equal(1, await running);
    }

    [Theory]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(TaskCanceledException))]
    [InlineData(typeof(CodecNotFoundException))]
    public async Task Run_Refused_AsksAgainAfterAPause(Type refusal)
    {
        var running = Start();
        _calls[0].Answer.SetException(refusal == typeof(CodecNotFoundException)
            ? new CodecNotFoundException("no codec")
            : (Exception)Activator.CreateInstance(refusal)!);
        await Pass(Timings.MostBackOffSeconds, calls: 2);
        _calls[1].Answer.SetResult(2);

        Assert.Equal(2, await running);
    }

    [Fact]
    public async Task Run_RefusedManyTimes_PausesStayShort()
    {
        var running = Start();
        for (var i = 0; i < 20; i++)
        {
            _calls[i].Answer.SetException(new SiloUnavailableException());
            await Pass(Timings.MostBackOffSeconds, calls: i + 2);
        }

        _calls[20].Answer.SetResult(3);
        Assert.Equal(3, await running);
    }

    [Fact]
    public async Task Run_SiloLeaves_AsksAgainWhereThereAreOthers()
    {
        var running = Start();
        _calls[0].Answer.SetException(new IslException(ErrorCode.Stopping, "leaving"));
        await Pass(Timings.MostBackOffSeconds, calls: 2);

        _calls[1].Answer.SetResult(3);
        Assert.Equal(3, await running);
    }

    [Fact]
    public async Task Run_GrainFails_ItsExceptionAtOnce()
    {
        var running = Start();
        _calls[0].Answer.SetException(new IslException(ErrorCode.Overloaded, "full"));

        var thrown = await Assert.ThrowsAsync<IslException>(() => running);
        Assert.Equal(ErrorCode.Overloaded, thrown.Code);
        Assert.Single(_calls);
    }

    [Fact]
    public async Task Run_EndsInSilence_Cancelled()
    {
        using var end = new CancellationTokenSource();
        var running = Start(end: end);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.True(_calls[0].Stop.IsCancellationRequested);
    }

    [Fact]
    public async Task Run_EndsAfterRefusals_UnavailableWithoutAddresses()
    {
        using var end = new CancellationTokenSource();
        var running = Start(end: end);
        _calls[0].Answer.SetException(new SiloUnavailableException("S10.0.0.1:11111 at Orleans.Runtime.Messaging"));
        await Pass(Timings.MostBackOffSeconds, calls: 2);
        await end.CancelAsync();

        var thrown = await Assert.ThrowsAsync<SiloUnavailableException>(() => running);
        Assert.DoesNotContain("10.0.0.1", thrown.Message, StringComparison.Ordinal);
    }

    private static ResultId Id => new(SubjectKind.Dataset, "d", "q");

    private static Answer Made { get; } = Answer.Pending(Id) with { IsPending = false };

    private Task<Answer> Start(List<(TaskCompletionSource<Answer> Answer, CancellationToken Stop, bool OnlyLooks)> calls) => new HedgedCall<Answer>(
        stop =>
        {
            var answer = new TaskCompletionSource<Answer>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (calls)
            {
                calls.Add((answer, stop, RequestContext.Get(CallerCallFilter.LooksKey) is true));
            }

            return answer.Task;
        },
        Timings,
        asksAgain: true,
        _time).Run(CancellationToken.None);

    private Task<int> Start(bool asksAgain = true, CancellationTokenSource? end = null)
    {
        var call = new HedgedCall<int>(
            stop =>
            {
                var answer = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_calls)
                {
                    _calls.Add((answer, stop));
                }

                return answer.Task;
            },
            Timings,
            asksAgain,
            _time);
        return call.Run(end?.Token ?? CancellationToken.None);
    }

    /// <summary>Lets time pass in small steps, until so many calls were made.</summary>
    private Task Pass(double seconds, int calls) => Pass(seconds, calls, _calls);

    private async Task Pass<TCall>(double seconds, int calls, List<TCall> made)
    {
        const int Steps = 20;
        for (var step = 0; step < Steps; step++)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken); // what was woken runs on other threads
            _time.Advance(TimeSpan.FromSeconds(seconds / Steps));
        }

        for (var tries = 0; made.Count < calls && tries < 500; tries++)
        {
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }

        Assert.Equal(calls, made.Count);
    }
}
