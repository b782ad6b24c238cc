using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Effects.Graphs;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;

namespace Isl.Grains.Grains.Workers;

/// <summary>Has the silo it is on find some of the graphs of a question, or estimate by some of them, and goes.</summary>
/// <remarks>An ordinary grain placed where the least work waits, as <see cref="ResamplingPartGrain"/> is, and for the same reason.</remarks>
[QueuePlacement]
public sealed class GraphEffectPartGrain(AnswerServices services, DatasetShelf shelf) : Grain, IGraphEffectPartGrain
{
    /// <summary>What finding graphs is called in metrics.</summary>
    internal const string Finding = "find_graphs";

    /// <summary>What estimating by graphs is called in metrics.</summary>
    internal const string Estimating = "estimate_by_graphs";

    /// <inheritdoc/>
    public Task<GraphFindings> Find(GraphPart part, CancellationToken cancellationToken)
    {
        var search = part.Question.Search.Algorithm;
        var columns = part.Question.Effect.Graph.Nodes.Length;
        var one = SearchTable.Of(search).ExpectedSeconds(part.Rows, columns);
        return Run(
            part, Finding, DiscoveryRun.WorkersOf(search), part.Count * one, GraphParts.Find, new GraphFindings([], 0), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ImmutableArray<GraphEffect>> Estimate(GraphPart part, CancellationToken cancellationToken) =>
        Run(part, Estimating, WorkerKind.None, 0, GraphParts.Estimate, [], cancellationToken);

    private async Task<T> Run<T>(
        GraphPart part,
        string operation,
        WorkerKind kind,
        double expectedSeconds,
        Func<GraphPart, Dataset, WorkBudget, T> work,
        T nothing,
        CancellationToken cancellationToken)
    {
        var patience = TimeSpan.FromSeconds(Math.Min(part.SecondsBudget, TimeSpan.MaxValue.TotalSeconds / 2));
        using var spent = new CancellationTokenSource(patience, services.Time);
        try
        {
            if (await shelf.Find(part.DatasetHash, cancellationToken) is not { } data)
            {
                return nothing;
            }

            return await services.Workers.Run(kind, async () =>
            {
                var (result, _) = await services.Gate.RunPart(
                    Lane.Slow,
                    operation,
                    token =>
                    {
                        services.Faults.Before(operation, token);
                        return work(part, data, new WorkBudget(spent.Token, token));
                    },
                    patience,
                    cancellationToken,
                    expectedSeconds);
                return result;
            });
        }
        finally
        {
            DeactivateOnIdle();
        }
    }
}
