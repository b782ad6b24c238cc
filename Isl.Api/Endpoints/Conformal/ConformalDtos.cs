using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Between which bounds will the outcome of a new case lie under an intervention?</summary>
/// <param name="Model">The structural model.</param>
/// <param name="Intervention">What is changed.</param>
/// <param name="CalibrationData">Observed cases: objects by variable, the outcome among them, or <c>{"inputs": {…}, "outcome": 1}</c>.</param>
/// <param name="Alpha">Share of misses asked for; 0.05 unless given.</param>
/// <param name="ConfidenceLevel">1 − alpha, in place of <paramref name="Alpha"/>.</param>
/// <param name="Method"><c>split</c> (default), <c>cv+</c> or <c>jackknife+</c>.</param>
/// <param name="Outcome">The variable predicted; the last one that the intervention changes and the data hold unless given.</param>
/// <param name="Samples">Draws of the Monte Carlo interval to compare with, 10 to 10,000,000; 10,000 unless given.</param>
/// <param name="Seed">Seed of draws and folds; derived from the request unless given, and returned.</param>
public sealed record ConformalRequest(
    ModelInput? Model = null,
    InterventionInput? Intervention = null,
    CalibrationInput? CalibrationData = null,
    double? Alpha = null,
    double? ConfidenceLevel = null,
    string? Method = null,
    string? Outcome = null,
    long? Samples = null,
    long? Seed = null)
{
    /// <summary>Fields of other names, to find misspelt ones.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>Calibration data as callers send them; read by <see cref="CalibrationReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<CalibrationInput>))]
public sealed record CalibrationInput(JsonElement Json) : IRawJson<CalibrationInput>
{
    /// <inheritdoc/>
    public static CalibrationInput Of(JsonElement json) => new(json);
}
