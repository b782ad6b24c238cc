using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification;

/// <summary>What was computed about a query: numbers and node sets, no words.</summary>
internal sealed record IdentificationFacts
{
    /// <summary>Above this many nodes only what takes linear time is computed: one minimal set, one front-door set, one instrument.</summary>
    public const int MaxEnumeratedNodes = 500;

    public required CausalGraph Graph { get; init; }

    public required CausalDiagram Diagram { get; init; }

    public required CausalQuery Query { get; init; }

    public required int[] Treatments { get; init; }

    public required int[] Outcomes { get; init; }

    /// <summary>Back-door graph and forbidden nodes of the effect without its conditions.</summary>
    public required Adjustment Adjustment { get; init; }

    /// <summary>The minimal adjustment sets found, smaller ones first.</summary>
    public required List<int[]> Sets { get; init; }

    public required bool SetsTruncated { get; init; }

    /// <summary>An adjustment set of least size, or the nearest one in a large graph; null when none exists.</summary>
    public required int[]? Smallest { get; init; }

    public required List<int[]> FrontDoorSets { get; init; }

    public required bool FrontDoorSetsTruncated { get; init; }

    /// <summary>Instruments; none where there are several treatments or outcomes.</summary>
    public required List<ConditionalInstrument> Instruments { get; init; }

    public required bool InstrumentsTruncated { get; init; }

    /// <summary>What the ID algorithm found; null where it was not asked, because the graph is too large.</summary>
    public required IdentificationOutcome? Id { get; init; }

    /// <summary>Treatments and outcomes that are not observed: no formula over observed distributions holds them.</summary>
    public required ImmutableArray<string> LatentRoles { get; init; }

    /// <summary>The formula of the ID algorithm can be evaluated on these data, selected as they may be.</summary>
    public required bool HasFormula { get; init; }

    /// <summary>An outcome affects what the data are selected on.</summary>
    public required bool IsOutcomeSelected { get; init; }

    /// <summary>The data are selected.</summary>
    public bool IsSelected => !Graph.Selected.IsEmpty;

    /// <summary>Selection alone stands between the effect and its formula.</summary>
    public bool IsBarredBySelection => IsSelected && Id is { Identifiable: true } && Status != IdentificationStatus.Identifiable;

    /// <summary>Without an adjustment set front-door sets are searched for in any case.</summary>
    public bool IsFrontDoorSought => Sets.Count == 0 || Query.Asks(AnswerPart.FrontDoor, Graph.Nodes.Length);

    public bool IsConditional => Query.Conditions.Length > 0;

    /// <summary>The front-door criterion names a way only where there is an effect to carry.</summary>
    public bool HasFrontDoor => !IsConditional && Adjustment.HasCausalPath && FrontDoorSets.Count > 0;

    public bool HasAdjustment => !IsConditional && Smallest is not null;

    public bool HasInstrument => !IsConditional && Instruments.Count > 0;

    public IdentificationStatus Status => HasAdjustment || HasFrontDoor ? IdentificationStatus.Identifiable
        : LatentRoles.Length > 0 ? IdentificationStatus.CannotIdentify
        : Id is null ? IdentificationStatus.Uncertain
        : HasFormula ? IdentificationStatus.Identifiable
        : HasInstrument || (Id.Identifiable && !IsOutcomeSelected) ? IdentificationStatus.Uncertain
        : IdentificationStatus.CannotIdentify;

    public string? Method => HasAdjustment ? "backdoor"
        : HasFrontDoor ? "front_door"
        : HasFormula ? "id_algorithm"
        : HasInstrument ? "instrumental_variable"
        : null;

    /// <summary>The names of nodes, in the order of the graph.</summary>
    public ImmutableArray<string> Names(IEnumerable<int> nodes) => [.. nodes.Order().Select(node => Graph.Nodes[node])];

    /// <summary>Computes what the query asks for, and what its status needs.</summary>
    /// <exception cref="InputException">A name is not an observed node, or has two roles.</exception>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The query.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <param name="forbidden">Nodes that no adjustment set may hold besides those that the graph forbids, as flags by node; null for none.</param>
    public static IdentificationFacts Gather(CausalGraph graph, CausalQuery query, WorkBudget budget, bool[]? forbidden = null)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(query.Treatments, "treatment", mayBeLatent: true);
        var outcomes = names.Take(query.Outcomes, "outcome", mayBeLatent: true);
        var conditions = names.Take(query.Conditions, "condition", member: "conditions");
        names.ThrowIfAny();

        var diagram = new CausalDiagram(graph);
        var adjustment = new Adjustment(diagram, treatments, outcomes, forbidden);
        int[] latent = [.. treatments.Concat(outcomes).Where(diagram.IsLatent).Order()];
        if (latent.Length > 0)
        {
            return OfLatent(graph, query, diagram, treatments, outcomes, adjustment, [.. latent.Select(node => graph.Nodes[node])]);
        }

        var small = graph.Nodes.Length <= MaxEnumeratedNodes;
        var (sets, setsTruncated) =
            !small
            || !query.Asks(AnswerPart.Adjustment, graph.Nodes.Length)
            || query.Include is null && graph.Nodes.Length > CausalQuery.FullAnswerNodes
                ? OneOf(adjustment.FindMinimal())
                : adjustment.ListMinimal(query.MaxSets, budget);
        var (frontDoor, frontDoorTruncated) = FindFrontDoor(graph, query, diagram, treatments, outcomes, sets.Count == 0, budget);
        var id = small ? IdAlgorithm.Identify(diagram, graph.Nodes, treatments, outcomes, conditions, budget.Cancellation) : null;
        var (instruments, instrumentsTruncated) = FindInstruments(graph, query, diagram, treatments, outcomes, budget);
        return new IdentificationFacts
        {
            Graph = graph,
            Diagram = diagram,
            Query = query,
            Treatments = treatments,
            Outcomes = outcomes,
            Adjustment = adjustment,
            Sets = sets,
            SetsTruncated = setsTruncated,
            Smallest = sets.Count == 0 ? null : small ? adjustment.FindSmallest() : sets[0],
            FrontDoorSets = frontDoor,
            FrontDoorSetsTruncated = frontDoorTruncated,
            Instruments = instruments,
            InstrumentsTruncated = instrumentsTruncated,
            Id = id,
            LatentRoles = [],
            HasFormula = id is { Identifiable: true } && SelectedData.Gives(id.Estimand, graph, diagram),
            IsOutcomeSelected = SelectionBias.IsOutcomeSelected(diagram, outcomes),
        };
    }

    /// <summary>Nothing identifies the effect of, or on, a variable that is not observed.</summary>
    private static IdentificationFacts OfLatent(
        CausalGraph graph,
        CausalQuery query,
        CausalDiagram diagram,
        int[] treatments,
        int[] outcomes,
        Adjustment adjustment,
        ImmutableArray<string> latent) => new()
        {
            Graph = graph,
            Diagram = diagram,
            Query = query,
            Treatments = treatments,
            Outcomes = outcomes,
            Adjustment = adjustment,
            Sets = [],
            SetsTruncated = false,
            Smallest = null,
            FrontDoorSets = [],
            FrontDoorSetsTruncated = false,
            Instruments = [],
            InstrumentsTruncated = false,
            Id = null,
            LatentRoles = latent,
            HasFormula = false,
            IsOutcomeSelected = false,
        };

    private static (List<int[]> Sets, bool Truncated) FindFrontDoor(
        CausalGraph graph,
        CausalQuery query,
        CausalDiagram diagram,
        int[] treatments,
        int[] outcomes,
        bool needed,
        WorkBudget budget)
    {
        var asked = query.Asks(AnswerPart.FrontDoor, graph.Nodes.Length);
        if (!asked && !needed)
        {
            return ([], false);
        }

        var frontDoor = new FrontDoor(diagram, treatments, outcomes);
        if (diagram.Selected.Length > 0)
        {
            var (all, isCut) = IsEnumerated(graph, query) ? frontDoor.ListMinimal(query.MaxSets, budget) : OneOf(frontDoor.FindMinimal());
            return (all.FindAll(set => SelectedData.Gives(Formula(set), graph, diagram)), isCut);
        }

        return asked && IsEnumerated(graph, query) ? frontDoor.ListMinimal(query.MaxSets, budget) : OneOf(frontDoor.FindMinimal());

        Estimand Formula(int[] set) => CriterionEstimand.FrontDoorFormula(query, [.. set.Order().Select(node => graph.Nodes[node])]);
    }

    private static (List<ConditionalInstrument> Found, bool Truncated) FindInstruments(
        CausalGraph graph,
        CausalQuery query,
        CausalDiagram diagram,
        int[] treatments,
        int[] outcomes,
        WorkBudget budget)
    {
        if (treatments.Length != 1 || outcomes.Length != 1 || diagram.Selected.Length > 0)
        {
            return ([], false);
        }

        var instruments = new Instruments(diagram, treatments[0], outcomes[0]);
        if (query.Asks(AnswerPart.Instruments, graph.Nodes.Length) && IsEnumerated(graph, query))
        {
            return instruments.List(budget);
        }

        var (found, decided) = instruments.FindAny(budget);
        return found is null ? ([], !decided) : ([found], true);
    }

    /// <summary>Are all sets listed, rather than one of them? In larger graphs only where parts are asked for by name.</summary>
    private static bool IsEnumerated(CausalGraph graph, CausalQuery query) =>
        graph.Nodes.Length <= CausalQuery.FullAnswerNodes || (query.Include is not null && graph.Nodes.Length <= MaxEnumeratedNodes);

    /// <summary>One set stands for all: there may be more.</summary>
    private static (List<int[]> Sets, bool Truncated) OneOf(int[]? set) => set is null ? ([], false) : ([set], true);
}
