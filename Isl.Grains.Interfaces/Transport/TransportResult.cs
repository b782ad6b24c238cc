using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Interfaces.Transport;

/// <summary>Answer to a <see cref="TransportQuestion"/>.</summary>
public sealed record TransportResult : AnalysisResult
{
    /// <summary>Can the effect in the target population be computed from what is measured in both?</summary>
    public required bool Transportable { get; init; }

    /// <summary>
    /// <c>direct</c>: source data alone; <c>target_only</c>: target data alone; <c>selection_diagram</c>: both; null where there is no way.
    /// </summary>
    public required string? Method { get; init; }

    /// <summary>The effect as text over <c>P_source</c> and <c>P_target</c>; null where there is none, or it is too long to write down.</summary>
    public required string? Formula { get; init; }

    /// <summary>The formula as a tree; a <c>p</c> says with <c>domain</c> and <c>do</c> where it is read from.</summary>
    public required Estimand? Estimand { get; init; }

    /// <summary>What must hold for the formula to be right.</summary>
    public required ImmutableArray<string> ValidityConditions { get; init; }

    /// <summary>Do data of the target population enter?</summary>
    public required bool AdaptationRequired { get; init; }

    /// <summary>What would make it transportable, each verified by asking again with the change made.</summary>
    public required ImmutableArray<string> Suggestions { get; init; }

    /// <summary>The conditions by kind.</summary>
    public required ImmutableArray<TransportAssumption> RequiredAssumptions { get; init; }

    /// <summary>
    /// <c>robust</c>: every mechanism may differ; <c>moderate</c>: some may; <c>fragile</c>: none may; null where it is not transportable.
    /// </summary>
    public required string? Robustness { get; init; }

    /// <summary>Why it is not transportable; null where it is.</summary>
    public required string? Reason { get; init; }

    /// <summary><c>high</c>, <c>medium</c> or <c>low</c>.</summary>
    public required string Confidence { get; init; }

    /// <summary>Variables whose mechanism may differ, given or found in the graphs.</summary>
    public required ImmutableArray<string> SelectionNodes { get; init; }

    /// <summary>The proof that it is not transportable; null where it is.</summary>
    public required SelectionHedge? SHedge { get; init; }

    /// <summary>The largest sets of variables whose mechanisms may differ and leave it transportable; empty where none would.</summary>
    public required ImmutableArray<ImmutableArray<string>> Tolerates { get; init; }

    /// <summary>The effect in numbers, where rows were sent and the formula is one of adjustment.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public required TransportEstimate? Estimate { get; init; }
}

/// <summary>Something that must hold.</summary>
/// <param name="Type">Its kind.</param>
/// <param name="Description">It in words.</param>
/// <param name="Critical">Would the answer be wrong without it?</param>
/// <param name="Testable">Could data show that it fails?</param>
public sealed record TransportAssumption(string Type, string Description, bool Critical, bool Testable);

/// <summary>
/// Why an effect cannot be carried over: a set of variables that hidden causes tie together, whose joint mechanism the effect needs and
/// no distribution at hand gives.
/// </summary>
/// <param name="RootSet">A district of the ancestors of the outcome in the graph without the treatment.</param>
/// <param name="Obstacles">For every distribution at hand, what keeps it from giving the mechanism of the root set.</param>
public sealed record SelectionHedge(ImmutableArray<string> RootSet, ImmutableArray<TransportObstacle> Obstacles);

/// <summary>Why one distribution does not help.</summary>
/// <param name="Domain"><c>source</c> or <c>target</c>.</param>
/// <param name="Do">What the experiment sets; empty for observations.</param>
/// <param name="Kind">
/// <c>selection</c>: a mechanism of the root set may differ; <c>unmeasured</c>: variables are not measured there; <c>experiment</c>: it sets
/// a variable of the root set; <c>hedge</c>: the root set lies in a larger set that hidden causes tie together.
/// </param>
/// <param name="Nodes">The variables concerned; for a hedge its forest, which contains the root set.</param>
public sealed record TransportObstacle(string Domain, ImmutableArray<string> Do, string Kind, ImmutableArray<string> Nodes);

/// <summary>The effect in numbers.</summary>
/// <param name="Value">Difference of the mean outcome between the two treatment values, by the combined estimator.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Contrast">The two treatment values, the second minus the first.</param>
/// <param name="Covariates">What is adjusted for.</param>
/// <param name="OutcomeModel">By regression in the source, averaged over the target's rows.</param>
/// <param name="InverseOddsWeights">By weighting the source's rows like the target's.</param>
/// <param name="Combined">By both, right if either is.</param>
/// <param name="Overlap">How well the source's rows cover the target's.</param>
public sealed record TransportEstimate(
    double Value,
    double StandardError,
    ImmutableArray<double> Contrast,
    ImmutableArray<string> Covariates,
    EstimateFigure OutcomeModel,
    EstimateFigure InverseOddsWeights,
    EstimateFigure Combined,
    OverlapFigures Overlap);

/// <summary>An estimate.</summary>
/// <param name="Value">The value.</param>
/// <param name="StandardError">Its standard error.</param>
public sealed record EstimateFigure(double Value, double StandardError);

/// <summary>How well the rows of the source population cover those of the target.</summary>
/// <param name="EffectiveSourceRows">Equally weighted source rows that would tell as much.</param>
/// <param name="LargestWeightShare">Share of the largest single weight.</param>
/// <param name="SourceRows">Rows of the source population.</param>
/// <param name="TargetRows">Rows of the target population.</param>
public sealed record OverlapFigures(double EffectiveSourceRows, double LargestWeightShare, int SourceRows, int TargetRows);
