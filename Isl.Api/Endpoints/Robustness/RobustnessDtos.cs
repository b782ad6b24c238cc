using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;

namespace Isl.Api.Endpoints.Robustness;

/// <summary>How far may an intervention miss its values before an outcome leaves its range?</summary>
public sealed record RobustnessRequest
{
    /// <summary>The causal graph; may be left out where <c>structural_model</c> is sent.</summary>
    public GraphInput? CausalModel { get; init; }

    /// <summary>The equations; without them nothing can be said of sizes, and the answer is <c>failed</c>.</summary>
    public ModelInput? StructuralModel { get; init; }

    /// <summary>The values proposed, by variable, 1 to 20: <c>{"Price": 45}</c>.</summary>
    public ObservedInput? InterventionProposal { get; init; }

    /// <summary>Ranges wanted, 1 to 20: <c>{"Revenue": [100, 140]}</c>.</summary>
    public RangesInput? TargetOutcome { get; init; }

    /// <summary>How far each value may be off, as a share of it, above 0 and at most 1; 0.1 unless given.</summary>
    public double? PerturbationRadius { get; init; }

    /// <summary>Fewest draws behind a share that is counted, 10 to 1000; 100 unless given.</summary>
    public int? MinSamples { get; init; }

    /// <summary>Probability with which the outcome must stay in range, 0.5 to 0.99; 0.95 unless given.</summary>
    public double? ConfidenceLevel { get; init; }

    /// <summary>Ranges that the values cannot leave.</summary>
    public RangesInput? FeasibleRanges { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}

/// <summary>A question with what it is about.</summary>
/// <param name="Model">The model; null where only a graph was sent.</param>
/// <param name="Hash">Hash of what it is about.</param>
/// <param name="Question">The question.</param>
internal sealed record RobustnessAsked(StructuralModel? Model, string Hash, RobustnessQuestion Question);
