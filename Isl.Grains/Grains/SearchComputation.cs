using Isl.Grains.Answering;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Grains;

/// <summary>How a graph is sought: the algorithm asked for, and behind it correlations and the last resort.</summary>
internal static class SearchComputation
{
    /// <summary>The computation; null where the table is not at hand.</summary>
    public static Computation? Of(AnswerServices services, IGrainFactory grains, Dataset? data, ResultId id, DiscoveryQuestion question)
    {
        if (data is null)
        {
            return null;
        }

        var hash = id.Subject;
        var seconds = services.ComputeOptions.Budget.TotalSeconds;
        var method = SearchTable.Of(question.Algorithm);
        var operation = $"discover_{method.Name}";
        var lane = method.IsQuick ? Lane.Quick : Lane.Slow;
        return new Computation(
            ServiceNames.CausalDiscovery,
            method.Circuit,
            operation,
            scope => new DiscoveryRun(services, grains, scope, id).Answer(data, hash, question, operation, lane),
            [
                new Fallback(
                    "fallback_correlation",
                    (reason, cancellation) => DiscoveryAnswer.Fallback(data, hash, question, seconds, reason, cancellation)),
                new Fallback("fallback_last_resort", (reason, _) => DiscoveryAnswer.LastResort(data, hash, question, seconds, reason)),
            ]);
    }
}
