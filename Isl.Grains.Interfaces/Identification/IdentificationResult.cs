using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Identification;

/// <summary>Can the effect be computed from observed data?</summary>
[JsonConverter(typeof(JsonStringEnumConverter<IdentificationStatus>))]
public enum IdentificationStatus
{
    /// <summary>Yes, whatever the functional forms.</summary>
    [JsonStringEnumMemberName("identifiable")]
    Identifiable,

    /// <summary>Only under a further assumption, such as linearity.</summary>
    [JsonStringEnumMemberName("uncertain")]
    Uncertain,

    /// <summary>No: two models agree on all observed data and differ in the effect.</summary>
    [JsonStringEnumMemberName("cannot_identify")]
    CannotIdentify,
}

/// <summary>Answer to a <see cref="CausalQuery"/>.</summary>
public sealed record IdentificationResult : AnalysisResult
{
    /// <summary>Can the effect be computed from observed data?</summary>
    public required IdentificationStatus Status { get; init; }

    /// <summary>The simplest method that identifies it: <c>backdoor</c>, <c>id_algorithm</c>, or null.</summary>
    public required string? Method { get; init; }

    /// <summary>Every minimal adjustment set, smaller ones first. <c>[[]]</c>: nothing is needed. <c>[]</c>: no set suffices.</summary>
    public required ImmutableArray<ImmutableArray<string>> AdjustmentSets { get; init; }

    /// <summary>True when there are more sets than are listed.</summary>
    public required bool AdjustmentSetsTruncated { get; init; }

    /// <summary>An adjustment set of least size; null when none suffices.</summary>
    public required ImmutableArray<string>? MinimalSet { get; init; }

    /// <summary>What became of the set the caller asked about; null when none was.</summary>
    public required AdjustmentCheck? AdjustmentCheck { get; init; }

    /// <summary>The effect as a formula over observed distributions; null when no formula is given.</summary>
    public required string? IdentificationFormula { get; init; }

    /// <summary>The same formula as a tree.</summary>
    public required Estimand? Estimand { get; init; }

    /// <summary>Non-causal paths that would bias a naive comparison, each with a set of what opens it; bounded.</summary>
    public required ImmutableArray<string> BackdoorPaths { get; init; }

    /// <summary>The other methods, and whether they apply.</summary>
    public required ImmutableArray<AlternativeMethod> AlternativeMethods { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required ImmutableArray<StructuredAssumption> StructuredAssumptions { get; init; }

    /// <summary>Why the effect is not identifiable; null when it is.</summary>
    public required string? Reason { get; init; }

    /// <summary>The pair of node sets that proves it is not identifiable; null when it is.</summary>
    public required Hedge? Hedge { get; init; }

    /// <summary>Changes that would make the effect identifiable, each one verified.</summary>
    public required ImmutableArray<Suggestion> Suggestions { get; init; }

    /// <summary><c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}

/// <summary>Is the set the caller asked about a valid adjustment set?</summary>
/// <param name="Valid">True when adjusting for it gives the causal effect.</param>
/// <param name="ForbiddenNodes">Members that no adjustment set may hold: treatments, outcomes, latents, and what lies on or behind a causal path.</param>
/// <param name="OpenPath">A non-causal path that the set leaves open; null when it blocks them all.</param>
public sealed record AdjustmentCheck(bool Valid, ImmutableArray<string> ForbiddenNodes, string? OpenPath);

/// <summary>A method and whether it applies.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Applicable">Whether it identifies the effect.</param>
/// <param name="Reason">Why, or why not.</param>
public sealed record AlternativeMethod(string Method, bool Applicable, string Reason);

/// <summary>An assumption.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Description">What it says about these variables.</param>
/// <param name="Critical">Whether the answer falls with it.</param>
public sealed record StructuredAssumption(string Type, string Description, bool Critical);

/// <summary>A proof that an effect is not identifiable (Shpitser &amp; Pearl 2006, definition 6).</summary>
/// <param name="Forest">The larger c-component, which meets the treatments.</param>
/// <param name="SubForest">The smaller one inside it, which does not.</param>
/// <param name="Roots">The common roots of both: ancestors of the outcomes when the treatments are set.</param>
public sealed record Hedge(ImmutableArray<string> Forest, ImmutableArray<string> SubForest, ImmutableArray<string> Roots);

/// <summary>A change that would make the effect identifiable.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Description">What to do, in the caller's names.</param>
/// <param name="TechnicalDetail">What it does to the graph and how the effect is then identified.</param>
/// <param name="Priority"><c>critical</c>, <c>recommended</c> or <c>optional</c>.</param>
/// <param name="Action">The same for programs.</param>
public sealed record Suggestion(string Type, string Description, string TechnicalDetail, string Priority, SuggestedAction Action);

/// <summary>What to do, for programs.</summary>
/// <param name="ActionType"><c>collect_data</c>, <c>add_edges</c>, <c>control_for</c> or <c>manual_review</c>.</param>
/// <param name="Details">Particulars, by kind of action.</param>
public sealed record SuggestedAction(string ActionType, ImmutableSortedDictionary<string, JsonElement> Details);
