using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Identification.Paths;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>Answers causal queries: status, sets, formula and derivation or proof, implications, suggestions, in words.</summary>
public static class IdentificationAnswer
{
    /// <summary>Answers a query.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The query.</param>
    /// <param name="data">Data to test the implied independences against, or null.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="InputException">A name is not an observed node, or has two roles.</exception>
    public static IdentificationResult Compute(
        CausalGraph graph,
        CausalQuery query,
        Dataset? data,
        WorkBudget budget) => query.Direct is not null ? DirectEffectAnswer.Compute(graph, query, data, budget)
            : graph.Undirected.IsEmpty ? Compute(graph, query, data, budget, forbidden: null)
            : ClassAnswer.Compute(graph, query, data, budget);

    /// <summary>The same for one DAG of a class, where no set may hold what another member forbids.</summary>
    internal static IdentificationResult Compute(
        CausalGraph graph,
        CausalQuery query,
        Dataset? data,
        WorkBudget budget,
        bool[]? forbidden)
    {
        var checkedSet = CheckedSet(graph, query);
        var facts = IdentificationFacts.Gather(graph, query, budget, forbidden);
        var implications = ImplicationFacts.Gather(facts, data, budget);
        var words = new IdentificationWords(facts, implications);
        var nodes = graph.Nodes.Length;
        var withSets = query.Asks(AnswerPart.Adjustment, nodes);
        var (optimal, whyOptimal) = withSets ? Optimal(facts, words) : default;
        var paths = query.Asks(AnswerPart.Paths, nodes) ? BackDoorPaths(facts) : default;
        var (estimand, derivation) = Formula(facts);
        return new IdentificationResult
        {
            Completion = Completion.Of(null, budget.IsSpent), // what a cap cut is whole; what the clock may have cut is not
            Status = facts.Status,
            Method = facts.Method,
            AdjustmentSets = withSets ? Names(graph, facts.Sets) : null,
            AdjustmentSetsTruncated = withSets && facts.SetsTruncated,
            MinimalSet = facts.Smallest is { } smallest ? Names(graph, smallest) : null,
            OptimalSet = optimal,
            OptimalSetReason = whyOptimal,
            AdjustmentCheck = checkedSet is null ? null : Check(graph, facts.Adjustment, checkedSet),
            IdentificationFormula = estimand is null ? null : $"{EffectText.Of(query)} = {EstimandText.Format(estimand, query.Treatments)}",
            Estimand = estimand,
            Derivation = derivation?.Steps,
            DerivationTruncated = derivation?.Truncated ?? false,
            BackdoorPaths = paths.Listed,
            BackdoorPathsTruncated = paths.Truncated,
            FrontDoorSets = query.Asks(AnswerPart.FrontDoor, nodes) ? Names(graph, facts.FrontDoorSets) : null,
            FrontDoorSetsTruncated = query.Asks(AnswerPart.FrontDoor, nodes) && facts.FrontDoorSetsTruncated,
            Instruments = query.Asks(AnswerPart.Instruments, nodes) ? InstrumentsOf(facts) : null,
            InstrumentsTruncated = query.Asks(AnswerPart.Instruments, nodes) && facts.InstrumentsTruncated,
            AlternativeMethods = words.Methods,
            StructuredAssumptions = words.Assumptions,
            TestableImplications = implications.Listed,
            TestableImplicationsTruncated = implications.Truncated,
            Reason = words.Reason?.Text,
            Hedge = facts.Id?.Hedge,
            Suggestions = SuggestionsFor(facts, budget),
            Confidence = words.ConfidenceInWords,
            DagHash = DagHash.Of(graph).Value,
            Explanation = words.Explain(),
        };
    }

    /// <summary>The set of least variance and why it is that, or why there is none.</summary>
    private static (ImmutableArray<string>? Set, string? Reason) Optimal(IdentificationFacts facts, IdentificationWords words)
    {
        var optimal = facts.IsSelected || !facts.LatentRoles.IsEmpty ? null : facts.Adjustment.FindOptimal();
        return (
            optimal?.Nodes is { } best ? Names(facts.Graph, best) : null,
            optimal?.Explain(facts.Graph.Nodes).Text ?? words.NoOptimalSet.Text);
    }

    /// <summary>The formula of the method that identifies the effect, and the steps to it; the steps to the hedge where none does.</summary>
    private static (Estimand? Estimand, Derivation? Derivation) Formula(IdentificationFacts facts) =>
        facts.Query.Include is { } parts && !parts.Contains(AnswerPart.Identification) ? (null, null)
        : facts.Method switch
        {
            "backdoor" => CriterionEstimand.BackDoor(facts.Query, Names(facts.Graph, facts.Smallest!), Names(facts.Graph, facts.Graph.Selected)),
            "front_door" => CriterionEstimand.FrontDoor(facts.Query, Names(facts.Graph, facts.FrontDoorSets[0])),
            _ when facts.IsBarredBySelection => (null, null),
            _ => (facts.Id?.Estimand, facts.Id?.Derivation),
        };

    private static ImmutableArray<Instrument> InstrumentsOf(IdentificationFacts facts) =>
        [.. facts.Instruments.Select(one => new Instrument(facts.Graph.Nodes[one.Node], Names(facts.Graph, one.Given)))];

    /// <summary>What would make the effect identifiable, where a hedge shows that it is not.</summary>
    private static ImmutableArray<Suggestion> SuggestionsFor(IdentificationFacts facts, WorkBudget budget) =>
        facts.LatentRoles.Length > 0 ? Suggestions.ForLatent(facts.Graph, facts.Query, facts.LatentRoles, budget)
        : facts.Id?.Hedge is { } hedge && !facts.IsSelected && facts.Query.Asks(AnswerPart.Suggestions, facts.Graph.Nodes.Length)
            ? Suggestions.Find(facts.Graph, facts.Query, hedge, facts.HasInstrument, budget)
            : [];

    private static (ImmutableArray<string>? Listed, bool Truncated) BackDoorPaths(IdentificationFacts facts)
    {
        var (paths, truncated) = PathEnumerator.BackDoor(facts.Diagram, facts.Treatments, facts.Outcomes);
        return ([.. paths.Select(path => PathStep.Format(path, facts.Graph.Nodes))], truncated);
    }

    private static int[]? CheckedSet(CausalGraph graph, CausalQuery query)
    {
        if (query.AdjustmentSet is not { } set)
        {
            return null;
        }

        var names = new QueryNodes(graph);
        var nodes = names.Take(set, "member of adjustment_set", mayBeLatent: true, member: "adjustment_set", maySelect: true);
        names.ThrowIfAny();
        return nodes;
    }

    private static AdjustmentCheck Check(CausalGraph graph, Adjustment adjustment, int[] set)
    {
        var check = adjustment.Check(set);
        return new AdjustmentCheck(
            check.IsValid,
            [.. check.Forbidden.Select(member => graph.Nodes[member.Node])],
            check.OpenPath is null ? null : PathStep.Format(check.OpenPath, graph.Nodes));
    }

    private static ImmutableArray<ImmutableArray<string>> Names(CausalGraph graph, List<int[]> sets) => [.. sets.Select(set => Names(graph, set))];

    private static ImmutableArray<string> Names(CausalGraph graph, IEnumerable<int> nodes) => [.. nodes.Order().Select(node => graph.Nodes[node])];
}
