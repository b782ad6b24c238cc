using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>Which experiment should be made next?</summary>
public sealed record ExperimentRequest
{
    /// <summary>What is believed of each parameter, 1 to 30; left out with a <c>dag</c> that has undirected edges, which asks what would direct
    /// them.</summary>
    public List<BeliefDto?>? Beliefs { get; init; }

    /// <summary>What is wanted.</summary>
    public ObjectiveDto? Objective { get; init; }

    /// <summary>What limits the experiments.</summary>
    public ExperimentLimits? Constraints { get; init; }

    /// <summary>Experiments that were made, at most 200.</summary>
    public List<PastExperimentDto?>? History { get; init; }

    /// <summary>Equations that use the parameters; without them the outcome is the sum of parameter times variable.</summary>
    public ModelInput? Model { get; init; }

    /// <summary>The graph, where it says more than the equations; only sets of variables worth setting by it are considered.</summary>
    public GraphInput? Dag { get; init; }

    /// <summary>Standard deviation of the noise added to each outcome seen; without a model 1 unless given, with one 0.</summary>
    public double? NoiseStd { get; init; }

    /// <summary>What it costs to set a variable in an experiment, by variable; 1 unless given.</summary>
    public ObservedInput? Costs { get; init; }

    /// <summary>The experiments to choose among, at most 200, each a value by variable; chosen within the ranges unless given.</summary>
    public List<ObservedInput?>? Candidates { get; init; }

    /// <summary>What they are ranked by: <c>knowledge_gradient</c> (default), <c>information_gain</c> or <c>thompson</c>.</summary>
    public string? Strategy { get; init; }

    /// <summary>Seed of the draws; derived from the request unless given, and returned.</summary>
    public long? Seed { get; init; }
}

/// <summary>What is believed of a parameter.</summary>
public sealed record BeliefDto
{
    /// <summary>The parameter; <c>effect_Price</c> is the effect of <c>Price</c>.</summary>
    public string? ParameterName { get; init; }

    /// <summary>Its family, such as <c>normal</c>.</summary>
    public string? DistributionType { get; init; }

    /// <summary>Parameters of the family by name, such as <c>{"mean": 2, "std": 0.5}</c>.</summary>
    public ParametersInput? Parameters { get; init; }
}

/// <summary>What is wanted of an outcome.</summary>
public sealed record ObjectiveDto
{
    /// <summary>The outcome.</summary>
    public string? TargetVariable { get; init; }

    /// <summary><c>maximize</c> (default), <c>minimize</c> or <c>target</c>.</summary>
    public string? Goal { get; init; }

    /// <summary>The value wanted, for the goal <c>target</c>.</summary>
    public double? TargetValue { get; init; }
}

/// <summary>What limits the experiments.</summary>
public sealed record ExperimentLimits
{
    /// <summary>What all experiments may cost together, those made among them; above 0.</summary>
    public double? Budget { get; init; }

    /// <summary>How many experiments there may be, those made among them, 1 to 100.</summary>
    public int? TimeHorizon { get; init; }

    /// <summary>Variables that may be set, 1 to 20, with their ranges.</summary>
    public RangesInput? FeasibleInterventions { get; init; }
}

/// <summary>An experiment that was made.</summary>
public sealed record PastExperimentDto
{
    /// <summary>What was set, by variable.</summary>
    public ObservedInput? Intervention { get; init; }

    /// <summary>The outcome seen: a number, or a value by variable.</summary>
    public OutcomeInput? Outcome { get; init; }

    /// <summary>What it cost; the costs of its variables unless given.</summary>
    public double? Cost { get; init; }
}

/// <summary>One of the two questions that a request can ask.</summary>
/// <param name="Hash">Hash of what it is about.</param>
/// <param name="Model">The model, with the beliefs as distributions of its parameters; null where a graph is asked about.</param>
/// <param name="Question">Which experiment teaches most about the parameters?</param>
/// <param name="Graph">A graph with open edges; null where parameters are asked about.</param>
/// <param name="Orientation">Which experiment directs most of them?</param>
internal sealed record ExperimentAsked(
    string Hash, StructuralModel? Model, ExperimentQuestion? Question, CausalGraph? Graph = null, OrientationQuestion? Orientation = null);
