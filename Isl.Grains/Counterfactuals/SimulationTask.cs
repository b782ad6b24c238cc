using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>A simulation, and what becomes of it.</summary>
/// <param name="Plan">The simulation.</param>
/// <param name="Build">Makes the answer; its second argument says whether there are as many draws as were asked for.</param>
internal sealed record SimulationTask(SimulationPlan Plan, Func<SimulationResult, Completion, AnalysisResult> Build)
{
    /// <summary>The answer from the chunks that were made.</summary>
    /// <param name="chunks">All of them, or those that time allowed.</param>
    /// <param name="reason">Why fewer draws were asked for than the caller did, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="IslException">Time allowed none.</exception>
    public AnalysisResult ToAnswer(IReadOnlyCollection<ChunkResult> chunks, string? reason, CancellationToken cancellation)
    {
        if (chunks.Count == 0)
        {
            throw new IslException(
                ErrorCode.DeadlineExceeded,
                "Not even the first draws were made in the time available; ask for fewer samples or scenarios.");
        }

        cancellation.ThrowIfCancellationRequested();
        var result = Plan.Merge(chunks);
        var isCutShort = result.Samples < Plan.Spec.Samples;
        var late = isCutShort ? new DrawsCutShort(result.Samples, Plan.Spec.Samples).Text : null;
        var answer = Build(result, Completion.Of(reason ?? late, isCutShort));
        result.Release();
        return answer;
    }

    /// <summary>Everything at once.</summary>
    public AnalysisResult Run(string? reason, WorkBudget budget)
    {
        var chunks = ChunkRange.Run(Plan, 0, Plan.Chunks, budget);
        var answer = ToAnswer(chunks, reason, budget.Cancellation);
        foreach (var chunk in chunks)
        {
            KeptDraws.Release(chunk);
        }

        return answer;
    }
}
