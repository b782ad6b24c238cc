using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification;

/// <summary>
/// Ranks the ways to identify an effect: those that work on the graph as it is, then those that need linearity, then those that need a change.
/// </summary>
public static class StrategiesAnswer
{
    private const int MaxSets = 10;
    private const int FewSets = 3;
    private const double AsItIs = 1;
    private const double UnderLinearity = 0.75;
    private const double OnceChanged = 0.5;
    private const double OnceChangedUnderLinearity = 0.25;

    /// <summary>All strategies with the paths behind them.</summary>
    /// <exception cref="InputException">A name is not an observed node, or has two roles.</exception>
    public static StrategiesResult Compute(CausalGraph graph, CausalQuery query, WorkBudget budget)
    {
        var answer = IdentificationAnswer.Compute(graph, ForRanking(query, MaxSets), data: null, budget);
        return Rank(graph, query, answer, PathSummary.Of(graph, query), degradedReason: null);
    }

    /// <summary>The first fallback: a few sets and a bounded number of paths, without the search for changes.</summary>
    public static StrategiesResult Bounded(CausalGraph graph, CausalQuery query, string reason, CancellationToken cancellation)
    {
        var few = ForRanking(query, FewSets) with { Include = [AnswerPart.Adjustment, AnswerPart.Identification, AnswerPart.FrontDoor] };
        var answer = IdentificationAnswer.Compute(graph, few, data: null, WorkBudget.Until(cancellation));
        return Rank(graph, query, answer, PathSummary.Of(graph, query), reason);
    }

    /// <summary>The last resort: whether the effect is identifiable at all, without suggestions or paths.</summary>
    public static StrategiesResult LastResort(CausalGraph graph, CausalQuery query, string reason, CancellationToken cancellation)
    {
        var answer = IdentificationAnswer.Compute(graph, ForRanking(query, 1) with { Include = [AnswerPart.Adjustment] }, data: null, new WorkBudget(new CancellationToken(canceled: true), cancellation));
        return Rank(graph, query, answer, PathSummary.None, reason);
    }

    /// <summary>The query without what ranking has no use for.</summary>
    private static CausalQuery ForRanking(CausalQuery query, int maxSets) => query with
    {
        MaxSets = maxSets,
        DatasetHash = null,
        Include = query.Include ?? [AnswerPart.Adjustment, AnswerPart.Identification, AnswerPart.FrontDoor, AnswerPart.Instruments, AnswerPart.Suggestions],
    };

    private static StrategiesResult Rank(CausalGraph graph, CausalQuery query, IdentificationResult answer, PathAnalysis paths, string? degradedReason)
    {
        ImmutableArray<Strategy> strategies =
        [
            .. Adjustments(query, answer),
            .. FrontDoors(query, answer),
            .. Formula(query, answer),
            .. Instrumental(query, answer),
            .. answer.Suggestions.Select(Change),
        ];
        var effect = EffectText.Of(query);
        var caveats = degradedReason is null ? answer.Explanation.Caveats : answer.Explanation.Caveats.Insert(0, $"A simpler method answered, because {degradedReason}.");
        return new StrategiesResult
        {
            Strategies = strategies,
            PathAnalysis = paths,
            DagHash = DagHash.Of(graph).Value,
            Completion = Completion.Of(degradedReason, answer.Completion.IsCutShort),
            Explanation = answer.Explanation with
            {
                Summary = strategies.IsEmpty
                    ? $"No way to identify {effect} was found."
                    : $"{strategies.Length} {(strategies.Length == 1 ? "way" : "ways")} to identify {effect}; best: {strategies[0].Explanation}",
                Caveats = caveats,
            },
        };
    }

    /// <summary>Adjustment sets: the one of lowest variance first, then the smaller ones.</summary>
    private static IEnumerable<Strategy> Adjustments(CausalQuery query, IdentificationResult answer)
    {
        if (query.Conditions.Length > 0 || answer.AdjustmentSets is not { IsEmpty: false } sets)
        {
            yield break;
        }

        var (x, y) = (EffectText.Join(query.Treatments), EffectText.Join(query.Outcomes));
        if (answer.OptimalSet is { } best)
        {
            var why = best.IsEmpty
                ? $"Compare {y} across values of {x} as they are: no non-causal path between them is open, and no adjustment makes the estimate more precise."
                : $"Adjust for {NodeSets.InWords(best)}: it blocks every non-causal path from {x} to {y}, and of all valid sets it gives the estimate of lowest variance.";
            yield return Backdoor(best, why, "Optimal adjustment set (Henckel, Perković & Maathuis 2022).");
        }

        foreach (var set in sets.Where(set => answer.OptimalSet is not { } best || !set.SequenceEqual(best)))
        {
            var why = set.IsEmpty
                ? $"Compare {y} across values of {x} as they are: no non-causal path between them is open."
                : $"Adjust for {NodeSets.InWords(set)}: it blocks every non-causal path from {x} to {y} and holds nothing that {x} affects on the way.";
            yield return Backdoor(set, why, "Adjustment criterion (van der Zander, Liśkiewicz & Textor 2019).");
        }

        static Strategy Backdoor(ImmutableArray<string> set, string why, string basis) => new(StrategyType.Backdoor, [], [], set, why, basis, AsItIs);
    }

    private static IEnumerable<Strategy> FrontDoors(CausalQuery query, IdentificationResult answer) =>
        query.Conditions.Length > 0 || !answer.AlternativeMethods.Any(method => method is { Method: "front_door", Applicable: true })
            ? []
            : (answer.FrontDoorSets ?? []).Select(set => new Strategy(
                StrategyType.Frontdoor,
                [],
                [],
                null,
                $"Go through {NodeSets.InWords(set)}: estimate how {EffectText.Join(query.Treatments)} moves it, and how it moves {EffectText.Join(query.Outcomes)} given {EffectText.Join(query.Treatments)}.",
                "Front-door criterion (Pearl 1995; Wienöbst, van der Zander & Liśkiewicz 2023).",
                AsItIs));

    private static IEnumerable<Strategy> Formula(CausalQuery query, IdentificationResult answer) => answer.Method != "id_algorithm"
        ? []
        :
        [
            new Strategy(
                StrategyType.IdAlgorithm,
                [],
                [],
                null,
                answer.IdentificationFormula is { } formula ? $"Compute {formula}." : $"{EffectText.Of(query)} can be computed from observed distributions.",
                query.Conditions.Length > 0 ? "IDC algorithm (Shpitser & Pearl 2006)." : "ID algorithm (Shpitser & Pearl 2006).",
                AsItIs),
        ];

    private static IEnumerable<Strategy> Instrumental(CausalQuery query, IdentificationResult answer) => query.Conditions.Length > 0
        ? []
        : (answer.Instruments ?? []).Select(instrument => new Strategy(
            StrategyType.Instrumental,
            [],
            [],
            instrument.ConditionedOn.IsEmpty ? null : instrument.ConditionedOn,
            $"Use {instrument.Variable} as an instrument{(instrument.ConditionedOn.IsEmpty ? "" : $" given {NodeSets.InWords(instrument.ConditionedOn)}")}: it moves {query.Treatments[0]} and reaches {query.Outcomes[0]} through it alone. The effect follows if it is linear.",
            "Conditional instruments (van der Zander, Textor & Liśkiewicz 2015).",
            UnderLinearity));

    private static Strategy Change(Suggestion suggestion) => new(
        StrategyType.Manual,
        Names(suggestion, "variables"),
        suggestion.Action.Details.TryGetValue("add_edges", out var edges) ? [.. edges.EnumerateArray().Select(Strings)] : [],
        null,
        suggestion.Description,
        suggestion.TechnicalDetail,
        suggestion.Type == "find_instrument" ? OnceChangedUnderLinearity : OnceChanged);

    private static ImmutableArray<string> Names(Suggestion suggestion, string detail) =>
        suggestion.Action.Details.TryGetValue(detail, out var names) ? Strings(names) : [];

    private static ImmutableArray<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
