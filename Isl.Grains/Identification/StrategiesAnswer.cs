using System.Collections.Immutable;
using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Ranks the ways to identify an effect.</summary>
public static class StrategiesAnswer
{
    private const int MaxSets = 10;
    private const double AsItIs = 1;
    private const double OnceChanged = 0.5;

    /// <summary>All strategies with the paths behind them.</summary>
    /// <exception cref="Errors.InputException">A name is not an observed node, or has two roles.</exception>
    public static StrategiesResult Compute(CausalGraph graph, CausalQuery query, CancellationToken budget, CancellationToken cancellation)
    {
        var answer = IdentificationAnswer.Compute(graph, query with { MaxSets = MaxSets }, budget, cancellation);
        return Rank(graph, query, answer, PathSummary.Of(graph, query), degradedReason: null);
    }

    /// <summary>The last resort: whether the effect is identifiable at all, without suggestions or paths.</summary>
    public static StrategiesResult LastResort(CausalGraph graph, CausalQuery query, string reason, CancellationToken cancellation)
    {
        var answer = IdentificationAnswer.Compute(graph, query with { MaxSets = 1 }, new CancellationToken(canceled: true), cancellation);
        return Rank(graph, query, answer, PathSummary.None, reason);
    }

    private static StrategiesResult Rank(CausalGraph graph, CausalQuery query, IdentificationResult answer, PathAnalysis paths, string? degradedReason)
    {
        var strategies = ImmutableArray.CreateBuilder<Strategy>();
        var (effect, to) = (string.Join(" and ", query.Treatments), string.Join(" and ", query.Outcomes));
        foreach (var set in answer.AdjustmentSets)
        {
            strategies.Add(new Strategy(
                StrategyType.Backdoor,
                [],
                [],
                set,
                set.Length == 0
                    ? $"Compare {to} across values of {effect} as they are: no non-causal path between them is open."
                    : $"Adjust for {NodeSets.InWords(set)}: it blocks every non-causal path from {effect} to {to} and holds nothing that {effect} affects on the way.",
                "Adjustment criterion (van der Zander, Liśkiewicz & Textor 2019).",
                AsItIs));
        }

        if (answer is { Status: IdentificationStatus.Identifiable, AdjustmentSets.IsEmpty: true })
        {
            strategies.Add(new Strategy(
                StrategyType.IdAlgorithm,
                [],
                [],
                null,
                $"No adjustment suffices, yet {Suggestions.Effect(query)} can be computed from the observed distribution district by district.",
                "Identification over c-components (Tian & Pearl 2002; Huang & Valtorta 2006).",
                AsItIs));
        }

        foreach (var suggestion in answer.Suggestions)
        {
            strategies.Add(new Strategy(
                StrategyType.Manual,
                suggestion.Action.Details.TryGetValue("variables", out var variables) ? [.. variables.EnumerateArray().Select(name => name.GetString()!)] : [],
                [],
                null,
                suggestion.Description,
                suggestion.TechnicalDetail,
                OnceChanged));
        }

        var caveats = degradedReason is null ? answer.Explanation.Caveats : answer.Explanation.Caveats.Insert(0, $"A simpler method answered, because {degradedReason}.");
        return new StrategiesResult
        {
            Strategies = strategies.ToImmutable(),
            PathAnalysis = paths,
            DagHash = DagHash.Of(graph).Value,
            Degraded = degradedReason is not null,
            DegradedReason = degradedReason,
            Explanation = answer.Explanation with
            {
                Summary = strategies.Count == 0
                    ? $"No way to identify {Suggestions.Effect(query)} was found."
                    : $"{strategies.Count} {(strategies.Count == 1 ? "way" : "ways")} to identify {Suggestions.Effect(query)}; best: {strategies[0].Explanation}",
                Caveats = caveats,
            },
        };
    }
}
