using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Counterfactuals;

/// <summary>What would the variables of a model be under an intervention?</summary>
public sealed record CounterfactualRequest : FittableRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>What is changed; an empty object asks about the model as it is.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>The variable of most interest; the last descendant of the intervention unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Observed values of the case at hand: its noise is inferred from them, and kept under the intervention.</summary>
    public ObservedInput? Context { get; init; }

    /// <summary>Number of draws, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }

    /// <summary>Share of the distribution that intervals hold; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }
}

/// <summary>How do several interventions compare, on the same draws?</summary>
public sealed record ScenariosRequest : FittableRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>2 to 100 interventions with distinct ids.</summary>
    public List<ScenarioDto?>? Scenarios { get; init; }

    /// <summary>Ask whether scenarios strengthen or weaken each other; true unless given.</summary>
    public bool? AnalyzeInteractions { get; init; }

    /// <summary>The variable they are compared by; the last one that any of them changes unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Which outcome is best: <c>maximize</c> (default), <c>minimize</c>, or <c>{"target": 5}</c> for the nearest to a number.</summary>
    public DirectionInput? Direction { get; init; }

    /// <summary>Observed values of the case at hand.</summary>
    public ObservedInput? Context { get; init; }

    /// <summary>Number of draws, 10 to 10,000,000; 10,000 unless given.</summary>
    public long? Samples { get; init; }

    /// <summary>Level of the intervals; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }
}

/// <summary>One of several interventions to compare.</summary>
public sealed record ScenarioDto
{
    /// <summary>Its name in the answer, 1 to 100 characters.</summary>
    public string? Id { get; init; }

    /// <summary>What is changed.</summary>
    public InterventionInput? Intervention { get; init; }

    /// <summary>What people call it, up to 200 characters.</summary>
    public string? Label { get; init; }
}
