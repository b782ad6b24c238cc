using Isl.Grains.Answering;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Answering;

public sealed class ProgressShelfTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Look_BeforeWhileAndAfter()
    {
        var (shelf, sink) = (new ProgressShelf(), new ProgressSink());

        Assert.Null(shelf.Look("a"));
        using (shelf.Show("a", sink))
        {
            Assert.Equal(ProgressStage.Queued, shelf.Look("a")!.Stage);
            sink.Tell(ProgressStage.Resamples, 3, 50);
            Assert.Equal(WorkProgress.Of(ProgressStage.Resamples, 3, 50), shelf.Look("a"));
            Assert.Null(shelf.Look("b"));
        }

        Assert.Equal(0, shelf.Count);
    }

    [Fact]
    public void Show_WithoutWatch_ShowsNothing() => Assert.Null(new ProgressShelf().Show("", new ProgressSink()));

    [Fact]
    public void Dispose_OfAnEarlierComputation_LeavesTheLaterOne()
    {
        var (shelf, second) = (new ProgressShelf(), new ProgressSink());
        var first = shelf.Show("a", new ProgressSink());
        using var shown = shelf.Show("a", second);
        second.Tell(ProgressStage.Draws, 1);

        first!.Dispose();

        Assert.Equal(ProgressStage.Draws, shelf.Look("a")!.Stage);
    }

    /// <summary>What the work tells on its thread is seen by all who share it, each by its own watch, while they wait and not after.</summary>
    [Fact]
    public async Task Get_WatchedWork_IsSeenByEveryWatch()
    {
        using var engine = new Engine(new ComputeOptions { Slots = 1 });
        using var release = new ManualResetEventSlim();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var computation = Computation.Pure("service", null, "fit", Lane.Slow, budget =>
        {
            Assert.Equal(ProgressStage.Computing, budget.Progress!.Last!.Stage);
            budget.Progress.Tell(ProgressStage.Estimators, 2, 5);
            told.SetResult();
            release.Wait(budget.Cancellation);
            return Engine.Result("done", Completion.Whole);
        });

        var asked = new[] { "a", "b", "" }.Select(watch =>
        {
            Caller.Current = new() { Watch = watch };
            return engine.Answers.Get(Engine.Id(1), computation, Test);
        }).ToList();
        await told.Task.WaitAsync(Test);

        Assert.All(["a", "b"], watch => Assert.Equal(WorkProgress.Of(ProgressStage.Estimators, 2, 5), engine.Services.Progress.Look(watch)));
        Assert.Equal(2, engine.Services.Progress.Count);
        release.Set();
        await Task.WhenAll(asked);
        Assert.Equal(0, engine.Services.Progress.Count);
    }
}
