using System.Collections.Immutable;
using Isl.Graphs;

namespace Isl.Identification;

/// <summary>What was computed about a query, and the words for it.</summary>
internal sealed record IdentificationFacts(
    CausalGraph Graph,
    CausalQuery Query,
    Adjustment Adjustment,
    List<int[]> Sets,
    bool Truncated,
    int[]? Smallest,
    Hedge? HedgeFound,
    bool Decided)
{
    /// <summary>Assumptions and whether the computation itself has checked them against the graph.</summary>
    private ImmutableArray<(StructuredAssumption Assumption, bool Checked)> Rated => field.IsDefault ? field = Rate() : field;

    public IdentificationStatus Status => Smallest is not null ? IdentificationStatus.Identifiable
        : HedgeFound is not null ? IdentificationStatus.CannotIdentify
        : Decided ? IdentificationStatus.Identifiable
        : IdentificationStatus.Uncertain;

    public string? Method => Smallest is not null ? "backdoor" : Status == IdentificationStatus.Identifiable ? "id_algorithm" : null;

    public string Effect => Suggestions.Effect(Query);

    public string? Reason => HedgeFound is { } hedge
        ? $"{NodeSets.InWords(hedge.Forest)} and {NodeSets.InWords(hedge.SubForest)} form a hedge: unobserved common causes tie both together, so two models can agree on all observed data and differ in {Effect}."
        : null;

    public Estimand? Estimand => Smallest is null ? null : BackDoorEstimand(Names(Smallest));

    public string? Formula
    {
        get
        {
            if (Smallest is null)
            {
                return null;
            }

            var set = string.Join(", ", Names(Smallest));
            var (x, y) = (string.Join(", ", Query.Treatments), string.Join(", ", Query.Outcomes));
            return set.Length == 0 ? $"{Effect} = P({y} | {x})" : $"{Effect} = Σ_{{{set}}} P({y} | {x}, {set}) P({set})";
        }
    }

    public ImmutableArray<AlternativeMethod> Alternatives =>
    [
        new("backdoor", Smallest is not null, BackDoorReason),
        new("id_algorithm", Status == IdentificationStatus.Identifiable, Status switch
        {
            IdentificationStatus.Identifiable => "Every district of the outcomes' ancestors without the treatments can be computed from the observed distribution.",
            IdentificationStatus.CannotIdentify => "The effect has a hedge, so no method identifies it without further assumptions.",
            _ => $"The ID algorithm is asked up to {IdentificationAnswer.MaxEnumeratedNodes} nodes; this graph has {Graph.Nodes.Length}.",
        }),
    ];

    public ImmutableArray<StructuredAssumption> Assumptions => [.. Rated.Select(rated => rated.Assumption)];

    /// <summary>Share of the assumptions that the computation has checked.</summary>
    public double Confidence => Math.Round((double)Rated.Count(rated => rated.Checked) / Rated.Length, 3);

    public string ConfidenceInWords => Status switch
    {
        IdentificationStatus.Uncertain => "low",
        IdentificationStatus.Identifiable when Smallest is null => "medium",
        _ => "high",
    };

    public ImmutableArray<string> Names(int[] nodes) => [.. nodes.Order().Select(node => Graph.Nodes[node])];

    public Explanation Explain()
    {
        var caveats = ImmutableArray.CreateBuilder<string>();
        if (Truncated)
        {
            caveats.Add($"There are more minimal adjustment sets than the {Sets.Count} listed.");
        }

        if (!Adjustment.HasCausalPath)
        {
            caveats.Add($"No causal path leads from {Join(Query.Treatments)} to {Join(Query.Outcomes)}: the graph says that the effect is zero.");
        }

        if (Status == IdentificationStatus.Identifiable && Smallest is null)
        {
            caveats.Add("No adjustment set exists; the effect has to be computed by a longer formula than an adjustment.");
        }

        var reasoning = $"{BackDoorReason} {(Smallest is null ? Alternatives[1].Reason : "")}".Trim();
        return new Explanation(
            Summary(),
            $"{reasoning} Confidence {Confidence} is the share of the {Rated.Length} assumptions below that the graph itself settles.",
            Smallest is not null
                ? "Adjustment criterion by the proper back-door graph (van der Zander, Liśkiewicz & Textor 2019)."
                : "Identification over c-components (Tian & Pearl 2002), complete by Huang & Valtorta (2006).",
            [.. Assumptions.Select(assumption => assumption.Description)],
            caveats.ToImmutable(),
            Confidence);
    }

    private string BackDoorReason => Smallest is { } set
        ? set.Length == 0
            ? $"No non-causal path from {Join(Query.Treatments)} to {Join(Query.Outcomes)} is open, so nothing needs to be adjusted for."
            : $"{NodeSets.InWords(Names(set))} blocks every non-causal path from {Join(Query.Treatments)} to {Join(Query.Outcomes)} and lies on no causal one."
        : Adjustment.FindOpenPath([.. Enumerable.Range(0, Graph.Nodes.Length).Where(node => Adjustment.Allowed[node])]) is { } path
            ? $"No set of observed variables blocks every non-causal path: {PathStep.Format(path, Graph.Nodes)} stays open whatever is adjusted for."
            : $"No set of observed variables blocks every non-causal path from {Join(Query.Treatments)} to {Join(Query.Outcomes)}: blocking one opens another.";

    private string Summary() => Status switch
    {
        IdentificationStatus.CannotIdentify => $"The effect of {Join(Query.Treatments)} on {Join(Query.Outcomes)} cannot be identified from observed data.",
        IdentificationStatus.Uncertain => $"No adjustment set identifies the effect of {Join(Query.Treatments)} on {Join(Query.Outcomes)}; whether another method does was not decided.",
        _ when Smallest is null => $"The effect of {Join(Query.Treatments)} on {Join(Query.Outcomes)} is identifiable, though not by adjustment.",
        _ when Smallest.Length == 0 => $"The effect of {Join(Query.Treatments)} on {Join(Query.Outcomes)} is identifiable without adjusting for anything.",
        _ => $"The effect of {Join(Query.Treatments)} on {Join(Query.Outcomes)} is identifiable by adjusting for {NodeSets.InWords(Names(Smallest))}"
            + (Sets.Count > 1 ? $", one of {(Truncated ? "more than " : "")}{Sets.Count} minimal sets." : ", the only minimal set."),
    };

    private ImmutableArray<(StructuredAssumption Assumption, bool Checked)> Rate()
    {
        var rated = ImmutableArray.CreateBuilder<(StructuredAssumption, bool)>();
        rated.Add((new("acyclicity", "No variable causes itself, directly or through others.", true), true));
        rated.Add((new(
            "no_further_confounding",
            $"There is no common cause of these {Graph.Nodes.Length} variables beyond those drawn ({Graph.Bidirected.Length} bidirected edges, {Graph.Latent.Length} latent variables).",
            true), false));
        if (Smallest is not null)
        {
            rated.Add((new("blocked_paths", $"Every non-causal path is blocked by {NodeSets.InWords(Names(Smallest))}.", true), true));
            rated.Add((new("no_causal_adjustment", "No adjusted variable is affected by what lies on a causal path.", true), true));
        }
        else if (HedgeFound is not null)
        {
            rated.Add((new("hedge", "The two node sets named in hedge are c-forests with common roots.", true), true));
        }

        if (Status == IdentificationStatus.Identifiable)
        {
            rated.Add((new("positivity", $"Every combination of {Join(Query.Treatments)} and the adjusted variables occurs.", true), false));
        }

        return rated.ToImmutable();
    }

    private Estimand BackDoorEstimand(ImmutableArray<string> set)
    {
        var conditional = new Estimand { P = new ProbabilityTerm(Query.Outcomes, [.. Query.Treatments, .. set]) };
        return set.Length == 0
            ? conditional
            : new Estimand { Sum = new SumTerm(set, new Estimand { Product = [conditional, new Estimand { P = new ProbabilityTerm(set, []) }] }) };
    }

    private static string Join(ImmutableArray<string> names) => string.Join(" and ", names);
}
