using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Grains.Workers;

/// <summary>One simulation: small ones in one piece on this silo, large ones in parts that spread over all silos.</summary>
/// <param name="services">The engine room.</param>
/// <param name="grains">Where the parts are.</param>
/// <param name="scope">What the computation may use.</param>
/// <param name="model">Hash of the model, for the log.</param>
internal sealed class SimulationRun(AnswerServices services, IGrainFactory grains, WorkScope scope, string model)
{
    /// <summary>Chunks that are made here, in one piece: fewer are not worth a call.</summary>
    private const int InlineChunks = 3;

    /// <summary>Parts that a large simulation is cut into at most.</summary>
    private const int MostParts = 32;

    /// <summary>Draws times scenarios from which on a simulation counts as long.</summary>
    private const long SlowWork = 1_000_000;

    /// <summary>Part of what is left of the budget that the parts may use; the rest is for merging.</summary>
    private const double PartsShare = 0.8;

    private long _started;

    /// <summary>The lane that so many draws belong in.</summary>
    public static Lane LaneOf(long samples, int scenarios) => samples * scenarios > SlowWork ? Lane.Slow : Lane.Quick;

    /// <summary>Answers.</summary>
    /// <param name="operation">The method's name in metrics.</param>
    /// <param name="lane">Where its first part waits.</param>
    /// <param name="prepare">Makes the plan.</param>
    public async Task<AnalysisResult> Answer(string operation, Lane lane, Func<CancellationToken, SimulationTask> prepare)
    {
        var (task, answer) = await scope.OnGate(
            lane,
            operation,
            budget =>
            {
                _started = services.Time.GetTimestamp(); // waiting for the slot was no part of the work
                var task = prepare(budget.Cancellation);
                return (Task: task, Answer: task.Plan.Chunks <= InlineChunks ? task.Run(reason: null, budget) : null);
            },
            WorkerKind.MonteCarlo);
        if (answer is not null)
        {
            return answer;
        }

        var chunks = await Spread(task.Plan);
        return await scope.OnGate(
            Lane.Quick,
            operation + "_merge",
            budget => task.ToAnswer(chunks, reason: null, budget.Cancellation),
            WorkerKind.MonteCarlo);
    }

    /// <summary>Has all chunks made. Which silo makes which, and how many silos there are, changes nothing in what comes back.</summary>
    private async Task<ImmutableArray<ChunkResult>> Spread(SimulationPlan plan)
    {
        var size = (plan.Chunks + MostParts - 1) / MostParts;
        var done = 0L;
        var parts = Enumerable
            .Range(0, (plan.Chunks + size - 1) / size)
            .Select(part => Counted(part * size, Math.Min(size, plan.Chunks - (part * size))));
        return [.. (await Task.WhenAll(parts)).SelectMany(chunks => chunks)];

        async Task<ImmutableArray<ChunkResult>> Counted(int first, int count)
        {
            var chunks = await Make(plan, first, count);
            done += (long)count * SimulationPlan.ChunkSize;
            scope.Progress?.Tell(ProgressStage.Draws, Math.Min(done, plan.Spec.Samples), plan.Spec.Samples);
            return chunks;
        }
    }

    private async Task<ImmutableArray<ChunkResult>> Make(SimulationPlan plan, int first, int count)
    {
        var left = (services.ComputeOptions.Budget - services.Time.GetElapsedTime(_started)) * PartsShare;
        var seconds = Math.Max(0, left.TotalSeconds);
        try
        {
            var part = grains.GetGrain<ISimulationPartGrain>($"{Guid.CreateVersion7():N}/{first}");
            return await part.Run(plan.Spec, first, count, seconds, scope.Cancellation);
        }
        catch (Exception e) when (
            (e is OrleansException or TimeoutException or IslException { Code: ErrorCode.Stopping }) && !scope.Cancellation.IsCancellationRequested)
        {
            // Its silo is gone or does not answer: the same draws can be made here.
            WorkersLog.SimulationPartLost(services.Logger, model, first, count, e);
            return await scope.OnGate(
                Lane.Slow,
                SimulationPartGrain.Operation,
                budget => ChunkRange.Run(plan, first, count, budget),
                WorkerKind.MonteCarlo);
        }
    }
}
