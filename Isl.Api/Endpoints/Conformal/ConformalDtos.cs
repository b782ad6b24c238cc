using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Conformal;

/// <summary>Between which bounds will the outcome of a new case lie under an intervention?</summary>
public sealed record ConformalRequest : FittableRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>What is changed.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>Observed cases: objects by variable, the outcome among them, or <c>{"inputs": {…}, "outcome": 1}</c>.</summary>
    public CalibrationInput? CalibrationData { get; init; }

    /// <summary>What is known of the new case; the prediction uses it where the rows have the same columns.</summary>
    public ObservedInput? Context { get; init; }

    /// <summary>
    /// Weights for a known covariate shift: one for each row, the likelihood ratio of new cases to calibration cases at it, and last that of the new
    /// case. With <c>split</c> only.
    /// </summary>
    public new List<double>? Weights { get; init; } // those of a table to fit have no place beside them

    /// <summary>Share of misses asked for; 0.05 unless given.</summary>
    public double? Alpha { get; init; }

    /// <summary>1 − alpha, in place of <c>alpha</c>.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary><c>split</c> (default), <c>cv+</c> or <c>jackknife+</c>.</summary>
    public string? Method { get; init; }

    /// <summary>The variable predicted; the last one that the intervention changes and the data hold unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Draws of the Monte Carlo interval to compare with, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }
}
