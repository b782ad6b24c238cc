using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;

namespace Isl.Grains.Effects.Planning;

/// <summary>From a graph and the columns there are to a way of estimating the effect.</summary>
internal static class EffectPlanning
{
    /// <summary>Identifies the effect and chooses a criterion.</summary>
    /// <param name="question">The question.</param>
    /// <param name="catalog">The table.</param>
    /// <param name="isDiscrete">Do all these columns have few enough levels to count by?</param>
    /// <param name="implicationData">Rows to test implied independences against; null for none.</param>
    /// <param name="budget">When spent, lists end early; when cancelled, it throws.</param>
    /// <exception cref="InputException">A named variable is no node or column, a set is invalid, or the strategy does not identify the
    /// effect.</exception>
    public static EffectPlan Plan(
        EffectQuestion question, ColumnCatalog catalog, Func<ImmutableArray<string>, bool> isDiscrete, Dataset? implicationData, WorkBudget budget)
    {
        RoleChecks.Check(question, catalog);
        var graph = Measured(question.Graph, catalog);
        var isInstrumentSet = question.Strategy == EffectStrategy.Instrument;
        var query = CausalQuery.Of([question.Treatment], [question.Outcome]) with
        {
            AdjustmentSet = isInstrumentSet ? null : question.AdjustmentSet,
        };
        var result = IdentificationAnswer.Compute(graph, query, implicationData, budget);
        RefuseInvalid(question, result.AdjustmentCheck);
        var (set, tried) = Adjust(question, result, isInstrumentSet);
        var (instruments, given) = graph.Undirected.IsEmpty ? InstrumentChoice.Of(graph, question, result.Instruments ?? []) : ([], []);
        ImmutableArray<string>? mediators =
            result is { Status: not IdentificationStatus.CannotIdentify, FrontDoorSets: { IsEmpty: false } sets } && sets[0].Length > 0
                ? sets[0] // without a mediator there is no causal path, and nothing to measure
                : null;
        var formula = Formula(graph, query, result, set, mediators);
        var plan = new EffectPlan
        {
            Graph = graph,
            Result = result,
            Strategy = null,
            AdjustmentSet = set,
            Tried = tried,
            FrontDoorSet = mediators,
            Instruments = instruments,
            InstrumentCovariates = given,
            Formula = formula,
            FormulaVariables = formula is null ? [] : FormulaNames.Of(formula),
            HasNoPath = CausalPaths.AreNone(question),
            Unmeasured = [.. graph.Latent.Select(node => graph.Nodes[node])],
            Reasons = [],
        };
        return StrategyChoice.Choose(plan, question, isDiscrete);
    }

    private static CausalGraph Measured(CausalGraph graph, ColumnCatalog catalog)
    {
        ImmutableArray<int> latent = [.. Enumerable.Range(0, graph.Nodes.Length)
            .Where(node => graph.Latent.Contains(node) || (!catalog.Has(graph.Nodes[node]) && !graph.Selected.Contains(node)))];
        if (!graph.Undirected.IsEmpty && latent.Length > 0)
        {
            var name = graph.Nodes[latent[0]];
            throw new InputException(
                "/dag_structure",
                $"'{name}' has no column, and a graph with undirected edges cannot have an unmeasured node; direct the edges, or give the column.");
        }

        return graph with { Latent = latent };
    }

    private static void RefuseInvalid(EffectQuestion question, AdjustmentCheck? check)
    {
        if (check is null or { Valid: true })
        {
            return;
        }

        var why = check.ForbiddenNodes.Length > 0
            ? $"{string.Join(", ", check.ForbiddenNodes)} may not be in it: no adjustment set holds what lies on or behind a causal path"
            : check.OpenPath is { } path ? $"it leaves the path {path} open" : "no set is valid here";
        throw new InputException(
            "/adjustment_set",
            $"Adjusting for {Wording.Set(question.AdjustmentSet!.Value)} does not give the effect of {question.Treatment} on {question.Outcome}: "
            + $"{why}. Leave adjustment_set out to have one chosen.");
    }

    private static (ImmutableArray<string>? Set, ImmutableArray<ImmutableArray<string>> Tried) Adjust(
        EffectQuestion question, IdentificationResult result, bool isInstrumentSet)
    {
        if (!isInstrumentSet && question.AdjustmentSet is { } given)
        {
            return (given, [given]);
        }

        ImmutableArray<string>[] tried = [.. new[] { result.OptimalSet, result.MinimalSet }
            .OfType<ImmutableArray<string>>()
            .Select(set => set.Sort(StringComparer.Ordinal))];
        return (tried.Length > 0 ? tried[0] : null, [.. tried]);
    }

    private static Estimand? Formula(
        CausalGraph graph, CausalQuery query, IdentificationResult result, ImmutableArray<string>? set, ImmutableArray<string>? mediators) =>
        set is { } adjusted ? CriterionEstimand.BackDoor(query, adjusted, [.. graph.Selected.Select(node => graph.Nodes[node])]).Estimand
        : mediators is { } chain && result.Method == "front_door" ? CriterionEstimand.FrontDoor(query, chain).Estimand
        : result.Status == IdentificationStatus.Identifiable ? result.Estimand
        : null;
}
