using System.Text.Json;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Waiting;

/// <summary>Answers a question as a stream of events: <c>queued</c>, <c>progress</c>, and then <c>result</c> or <c>error</c>.</summary>
internal sealed class EventAnswers(IServiceProvider services, TimeProvider time)
{
    /// <summary>How long an answer that is held may take, for which nobody has to be told to wait.</summary>
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(50);

    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(10);

    /// <summary>Progress as JSON.</summary>
    public static byte[] JsonOf(WorkProgress progress) => JsonSerializer.SerializeToUtf8Bytes(progress, IslJson.Options);

    /// <summary>Answers. What is wrong with the request is told as it always is, by the status code.</summary>
    public async Task Answer(HttpContext context)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted);
        var watch = new ProgressWatch();
        var request = await AsideRequest.Of(context);
        var asking = Task.Run(() => request.Ask(services, watch, left.Token), CancellationToken.None); // its marks stay with it
        try
        {
            await Task.WhenAny(asking, watch.Asked);
            await WaitFor(asking, AtOnce, left.Token);
            if (!watch.Asked.IsCompleted && await asking is { IsAnswer: false } refusal)
            {
                await refusal.Give(context);
                return;
            }

            var stream = new EventStream(context);
            await stream.Begin();
            await Tell(stream, asking, watch, left.Token);
            var recorded = await asking;
            if (recorded.ErrorCode is { } code)
            {
                Telemetry.RequestFacts.SetErrorCode(context, code);
            }

            await stream.Send(recorded.IsAnswer ? "result" : "error", recorded.Body);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // Who watched has left. What nobody else waits for is stopped.
        }
        finally
        {
            await left.CancelAsync();
        }
    }

    private async Task Tell(EventStream stream, Task<Recorded> asking, ProgressWatch watch, CancellationToken left)
    {
        if (asking.IsCompleted)
        {
            return;
        }

        var last = new WorkProgress { Stage = ProgressStage.Queued };
        await stream.Send("queued", JsonOf(last));
        for (var silentSince = time.GetTimestamp(); !asking.IsCompleted;)
        {
            var look = watch.Look();
            await Task.WhenAny(asking, look);
            if (asking.IsCompleted)
            {
                return;
            }

            if (await look is { } now && now != last)
            {
                last = now;
                await stream.Send(now.Stage == ProgressStage.Queued ? "queued" : "progress", JsonOf(now));
                silentSince = time.GetTimestamp();
            }
            else if (time.GetElapsedTime(silentSince) >= KeepAliveInterval)
            {
                await stream.KeepAlive();
                silentSince = time.GetTimestamp();
            }

            await WaitFor(asking, LookInterval, left);
        }
    }

    private async Task WaitFor(Task task, TimeSpan most, CancellationToken left)
    {
        if (!task.IsCompleted)
        {
            await Task.WhenAny(task, Task.Delay(most, time, left));
            left.ThrowIfCancellationRequested();
        }
    }
}
