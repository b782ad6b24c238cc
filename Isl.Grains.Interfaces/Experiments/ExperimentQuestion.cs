using System.Collections.Immutable;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Experiments;

/// <summary>Which experiment should be made next?</summary>
/// <param name="Beliefs">What is believed of each parameter, by name in ordinal order.</param>
/// <param name="Target">The variable that experiments bear on.</param>
/// <param name="Goal">What is wanted of it.</param>
/// <param name="TargetValue">The value wanted, for <see cref="ExperimentGoal.Target"/>.</param>
/// <param name="Budget">What all experiments may cost together, those made among them.</param>
/// <param name="Horizon">How many experiments there may be, those made among them.</param>
/// <param name="Feasible">Variables that may be set, with their ranges, in ordinal order.</param>
/// <param name="History">Experiments that were made, in their order.</param>
/// <param name="NoiseStd">Standard deviation of the noise that is added to each outcome seen.</param>
/// <param name="Costs">What it costs to set a variable in an experiment, by variable in ordinal order; 1 for the others.</param>
/// <param name="Candidates">The experiments to choose among; empty for a choice of them.</param>
/// <param name="Strategy">How they are ranked.</param>
/// <param name="Graph">The graph; null for that of the equations.</param>
/// <param name="IsBuilt">Whether the model was made from the beliefs, as a sum of parameter times variable.</param>
/// <param name="Seed">Seed of the draws.</param>
[GenerateSerializer, Immutable, Alias("isl.experiment-question.v1")]
public sealed record ExperimentQuestion(
    [property: Id(0)] ImmutableArray<ExogenousQuantity> Beliefs,
    [property: Id(1)] string Target,
    [property: Id(2)] ExperimentGoal Goal,
    [property: Id(3)] double TargetValue,
    [property: Id(4)] double Budget,
    [property: Id(5)] int Horizon,
    [property: Id(6)] ImmutableArray<VariableRange> Feasible,
    [property: Id(7)] ImmutableArray<PastExperiment> History,
    [property: Id(8)] double NoiseStd,
    [property: Id(9)] ImmutableArray<VariableValue> Costs,
    [property: Id(10)] ImmutableArray<PlannedExperiment> Candidates,
    [property: Id(11)] ExperimentStrategy Strategy,
    [property: Id(12)] CausalGraph? Graph,
    [property: Id(13)] bool IsBuilt,
    [property: Id(14)] long Seed)
{
    /// <summary>Most beliefs.</summary>
    public const int MostBeliefs = 30;

    /// <summary>Most experiments ahead.</summary>
    public const int MostHorizon = 100;

    /// <summary>Most variables that may be set.</summary>
    public const int MostVariables = 20;

    /// <summary>Most experiments of a history, and most to choose among.</summary>
    public const int MostListed = 200;

    /// <summary>A parameter whose name belongs to no variable by rule, with the variable it was bound to; null where there is none.</summary>
    [Id(15)]
    public VariableName? BoundByElimination { get; init; }

    /// <summary>Whether <see cref="NoiseStd"/> was given.</summary>
    [Id(16)]
    public bool IsNoiseGiven { get; init; }
}

/// <summary>A parameter with the variable that it multiplies.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Variable">The variable.</param>
[GenerateSerializer, Immutable, Alias("isl.variable-name.v1")]
public sealed record VariableName([property: Id(0)] string Parameter, [property: Id(1)] string Variable);

/// <summary>What is wanted of an outcome.</summary>
public enum ExperimentGoal
{
    /// <summary>As much of it as possible.</summary>
    Maximize,

    /// <summary>As little of it as possible.</summary>
    Minimize,

    /// <summary>A certain value.</summary>
    Target,
}

/// <summary>How experiments are ranked.</summary>
public enum ExperimentStrategy
{
    /// <summary>By what is expected of it and of all later ones, which know its outcome.</summary>
    KnowledgeGradient,

    /// <summary>By how much it narrows the beliefs.</summary>
    InformationGain,

    /// <summary>The best one under one draw from the beliefs.</summary>
    Thompson,
}

/// <summary>An experiment that was made.</summary>
/// <param name="Settings">What was set, by variable in ordinal order.</param>
/// <param name="Outcome">The outcome seen.</param>
/// <param name="Cost">What it cost; null for what the costs of its variables sum to.</param>
[GenerateSerializer, Immutable, Alias("isl.past-experiment.v1")]
public sealed record PastExperiment(
    [property: Id(0)] ImmutableArray<VariableValue> Settings, [property: Id(1)] double Outcome, [property: Id(2)] double? Cost);

/// <summary>An experiment that could be made.</summary>
/// <param name="Settings">What is set, by variable in ordinal order.</param>
[GenerateSerializer, Immutable, Alias("isl.planned-experiment.v1")]
public sealed record PlannedExperiment([property: Id(0)] ImmutableArray<VariableValue> Settings);
