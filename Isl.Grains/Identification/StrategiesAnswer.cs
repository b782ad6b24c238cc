using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

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
        query = DirectEffectAnswer.Resolve(graph, query);
        var answer = IdentificationAnswer.Compute(graph, ForRanking(query, MaxSets), data: null, budget);
        return Rank(graph, query, answer, PathsOf(graph, query), degradedReason: null);
    }

    /// <summary>The first fallback: a few sets and a bounded number of paths, without the search for changes.</summary>
    public static StrategiesResult Bounded(CausalGraph graph, CausalQuery query, string reason, CancellationToken cancellation)
    {
        query = DirectEffectAnswer.Resolve(graph, query);
        var few = ForRanking(query, FewSets) with { Include = [AnswerPart.Adjustment, AnswerPart.Identification, AnswerPart.FrontDoor] };
        var answer = IdentificationAnswer.Compute(graph, few, data: null, WorkBudget.Until(cancellation));
        return Rank(graph, query, answer, PathsOf(graph, query), reason);
    }

    /// <summary>The last resort: whether the effect is identifiable at all, without suggestions or paths.</summary>
    public static StrategiesResult LastResort(CausalGraph graph, CausalQuery query, string reason, CancellationToken cancellation)
    {
        query = DirectEffectAnswer.Resolve(graph, query);
        var one = ForRanking(query, 1) with { Include = [AnswerPart.Adjustment] };
        var spent = new WorkBudget(new CancellationToken(canceled: true), cancellation);
        var answer = IdentificationAnswer.Compute(graph, one, data: null, spent);
        return Rank(graph, query, answer, PathSummary.None, reason);
    }

    /// <summary>The members of a class have paths of their own, so none are listed there.</summary>
    private static PathAnalysis PathsOf(CausalGraph graph, CausalQuery query) =>
        graph.Undirected.IsEmpty ? PathSummary.Of(graph, query) : PathSummary.None;

    /// <summary>The query without what ranking has no use for.</summary>
    private static CausalQuery ForRanking(CausalQuery query, int maxSets) => query with
    {
        MaxSets = maxSets,
        DatasetHash = null,
        Include = query.Include
            ?? [AnswerPart.Adjustment, AnswerPart.Identification, AnswerPart.FrontDoor, AnswerPart.Instruments, AnswerPart.Suggestions],
    };

    private static StrategiesResult Rank(
        CausalGraph graph, CausalQuery query, IdentificationResult answer, PathAnalysis paths, string? degradedReason)
    {
        ImmutableArray<Strategy> strategies =
        [
            .. Adjustments(query, answer),
            .. FrontDoors(query, answer),
            .. Formula(query, answer),
            .. Instrumental(query, answer),
            .. answer.Suggestions.Select(Change),
        ];
        var caveats = degradedReason is null
            ? answer.Explanation.Caveats
            : answer.Explanation.Caveats.Insert(0, new SimplerMethodAnswered(degradedReason).Text);
        return new StrategiesResult
        {
            Strategies = strategies,
            PathAnalysis = paths,
            DagHash = DagHash.Of(graph).Value,
            Completion = Completion.Of(degradedReason, answer.Completion.IsCutShort),
            Explanation = answer.Explanation with
            {
                Summary = new StrategiesFound(query, strategies.Length, strategies.FirstOrDefault()?.Explanation).Text,
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

        if (answer.OptimalSet is { } best)
        {
            Finding way = best.IsEmpty ? new CompareUnadjusted(query, IsOptimal: true) : new AdjustForOptimal(query, best);
            yield return Backdoor(best, way, MethodSources.OptimalSet);
        }

        foreach (var set in sets.Where(set => answer.OptimalSet is not { } best || !set.SequenceEqual(best)))
        {
            Finding way = set.IsEmpty ? new CompareUnadjusted(query, IsOptimal: false) : new AdjustForSet(query, set);
            yield return Backdoor(set, way, MethodSources.Adjustment);
        }

        static Strategy Backdoor(ImmutableArray<string> set, Finding way, string basis) =>
            new(StrategyType.Backdoor, [], [], [], [], [], set, way.Text, basis, AsItIs);
    }

    private static IEnumerable<Strategy> FrontDoors(CausalQuery query, IdentificationResult answer) =>
        query.Conditions.Length > 0 || !answer.AlternativeMethods.Any(method => method is { Method: "front_door", Applicable: true })
            ? []
            : (answer.FrontDoorSets ?? []).Select(set => new Strategy(
                StrategyType.Frontdoor,
                [],
                [],
                [],
                [],
                [],
                null,
                new GoThroughFrontDoor(query, set).Text,
                MethodSources.FrontDoor,
                AsItIs));

    private static IEnumerable<Strategy> Formula(CausalQuery query, IdentificationResult answer) => answer.Method != "id_algorithm"
        ? []
        :
        [
            new Strategy(
                StrategyType.IdAlgorithm,
                [],
                [],
                [],
                [],
                [],
                null,
                new ComputeFormula(query, answer.IdentificationFormula).Text,
                query.Conditions.Length > 0 ? MethodSources.ConditionalId : MethodSources.Id,
                AsItIs),
        ];

    private static IEnumerable<Strategy> Instrumental(CausalQuery query, IdentificationResult answer) => query.Conditions.Length > 0
        ? []
        : (answer.Instruments ?? []).Select(instrument => new Strategy(
            StrategyType.Instrumental,
            [],
            [],
            [],
            [],
            [],
            instrument.ConditionedOn.IsEmpty ? null : instrument.ConditionedOn,
            new UseInstrument(query, instrument.Variable, instrument.ConditionedOn).Text,
            MethodSources.Instruments,
            UnderLinearity));

    private static Strategy Change(Suggestion suggestion) => new(
        StrategyType.Manual,
        [.. Names(suggestion, "observe"), .. Names(suggestion, "add_nodes")],
        Edges(suggestion, "add_edges"),
        Edges(suggestion, "remove_edges"),
        Edges(suggestion, "remove_bidirected"),
        Names(suggestion, "randomise"),
        null,
        suggestion.Description,
        suggestion.TechnicalDetail,
        suggestion.Type == "find_instrument" ? OnceChangedUnderLinearity : OnceChanged);

    private static ImmutableArray<ImmutableArray<string>> Edges(Suggestion suggestion, string detail) =>
        suggestion.Action.Details.TryGetValue(detail, out var edges) ? [.. edges.EnumerateArray().Select(Strings)] : [];

    private static ImmutableArray<string> Names(Suggestion suggestion, string detail) =>
        suggestion.Action.Details.TryGetValue(detail, out var names) ? Strings(names) : [];

    private static ImmutableArray<string> Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
