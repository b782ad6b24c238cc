using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>Chooses what to say about a query from what was computed; the sentences are in the findings.</summary>
internal sealed class IdentificationWords(IdentificationFacts facts, ImplicationFacts implications)
{
    private static readonly string[] MethodNames = ["backdoor", "front_door", "id_algorithm", "instrumental_variable"];

    private readonly CausalGraph _graph = facts.Graph;
    private readonly CausalQuery _query = facts.Query;
    private readonly RatedAssumptions _assumptions = new(facts, implications);

    public ImmutableArray<StructuredAssumption> Assumptions => _assumptions.Structured;

    public string ConfidenceInWords => facts.Status == IdentificationStatus.Uncertain || implications.Rejected > 0 ? "low"
        : facts.Status == IdentificationStatus.Identifiable && !facts.HasAdjustment ? "medium"
        : "high";

    /// <summary>Why no set is said to be optimal where none was searched for.</summary>
    public Finding NoOptimalSet => facts.IsSelected ? new NoOptimumInSelectedData() : new RoleIsLatent(facts.LatentRoles);

    public Finding? Reason => facts.LatentRoles.Length > 0 ? new RoleIsLatent(facts.LatentRoles)
        : facts.IsBarredBySelection ? new SelectionInTheWay(_query, Selected, facts.IsOutcomeSelected)
        : facts.Id?.Hedge is { } hedge ? new HedgeFound(_query, hedge.Forest, hedge.SubForest, hedge.Roots) : null;

    private ImmutableArray<string> Selected => facts.Names(facts.Graph.Selected);

    public ImmutableArray<AlternativeMethod> Methods => facts.LatentRoles.Length > 0
        ? [.. MethodNames.Select(name => new AlternativeMethod(name, false, new RoleIsLatent(facts.LatentRoles).Text))]
        :
    [
        new("backdoor", facts.HasAdjustment, BackDoorReason.Text),
        new("front_door", facts.HasFrontDoor, FrontDoorReason.Text),
        new("id_algorithm", facts.HasFormula, IdReason.Text),
        new("instrumental_variable", facts.HasInstrument, InstrumentReason.Text),
    ];

    private Finding BackDoorReason => facts.IsConditional ? new AppliesUnconditionally(UnconditionalPart.AdjustmentSets)
        : facts.Smallest is { } set ? set.Length == 0 ? new NoOpenPath(_query) : new SetBlocksPaths(_query, facts.Names(set))
        : facts.Adjustment.BarredBySelection ? new SelectionBarsAdjustment(_query, Selected)
        : facts.Adjustment.FindUnblockablePath() is { } path
            ? new PathStaysOpen(PathStep.Format(path, _graph.Nodes))
            : new NoBlockingSet(_query);

    private Finding FrontDoorReason => facts.IsConditional ? new AppliesUnconditionally(UnconditionalPart.FrontDoorSets)
        : !facts.Adjustment.HasCausalPath ? new NothingToIntercept(_query)
        : facts.FrontDoorSets is [var set, ..] ? new SetIsFrontDoor(_query, facts.Names(set))
        : !facts.IsFrontDoorSought ? new FrontDoorNotSought()
        : facts.FrontDoorSetsTruncated ? new FrontDoorUndecided()
        : new NoFrontDoorSet(_query);

    private Finding IdReason => facts.Id switch
    {
        null => new TooLargeForId(IdentificationFacts.MaxEnumeratedNodes, _graph.Nodes.Length),
        { Identifiable: true } when facts.IsBarredBySelection => new SelectionInTheWay(_query, Selected, facts.IsOutcomeSelected),
        { Identifiable: true } => new IdExpresses(_query),
        _ => new HedgePreventsId(),
    };

    private Finding InstrumentReason => _query.Treatments.Length > 1 || _query.Outcomes.Length > 1 ? new OneTreatmentOneOutcome()
        : facts.IsSelected ? new NoInstrumentsInSelectedData()
        : facts.IsConditional ? new AppliesUnconditionally(UnconditionalPart.Instruments)
        : facts.Instruments is [var first, ..] ? new InstrumentFound(_query, _graph.Nodes[first.Node], facts.Names(first.Given))
        : facts.InstrumentsTruncated ? new InstrumentUndecided()
        : new NoInstrument(_query);

    private string TechnicalBasis => facts.Method switch
    {
        "backdoor" => MethodSources.ProperBackDoor,
        "front_door" => MethodSources.FrontDoorSearch,
        "instrumental_variable" => MethodSources.HedgeAndInstruments,
        _ => facts.IsConditional ? MethodSources.CompleteConditionalId : MethodSources.CompleteId,
    };

    private IEnumerable<Finding> Reasoning => facts.Method switch
    {
        "backdoor" => [BackDoorReason],
        "front_door" => [BackDoorReason, FrontDoorReason],
        "instrumental_variable" => [Reason ?? BackDoorReason, InstrumentReason],
        "id_algorithm" when facts.IsConditional => [DerivationLength],
        "id_algorithm" => [BackDoorReason, FrontDoorReason, DerivationLength],
        _ => Reason is { } reason ? [reason] : [BackDoorReason, FrontDoorReason],
    };

    private DerivationLength DerivationLength => new(facts.Id!.Derivation.Steps.Length, facts.Id.Derivation.Truncated);

    private Finding Summary => facts.Method switch
    {
        not null when !facts.IsConditional && !facts.Adjustment.HasCausalPath => new EffectIsZero(_query),
        "backdoor" when facts.Smallest!.Length == 0 => new IdentifiedUnadjusted(_query),
        "backdoor" => new IdentifiedByAdjustment(_query, facts.Names(facts.Smallest!), facts.Sets.Count, facts.SetsTruncated),
        "front_door" => new IdentifiedByFrontDoor(_query, facts.Names(facts.FrontDoorSets[0])),
        "id_algorithm" when facts.IsConditional => new IdentifiedConditionally(_query),
        "id_algorithm" => new IdentifiedByFormula(_query),
        "instrumental_variable" => new IdentifiedIfLinear(_query, _graph.Nodes[facts.Instruments[0].Node], facts.Names(facts.Instruments[0].Given)),
        _ when facts.Status == IdentificationStatus.CannotIdentify => new NotIdentifiable(_query),
        _ when facts.IsBarredBySelection => new UndecidedInSelectedData(_query),
        _ => new IdentificationUndecided(_query),
    };

    public Explanation Explain() => new(
        Summary.Text,
        Wording.Paragraph(Reasoning.Append(_assumptions.Share).Texts()),
        TechnicalBasis,
        [.. Assumptions.Select(assumption => assumption.Description)],
        [.. Caveats().Texts()],
        _assumptions.Confidence);

    private IEnumerable<Finding> Caveats()
    {
        if (facts.IsSelected)
        {
            yield return new DataAreSelected(Selected);
        }

        foreach (var alike in NamesLookAlike.Among(_graph.Nodes))
        {
            yield return alike;
        }

        if (facts.SetsTruncated && _query.Asks(AnswerPart.Adjustment, _graph.Nodes.Length))
        {
            yield return new MoreAdjustmentSets(facts.Sets.Count);
        }

        if (!facts.Adjustment.HasCausalPath)
        {
            yield return new NoCausalPath(_query);
        }

        if (facts.IsConditional)
        {
            yield return new AppliesUnconditionally(UnconditionalPart.All);
        }

        if (facts.Method == "instrumental_variable")
        {
            yield return new InstrumentNeedsLinearity(facts.Id?.Hedge is not null);
        }

        if (facts.Method is "id_algorithm" or "front_door" && facts.Adjustment.HasCausalPath && !facts.IsConditional)
        {
            yield return new LongerFormula();
        }

        if (facts.Method == "id_algorithm" && facts.Id!.EstimandOmitted)
        {
            yield return new FormulaOmitted();
        }

        if (facts.Id is { ExchangedConditions: { IsEmpty: false } exchanged, Hedge: not null })
        {
            yield return new ConditionsExchanged(exchanged);
        }

        foreach (var caveat in implications.Caveats())
        {
            yield return caveat;
        }
    }
}
