using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Identification;

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

/// <summary>Answer to a <see cref="CausalQuery"/>. A part that was not asked for is null.</summary>
public sealed record IdentificationResult : AnalysisResult
{
    /// <summary>Can the effect be computed from observed data?</summary>
    public required IdentificationStatus Status { get; init; }

    /// <summary>
    /// The simplest method that identifies it: <c>backdoor</c>, <c>front_door</c>, <c>id_algorithm</c>, <c>instrumental_variable</c> (under
    /// linearity), or null.
    /// </summary>
    public required string? Method { get; init; }

    /// <summary>The controlled direct effect that the rest of the answer is about; null for a total effect.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DirectEffect? DirectEffect { get; init; }

    /// <summary>Every minimal adjustment set, smaller ones first. <c>[[]]</c>: nothing is needed. <c>[]</c>: no set suffices.</summary>
    public required ImmutableArray<ImmutableArray<string>>? AdjustmentSets { get; init; }

    /// <summary>True when there may be more sets than are listed.</summary>
    public required bool AdjustmentSetsTruncated { get; init; }

    /// <summary>An adjustment set of least size; null when none suffices.</summary>
    public required ImmutableArray<string>? MinimalSet { get; init; }

    /// <summary>The adjustment set of lowest asymptotic variance; null where none is known to be best.</summary>
    public required ImmutableArray<string>? OptimalSet { get; init; }

    /// <summary>Why there is no optimal set; null where there is one.</summary>
    public required string? OptimalSetReason { get; init; }

    /// <summary>What became of the set the caller asked about; null when none was.</summary>
    public required AdjustmentCheck? AdjustmentCheck { get; init; }

    /// <summary>The effect as a formula over observed distributions; null when no formula is given.</summary>
    public required string? IdentificationFormula { get; init; }

    /// <summary>The same formula as a tree.</summary>
    public required Estimand? Estimand { get; init; }

    /// <summary>The steps that lead to the formula, or to the hedge, each with the rule it used; null when they were not asked for.</summary>
    public required ImmutableArray<DerivationStep>? Derivation { get; init; }

    /// <summary>True when there were more steps than are listed.</summary>
    public required bool DerivationTruncated { get; init; }

    /// <summary>Non-causal paths that start with an arrow into a treatment; bounded.</summary>
    public required ImmutableArray<string>? BackdoorPaths { get; init; }

    /// <summary>True when there are, or may be, more back-door paths than are listed.</summary>
    public required bool BackdoorPathsTruncated { get; init; }

    /// <summary>Every minimal front-door set, smaller ones first; above 500 nodes one of them.</summary>
    public required ImmutableArray<ImmutableArray<string>>? FrontDoorSets { get; init; }

    /// <summary>True when there may be more front-door sets than are listed.</summary>
    public required bool FrontDoorSetsTruncated { get; init; }

    /// <summary>Every instrument, each with a set to condition on; above 500 nodes at most one.</summary>
    public required ImmutableArray<Instrument>? Instruments { get; init; }

    /// <summary>True when there may be more instruments than are listed.</summary>
    public required bool InstrumentsTruncated { get; init; }

    /// <summary>The methods, and whether they apply.</summary>
    public required ImmutableArray<AlternativeMethod> AlternativeMethods { get; init; }

    /// <summary>What the answer rests on.</summary>
    public required ImmutableArray<StructuredAssumption> StructuredAssumptions { get; init; }

    /// <summary>Independences that the graph implies: data in which one of them fails speak against the graph.</summary>
    public required ImmutableArray<TestableImplication>? TestableImplications { get; init; }

    /// <summary>True when there are more implications than are listed.</summary>
    public required bool TestableImplicationsTruncated { get; init; }

    /// <summary>Why the effect is not identifiable; null when it is.</summary>
    public required string? Reason { get; init; }

    /// <summary>The pair of node sets that proves it is not identifiable; null when it is.</summary>
    public required Hedge? Hedge { get; init; }

    /// <summary>Changes that would make the effect identifiable, each one verified, cheapest first.</summary>
    public required ImmutableArray<Suggestion> Suggestions { get; init; }

    /// <summary><c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>Hash of the graph in canonical form.</summary>
    public required string DagHash { get; init; }
}

/// <summary>A variable that moves the treatment and reaches the outcome through it alone, once the set is conditioned on.</summary>
/// <param name="Variable">The instrument.</param>
/// <param name="ConditionedOn">What to condition on.</param>
public sealed record Instrument([property: JsonPropertyName("instrument")] string Variable, ImmutableArray<string> ConditionedOn);

/// <summary>x and y are independent given a minimal set.</summary>
/// <param name="X">A node.</param>
/// <param name="Y">Another one, not adjacent to it.</param>
/// <param name="Given">A minimal set that separates them.</param>
/// <param name="Test">What the data say; null where no data came with the question.</param>
public sealed record TestableImplication(
    string X,
    string Y,
    ImmutableArray<string> Given,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImplicationTestResult? Test);

/// <summary>What data say about an implication.</summary>
/// <param name="Verdict"><c>consistent</c>, <c>contradicted</c> (adjusted p below 0.05) or <c>not_tested</c>.</param>
/// <param name="PartialCorrelation">Of x and y given the set; null where it was not tested.</param>
/// <param name="PValue">Two-sided, by Fisher's z.</param>
/// <param name="AdjustedPValue">By Holm's method over all tests of this answer.</param>
/// <param name="Note">Why it was not tested, or what limits the test; null where nothing does.</param>
public sealed record ImplicationTestResult(string Verdict, double? PartialCorrelation, double? PValue, double? AdjustedPValue, string? Note);

/// <summary>Is the set the caller asked about a valid adjustment set?</summary>
/// <param name="Valid">True when adjusting for it gives the causal effect.</param>
/// <param name="ForbiddenNodes">Members that no adjustment set may hold: treatments, outcomes, latents, and what lies on or behind a causal
/// path.</param>
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
