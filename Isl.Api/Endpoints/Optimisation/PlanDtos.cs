using Isl.Api.Requests.Models;

namespace Isl.Api.Endpoints.Optimisation;

/// <summary>Which decisions, step by step, are best?</summary>
public sealed record SequentialRequest
{
    /// <summary>The structural model; a formula may use a value of the step before, such as <c>Price[t-1]</c>.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>A variable or a formula, such as <c>Revenue - 0.1 * Cost</c>; it is maximised.</summary>
    public string? Objective { get; init; }

    /// <summary>Number of steps, 1 to 50; 5 unless given.</summary>
    public int? Horizon { get; init; }

    /// <summary>Limits: budget, max_&lt;variable&gt;_change, min_&lt;variable&gt;, max_&lt;variable&gt;, bounds, total_&lt;variable&gt;.</summary>
    public ConstraintsInput? Constraints { get; init; }

    /// <summary>Values before the first step.</summary>
    public InitialStateInput? InitialState { get; init; }

    /// <summary>What is decided; unless given, what the constraints bound and the objective depends on.</summary>
    public DecisionsInput? Decisions { get; init; }

    /// <summary>Worth of the next step's utility in terms of this one's, above 0 and at most 1; 1 unless given.</summary>
    public double? Discount { get; init; }

    /// <summary>Utility given up for two units of variance; 0 unless given.</summary>
    public double? RiskAversion { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}

/// <summary>Which decisions are best by several objectives at once?</summary>
public sealed record MultiObjectiveRequest
{
    /// <summary>The structural model.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>2 to 5 variables or formulas; each is maximised.</summary>
    public List<string?>? Objectives { get; init; }

    /// <summary>Number of steps, 1 to 50; 5 unless given.</summary>
    public int? Horizon { get; init; }

    /// <summary>Ask for all plans that no other betters in every objective, as a list.</summary>
    public bool? ParetoFrontier { get; init; }

    /// <summary>As many weights as objectives, none negative; equal ones unless given.</summary>
    public List<double?>? Weights { get; init; }

    /// <summary>Whether weights apply to objectives divided by their <c>range</c> (default), or <c>none</c>: to their own units.</summary>
    public string? Scaling { get; init; }

    /// <summary>Most plans of the front, 1 to 100; 20 unless given.</summary>
    public int? MaxPoints { get; init; }

    /// <summary>Limits, as in a sequential question.</summary>
    public ConstraintsInput? Constraints { get; init; }

    /// <summary>Values before the first step.</summary>
    public InitialStateInput? InitialState { get; init; }

    /// <summary>What is decided; unless given, what the constraints bound and the objectives depend on.</summary>
    public DecisionsInput? Decisions { get; init; }

    /// <summary>Worth of the next step's utility in terms of this one's; 1 unless given.</summary>
    public double? Discount { get; init; }

    /// <summary>Utility given up for two units of variance; 0 unless given.</summary>
    public double? RiskAversion { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}
