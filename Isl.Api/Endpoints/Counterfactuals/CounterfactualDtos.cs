using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>What would the variables of a model be under an intervention?</summary>
/// <param name="Model">The structural model.</param>
/// <param name="Intervention">What is changed; an empty object asks about the model as it is.</param>
/// <param name="Outcome">The variable of most interest; the last descendant of the intervention unless given.</param>
/// <param name="Context">Observed values of the case at hand: its noise is inferred from them, and kept under the intervention.</param>
/// <param name="Samples">Number of draws, 10 to 10,000,000; 10,000 unless given.</param>
/// <param name="ConfidenceLevel">Share of the distribution that intervals hold; 0.95 unless given.</param>
/// <param name="Seed">Seed of the draws; derived from the request unless given, and returned.</param>
public sealed record CounterfactualRequest(
    ModelInput? Model = null,
    InterventionInput? Intervention = null,
    string? Outcome = null,
    ObservedInput? Context = null,
    long? Samples = null,
    double? ConfidenceLevel = null,
    long? Seed = null)
{
    /// <summary>Fields of other names, to find misspelt ones.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>How do several interventions compare, on the same draws?</summary>
/// <param name="Model">The structural model.</param>
/// <param name="Scenarios">2 to 100 interventions with distinct ids.</param>
/// <param name="AnalyzeInteractions">Ask whether scenarios strengthen or weaken each other; true unless given.</param>
/// <param name="Outcome">The variable they are compared by; the last one that any of them changes unless given.</param>
/// <param name="Context">Observed values of the case at hand.</param>
/// <param name="Samples">Number of draws, 10 to 10,000,000; 10,000 unless given.</param>
/// <param name="ConfidenceLevel">Level of the intervals; 0.95 unless given.</param>
/// <param name="Seed">Seed of the draws; derived from the request unless given, and returned.</param>
public sealed record ScenariosRequest(
    ModelInput? Model = null,
    List<ScenarioDto?>? Scenarios = null,
    bool? AnalyzeInteractions = null,
    string? Outcome = null,
    ObservedInput? Context = null,
    long? Samples = null,
    double? ConfidenceLevel = null,
    long? Seed = null)
{
    /// <summary>Fields of other names, to find misspelt ones.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; init; }
}

/// <summary>One of several interventions to compare.</summary>
/// <param name="Id">Its name in the answer, 1 to 100 characters.</param>
/// <param name="Intervention">What is changed.</param>
/// <param name="Label">What people call it, up to 200 characters.</param>
public sealed record ScenarioDto(string? Id = null, InterventionInput? Intervention = null, string? Label = null);
