using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Conformal;

/// <summary>How calibration points become an interval.</summary>
public enum ConformalMethod
{
    /// <summary>The model is given, so every point calibrates.</summary>
    [JsonStringEnumMemberName("split")]
    Split,

    /// <summary>A linear correction of the model is refitted without each of ten folds.</summary>
    [JsonStringEnumMemberName("cv+")]
    CvPlus,

    /// <summary>A linear correction of the model is refitted without each point.</summary>
    [JsonStringEnumMemberName("jackknife+")]
    JackknifePlus,
}

/// <summary>Between which bounds will the outcome of a new case lie under an intervention?</summary>
/// <param name="Intervention">What is changed.</param>
/// <param name="CalibrationHash">Hash of the calibration data, which travel beside the question.</param>
/// <param name="Alpha">Share of misses asked for.</param>
/// <param name="Method">How the points become an interval.</param>
/// <param name="Outcome">The variable predicted; null chooses the last one that the intervention changes and that the data hold.</param>
/// <param name="Samples">Draws of the Monte Carlo interval to compare with.</param>
/// <param name="Seed">Seed of the draws and of the folds.</param>
[GenerateSerializer, Immutable, Alias("isl.conformal-question.v1")]
public sealed record ConformalQuestion(
    [property: Id(0)] Intervention Intervention,
    [property: Id(1)] string CalibrationHash,
    [property: Id(2)] decimal Alpha,
    [property: Id(3)] ConformalMethod Method,
    [property: Id(4)] string? Outcome,
    [property: Id(5)] int Samples,
    [property: Id(6)] long Seed)
{
    /// <summary>What is known of the new case, by variable in ordinal order.</summary>
    [Id(7)]
    public ImmutableArray<VariableValue> Context { get; init; } = [];

    /// <summary>Weight of the new case beside those of the rows, which are the column <see cref="WeightColumn"/>; null without weights.</summary>
    [Id(8)]
    public double? CaseWeight { get; init; }

    /// <summary>The model, where it was fitted for this question; null where it was sent.</summary>
    [Id(9)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedFirst? Fitted { get; init; }

    /// <summary>Name of the calibration column that holds the rows' weights.</summary>
    public const string WeightColumn = "\u0001weights";

    /// <summary>Name of the calibration column that holds the outcome where rows name it only by its role.</summary>
    public const string OutcomeColumn = "";
}
