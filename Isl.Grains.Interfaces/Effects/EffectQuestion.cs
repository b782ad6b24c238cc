using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>How much does a treatment change an outcome, by a graph and a table? Canonical: defaults filled in, lists as they decide the
/// answer.</summary>
[GenerateSerializer, Immutable, Alias("isl.effect-question.v1")]
public sealed record EffectQuestion
{
    /// <summary>The graph; a node without a column is unmeasured.</summary>
    [Id(0)]
    public required CausalGraph Graph { get; init; }

    /// <summary>How the table was read.</summary>
    [Id(1)]
    public required TableReading Reading { get; init; }

    /// <summary>The treatment.</summary>
    [Id(2)]
    public required string Treatment { get; init; }

    /// <summary>The outcome.</summary>
    [Id(3)]
    public required string Outcome { get; init; }

    /// <summary>The level of a text outcome that counts as 1; null for the later one.</summary>
    [Id(4)]
    public string? OutcomeLevel { get; init; }

    /// <summary>What the caller declares columns to be, by name in ordinal order.</summary>
    [Id(5)]
    public ImmutableArray<DeclaredColumn> Kinds { get; init; } = [];

    /// <summary>The levels compared; null for those that the treatment's kind suggests.</summary>
    [Id(6)]
    public LevelContrast? Contrast { get; init; }

    /// <summary>The level that each other one is compared with; null for the first.</summary>
    [Id(7)]
    public string? Reference { get; init; }

    /// <summary>The criterion asked for.</summary>
    [Id(8)]
    public EffectStrategy Strategy { get; init; }

    /// <summary>The set to adjust for, in ordinal order; null for the best there is.</summary>
    [Id(9)]
    public ImmutableArray<string>? AdjustmentSet { get; init; }

    /// <summary>The instruments, in ordinal order; null for all that share a conditioning set.</summary>
    [Id(10)]
    public ImmutableArray<string>? Instruments { get; init; }

    /// <summary>Columns by whose levels effects are given besides.</summary>
    [Id(11)]
    public ImmutableArray<string> Conditions { get; init; } = [];

    /// <summary>What each estimator is asked for, unless it says otherwise; the default set runs with it.</summary>
    [Id(12)]
    public required EstimatorSpec Defaults { get; init; }

    /// <summary>The estimators asked for; null for the default set.</summary>
    [Id(13)]
    public ImmutableArray<EstimatorSpec>? Estimators { get; init; }

    /// <summary>The column of weights; null for none.</summary>
    [Id(14)]
    public WeightColumn? Weights { get; init; }

    /// <summary>The column of clusters; null for none.</summary>
    [Id(15)]
    public string? Cluster { get; init; }

    /// <summary>What is done about missing values.</summary>
    [Id(16)]
    public EffectMissing Missing { get; init; }

    /// <summary>Propensities are moved to between this and 1 less it.</summary>
    [Id(17)]
    public double Clip { get; init; }

    /// <summary>Rows with propensities beyond this are left out.</summary>
    [Id(18)]
    public double Trim { get; init; }

    /// <summary>Resamples of a bootstrap.</summary>
    [Id(19)]
    public int BootstrapDraws { get; init; }

    /// <summary>Level of the intervals.</summary>
    [Id(20)]
    public double ConfidenceLevel { get; init; }

    /// <summary>The seed; null for one from the question.</summary>
    [Id(21)]
    public long? Seed { get; init; }

    /// <summary>The refuters to run; null for those that every answer has.</summary>
    [Id(22)]
    public ImmutableArray<RefuterName>? Refuters { get; init; }

    /// <summary>Draws of each refuter.</summary>
    [Id(23)]
    public int RefuteDraws { get; init; }

    /// <summary>Covariates that a hidden one is compared with; null for each adjusted one.</summary>
    [Id(24)]
    public ImmutableArray<string>? Benchmarks { get; init; }

    /// <summary>How many times as strong.</summary>
    [Id(25)]
    public ImmutableArray<double> Multiples { get; init; } = [];

    /// <summary>The share of the estimate that the robustness value takes away.</summary>
    [Id(26)]
    public double Reduction { get; init; } = 1;

    /// <summary>Most adjustment sets, and so on, that identification lists.</summary>
    public const int MostSets = 50;
}

/// <summary>Two levels of a treatment, as texts; or its derivative.</summary>
/// <param name="From">Where it comes from; null for the derivative.</param>
/// <param name="To">Where it leads to; null for the derivative.</param>
[GenerateSerializer, Immutable, Alias("isl.level-contrast.v1")]
public sealed record LevelContrast([property: Id(0)] string? From, [property: Id(1)] string? To)
{
    /// <summary>Per unit of a numeric treatment.</summary>
    public static LevelContrast Derivative { get; } = new(null, null);

    /// <summary>Is it per unit?</summary>
    public bool IsDerivative => From is null;
}

/// <summary>A column of weights.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">What they are.</param>
[GenerateSerializer, Immutable, Alias("isl.effect-weights.v1")]
public sealed record WeightColumn([property: Id(0)] string Column, [property: Id(1)] WeightKind Kind);

/// <summary>One estimator and its settings.</summary>
[GenerateSerializer, Immutable, Alias("isl.estimator-spec.v1")]
public sealed record EstimatorSpec
{
    /// <summary>Which.</summary>
    [Id(0)]
    public EstimatorName Name { get; init; }

    /// <summary>What it is called in the answer.</summary>
    [Id(1)]
    public string Id { get; init; } = "";

    /// <summary>Whose effect.</summary>
    [Id(2)]
    public EffectEstimand Estimand { get; init; }

    /// <summary>How means are compared.</summary>
    [Id(3)]
    public EffectScale Scale { get; init; }

    /// <summary>The outcome model.</summary>
    [Id(4)]
    public NuisanceModel OutcomeModel { get; init; }

    /// <summary>The propensity model.</summary>
    [Id(5)]
    public NuisanceModel PropensityModel { get; init; }

    /// <summary>The treatment model of dml.</summary>
    [Id(6)]
    public NuisanceModel TreatmentModel { get; init; }

    /// <summary>How weights are normalised.</summary>
    [Id(7)]
    public WeightNormalisation Normalisation { get; init; }

    /// <summary>Are weights multiplied by the share of their arm?</summary>
    [Id(8)]
    public bool Stabilise { get; init; }

    /// <summary>Matches of each row.</summary>
    [Id(9)]
    public int Neighbours { get; init; } = 1;

    /// <summary>What near means.</summary>
    [Id(10)]
    public MatchingDistance Distance { get; init; }

    /// <summary>Farthest match; null for any.</summary>
    [Id(11)]
    public double? Caliper { get; init; }

    /// <summary>Are matches corrected by regression?</summary>
    [Id(12)]
    public bool BiasCorrection { get; init; } = true;

    /// <summary>How the standard error is formed; null for the usual one.</summary>
    [Id(13)]
    public StandardErrorKind? Se { get; init; }

    /// <summary>Folds of cross-fitting.</summary>
    [Id(14)]
    public int Folds { get; init; } = 5;

    /// <summary>Divisions into folds.</summary>
    [Id(15)]
    public int Repeats { get; init; } = 1;
}
