using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Explain;

/// <summary>Why does the outcome differ between two scenarios? With <c>target_outcome</c>: which smallest change reaches it?</summary>
public sealed record ContrastRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>The scenario that is explained from.</summary>
    public StatedScenario? ScenarioA { get; init; }

    /// <summary>The scenario that is explained.</summary>
    public StatedScenario? ScenarioB { get; init; }

    /// <summary>Most contributions listed, 1 to 50; 5 unless given.</summary>
    public int? TopK { get; init; }

    /// <summary>The variable compared; the last one that the scenarios bear on unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }

    /// <summary>What was seen, for a question with <c>target_outcome</c>.</summary>
    public ObservedInput? CurrentState { get; init; }

    /// <summary>The outcome that was seen, for a question with <c>target_outcome</c>.</summary>
    public ObservedInput? ObservedOutcome { get; init; }

    /// <summary>Ranges wanted, <c>{"Revenue": [150, 200]}</c>; asks which smallest change reaches them.</summary>
    public RangesInput? TargetOutcome { get; init; }

    /// <summary>What may be changed, for a question with <c>target_outcome</c>.</summary>
    public RecourseLimits? Constraints { get; init; }
}

/// <summary>Why does the outcome of several scenarios differ from that of a baseline?</summary>
public sealed record BatchContrastRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>2 to 100 scenarios with distinct ids, the baseline among them.</summary>
    public List<StatedScenario?>? Scenarios { get; init; }

    /// <summary>Id of the scenario that the others are compared with.</summary>
    public string? BaselineId { get; init; }

    /// <summary>Most contributions listed, 1 to 50; 5 unless given.</summary>
    public int? TopK { get; init; }

    /// <summary>The variable compared; the last one that the scenarios bear on unless given.</summary>
    public string? Outcome { get; init; }

    /// <summary>Seed of the draws, the same for all; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}

/// <summary>A scenario: what is set, or what was seen.</summary>
public sealed record StatedScenario
{
    /// <summary>Its name in the answer, 1 to 100 characters.</summary>
    public string? Id { get; init; }

    /// <summary>What was seen, by variable.</summary>
    public ObservedInput? State { get; init; }

    /// <summary>What is set, by variable.</summary>
    public InterventionInput? Intervention { get; init; }
}

/// <summary>What may be changed.</summary>
public sealed record RecourseLimits
{
    /// <summary>Variables that may be changed, 1 to 20.</summary>
    public List<string>? Feasible { get; init; }

    /// <summary>Variables that may not.</summary>
    public List<string>? Fixed { get; init; }

    /// <summary>Most variables changed at once, 1 to 5; 1 unless given.</summary>
    public int? MaxChanges { get; init; }

    /// <summary>What the changes are ranked by: <c>change_magnitude</c> (default), <c>cost</c> or <c>feasibility</c>.</summary>
    public string? Minimize { get; init; }

    /// <summary>Ranges of the variables that may be changed.</summary>
    public RangesInput? VariableBounds { get; init; }
}
