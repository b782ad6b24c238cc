using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>The words for what was computed about a query, in the caller's variable names.</summary>
internal sealed class IdentificationWords(IdentificationFacts facts, ImplicationFacts implications)
{
    private readonly CausalGraph _graph = facts.Graph;
    private readonly CausalQuery _query = facts.Query;

    /// <summary>Assumptions, and whether the computation itself has checked them.</summary>
    private ImmutableArray<(StructuredAssumption Assumption, bool Checked)> Rated => field.IsDefault ? field = Rate() : field;

    public ImmutableArray<StructuredAssumption> Assumptions => [.. Rated.Select(rated => rated.Assumption)];

    /// <summary>Share of the assumptions that the graph settles or the data were tested for.</summary>
    public double Confidence => Math.Round((double)Rated.Count(rated => rated.Checked) / Rated.Length, 3);

    public string ConfidenceInWords => facts.Status == IdentificationStatus.Uncertain || implications.Rejected > 0 ? "low"
        : facts.Status == IdentificationStatus.Identifiable && !facts.HasAdjustment ? "medium"
        : "high";

    public string? Reason =>
        facts.Id?.Hedge is { } hedge
            ? $"{NodeSets.InWords(hedge.Forest)} and {NodeSets.InWords(hedge.SubForest)} form a hedge with the roots {NodeSets.InWords(hedge.Roots)}: unobserved common causes tie each of them together, so two models can agree on all observed data and differ in {EffectText.Of(_query)}."
            : null;

    public ImmutableArray<AlternativeMethod> Methods =>
    [
        new("backdoor", facts.HasAdjustment, BackDoorReason),
        new("front_door", facts.HasFrontDoor, FrontDoorReason),
        new("id_algorithm", facts.Id is { Identifiable: true }, facts.Id switch
        {
            null => $"The ID algorithm is asked up to {IdentificationFacts.MaxEnumeratedNodes} nodes; this graph has {_graph.Nodes.Length}.",
            { Identifiable: true } => $"It expresses {EffectText.Of(_query)} in observed distributions.",
            _ => "The effect has a hedge, so no method identifies it without further assumptions.",
        }),
        new("instrumental_variable", facts.HasInstrument, InstrumentReason),
    ];

    private string Treatments => EffectText.Join(_query.Treatments);

    private string Outcomes => EffectText.Join(_query.Outcomes);

    private string BackDoorReason => facts.IsConditional ? "Adjustment sets are for the effect without its conditions."
        : facts.Smallest is { Length: 0 } ? $"No non-causal path from {Treatments} to {Outcomes} is open, so nothing needs to be adjusted for."
        : facts.Smallest is { } set ? $"{Set(set)} blocks every non-causal path from {Treatments} to {Outcomes} and lies on no causal one."
        : facts.Adjustment.FindOpenPath([.. Enumerable.Range(0, _graph.Nodes.Length).Where(node => facts.Adjustment.Allowed[node])]) is { } path
            ? $"No set of observed variables blocks every non-causal path: {PathStep.Format(path, _graph.Nodes)} stays open when all that may be adjusted for is."
            : $"No set of observed variables blocks every non-causal path from {Treatments} to {Outcomes}: blocking one opens another.";

    private string FrontDoorReason => facts.IsConditional ? "Front-door sets are for the effect without its conditions."
        : !facts.Adjustment.HasCausalPath ? $"No causal path leads from {Treatments} to {Outcomes}, so there is nothing to intercept."
        : facts.FrontDoorSets.Count > 0
            ? $"{Set(facts.FrontDoorSets[0])} intercepts every causal path from {Treatments} to {Outcomes}, shares no open back-door path with {Treatments}, and its own back-door paths to {Outcomes} are blocked by {Treatments}."
        : $"No set of observed variables intercepts every causal path from {Treatments} to {Outcomes} without being confounded itself.";

    private string InstrumentReason =>
        _query.Treatments.Length > 1 || _query.Outcomes.Length > 1 ? "Instruments are sought for one treatment and one outcome."
        : facts.IsConditional ? "Instruments are for the effect without its conditions."
        : facts.Instruments is [var first, ..]
            ? $"{_graph.Nodes[first.Node]} moves {Treatments} and, given {Set(first.Given)}, reaches {Outcomes} through it alone; the effect follows if it is linear."
            : $"No observed variable moves {Treatments} and reaches {Outcomes} through it alone.";

    public Explanation Explain()
    {
        var technical = facts.Method switch
        {
            "backdoor" => "Adjustment criterion by the proper back-door graph (van der Zander, Liśkiewicz & Textor 2019).",
            "front_door" => "Front-door criterion (Pearl 1995), sets by Wienöbst, van der Zander & Liśkiewicz (2023).",
            "instrumental_variable" => "Hedge criterion (Shpitser & Pearl 2006); conditional instruments (van der Zander, Textor & Liśkiewicz 2015).",
            _ when facts.IsConditional =>
                "IDC algorithm (Shpitser & Pearl 2006), complete for conditional effects in graphs with unobserved common causes.",
            _ => "ID algorithm (Shpitser & Pearl 2006), complete in graphs with unobserved common causes.",
        };
        var reasoning = facts.Method switch
        {
            "backdoor" => BackDoorReason,
            "front_door" => $"{BackDoorReason} {FrontDoorReason}",
            "instrumental_variable" => $"{Reason ?? BackDoorReason} {InstrumentReason}",
            "id_algorithm" => facts.IsConditional
                ? $"The derivation takes {facts.Id!.Derivation.Steps.Length} steps."
                : $"{BackDoorReason} {FrontDoorReason} The derivation takes {facts.Id!.Derivation.Steps.Length} steps.",
            _ => Reason ?? $"{BackDoorReason} {FrontDoorReason}",
        };
        return new Explanation(
            Summary,
            $"{reasoning} Confidence {Confidence} is the share of the {Rated.Length} assumptions below that the graph settles or the data were tested for.",
            technical,
            [.. Assumptions.Select(assumption => assumption.Description)],
            [.. Caveats()],
            Confidence);
    }

    private string Summary
    {
        get
        {
            var effect =
                _query.Conditions.Length == 0
                    ? $"The effect of {Treatments} on {Outcomes}"
                    : $"The effect of {Treatments} on {Outcomes} given {EffectText.Join(_query.Conditions)}";
            return facts.Method switch
            {
                "backdoor" when facts.Smallest!.Length == 0 => $"{effect} is identifiable without adjusting for anything.",
                "backdoor" => $"{effect} is identifiable by adjusting for {Set(facts.Smallest!)}"
                    + (
                        facts.Sets.Count > 1 || facts.SetsTruncated
                            ? $", one of {(facts.SetsTruncated ? "at least " : "")}{facts.Sets.Count} minimal sets."
                            : ", the only minimal set."),
                "front_door" => $"{effect} is identifiable by the front door through {Set(facts.FrontDoorSets[0])}, though not by adjustment.",
                "id_algorithm" when facts.IsConditional => $"{effect} is identifiable.",
                "id_algorithm" when !facts.Adjustment.HasCausalPath => $"{effect} is zero: no causal path leads from one to the other.",
                "id_algorithm" => $"{effect} is identifiable, though neither by adjustment nor by the front door.",
                "instrumental_variable" =>
                    $"{effect} is identified only if it is linear: by the instrument {_graph.Nodes[facts.Instruments[0].Node]}.",
                _ when facts.Status == IdentificationStatus.CannotIdentify => $"{effect} cannot be identified from observed data.",
                _ =>
                    $"No adjustment set, front-door set or instrument identifies {char.ToLowerInvariant(effect[0])}{effect[1..]}; whether another method does was not decided.",
            };
        }
    }

    private IEnumerable<string> Caveats()
    {
        if (facts.SetsTruncated && _query.Asks(AnswerPart.Adjustment, _graph.Nodes.Length))
        {
            yield return $"There may be more minimal adjustment sets than the {facts.Sets.Count} listed.";
        }

        if (!facts.Adjustment.HasCausalPath)
        {
            yield return $"No causal path leads from {Treatments} to {Outcomes}: the graph says that the effect is zero.";
        }

        if (facts.IsConditional)
        {
            yield return "Adjustment sets, front-door sets and instruments are for the effect without its conditions.";
        }

        if (facts.Method == "instrumental_variable")
        {
            yield return "An instrument identifies the effect under linearity only; without it the effect is not identifiable.";
        }

        if (facts.Method is "id_algorithm" or "front_door" && facts.Adjustment.HasCausalPath && !facts.IsConditional)
        {
            yield return "No adjustment set exists; the effect has to be computed by a longer formula than an adjustment.";
        }

        if (facts.Method == "id_algorithm" && facts.Id!.EstimandOmitted)
        {
            yield return "The effect is identifiable, but its formula is too long to write down.";
        }

        if (facts.Id is { ExchangedConditions: { IsEmpty: false } exchanged, Hedge: not null })
        {
            yield return $"The hedge is one for {EffectText.Join(exchanged)} set as well: seeing and setting {(exchanged.Length == 1 ? "it" : "them")} come to the same here.";
        }

        foreach (var caveat in implications.Caveats())
        {
            yield return caveat;
        }
    }

    private ImmutableArray<(StructuredAssumption Assumption, bool Checked)> Rate()
    {
        var rated = ImmutableArray.CreateBuilder<(StructuredAssumption, bool)>();
        rated.Add((new("acyclicity", "No variable causes itself, directly or through others.", true), true));
        rated.Add(
            (
                new(
                    "no_further_confounding",
                    $"There is no common cause of these {_graph.Nodes.Length} variables beyond those drawn ({_graph.Bidirected.Length} bidirected edges, {_graph.Latent.Length} latent variables).",
                    true),
                false)
        );
        if (implications.Tested > 0)
        {
            rated.Add(
                (
                    new("implied_independences", $"The {implications.Tested} independences of the graph that were tested hold in the data.", true),
                    implications.Rejected == 0)
            );
        }

        switch (facts.Method)
        {
            case "backdoor":
                rated.Add((new("blocked_paths", $"Every non-causal path is blocked by {Set(facts.Smallest!)}.", true), true));
                rated.Add((new("no_causal_adjustment", "No adjusted variable is affected by what lies on a causal path.", true), true));
                break;
            case "front_door":
                rated.Add((new("full_mediation", $"{Set(facts.FrontDoorSets[0])} intercepts every causal path.", true), true));
                rated.Add(
                    (
                        new(
                            "unconfounded_mediation",
                            $"Neither {Treatments} and {Set(facts.FrontDoorSets[0])}, nor {Set(facts.FrontDoorSets[0])} and {Outcomes} given {Treatments}, share an open back-door path.",
                            true),
                        true)
                );
                break;
            case "instrumental_variable":
                rated.Add(
                    (new("exclusion", $"{_graph.Nodes[facts.Instruments[0].Node]} reaches {Outcomes} through {Treatments} alone.", true), true));
                rated.Add((new("linearity", $"The effect of {Treatments} on {Outcomes} is linear.", true), false));
                break;
        }

        if (facts.Id?.Hedge is not null)
        {
            rated.Add((new("hedge", "The two node sets named in hedge are c-forests with common roots.", true), true));
        }

        if (facts.Status == IdentificationStatus.Identifiable)
        {
            rated.Add((new("positivity", $"Every combination of {Treatments} and the variables in the formula occurs.", true), false));
        }

        return rated.ToImmutable();
    }

    private string Set(IEnumerable<int> nodes) => NodeSets.InWords([.. nodes.Order().Select(node => _graph.Nodes[node])]);
}
