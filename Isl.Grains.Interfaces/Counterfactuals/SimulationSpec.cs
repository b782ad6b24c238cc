using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>A term of a <see cref="Contrast"/>.</summary>
/// <param name="World">Index into <see cref="SimulationSpec.Worlds"/>.</param>
/// <param name="Coefficient">What its outcome is multiplied by.</param>
[GenerateSerializer, Immutable, Alias("isl.contrast-term.v1")]
public readonly record struct ContrastTerm([property: Id(0)] int World, [property: Id(1)] double Coefficient);

/// <summary>A linear combination of one draw's outcomes in several worlds, such as a gain or a difference in differences.</summary>
/// <param name="Terms">Its terms.</param>
[GenerateSerializer, Immutable, Alias("isl.contrast.v1")]
public sealed record Contrast([property: Id(0)] ImmutableArray<ContrastTerm> Terms)
{
    /// <inheritdoc/>
    public bool Equals(Contrast? other) => other is not null && Terms.AsSpan().SequenceEqual(other.Terms.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Terms.Aggregate(Terms.Length, HashCode.Combine);
}

/// <summary>All that a worker needs to make any chunk of a simulation: the same specification gives the same draws everywhere.</summary>
[GenerateSerializer, Immutable, Alias("isl.simulation-spec.v1")]
public sealed record SimulationSpec
{
    /// <summary>Most worlds of one simulation.</summary>
    public const int MaxWorlds = 10_000;

    /// <summary>The model.</summary>
    [Id(0)]
    public required StructuralModel Model { get; init; }

    /// <summary>The interventions; all worlds share every draw of the exogenous quantities.</summary>
    [Id(1)]
    public required ImmutableArray<Intervention> Worlds { get; init; }

    /// <summary>How many worlds, from the first on, predict every output; the others give their outcome to contrasts and ranking only.</summary>
    [Id(2)]
    public required int Predicted { get; init; }

    /// <summary>The outcome.</summary>
    [Id(3)]
    public required string Outcome { get; init; }

    /// <summary>Variables to predict, in the caller's order, distinct; the outcome among them.</summary>
    [Id(4)]
    public required ImmutableArray<string> Outputs { get; init; }

    /// <summary>Observed values of the one case the question is about.</summary>
    [Id(5)]
    public ImmutableArray<VariableValue> Evidence { get; init; } = [];

    /// <summary>Values for variables that the model leaves open, where better than 0 is known.</summary>
    [Id(6)]
    public ImmutableArray<VariableValue> AssumedMeans { get; init; } = [];

    /// <summary>Combinations of the worlds' outcomes to estimate.</summary>
    [Id(7)]
    public ImmutableArray<Contrast> Contrasts { get; init; } = [];

    /// <summary>How many worlds, from the first on, compete for the best outcome in each draw; 0 for none.</summary>
    [Id(8)]
    public int Ranked { get; init; }

    /// <summary>Number of draws.</summary>
    [Id(9)]
    public required long Samples { get; init; }

    /// <summary>Seed of every stream.</summary>
    [Id(10)]
    public required ulong Seed { get; init; }

    /// <summary>What ranked worlds compete for.</summary>
    [Id(11)]
    public ScenarioGoal Goal { get; init; }

    /// <inheritdoc/>
    public bool Equals(SimulationSpec? other) => other is not null
        && (Predicted, Outcome, Ranked, Samples, Seed, Goal) == (other.Predicted, other.Outcome, other.Ranked, other.Samples, other.Seed, other.Goal)
        && Outputs.AsSpan().SequenceEqual(other.Outputs.AsSpan())
        && Evidence.AsSpan().SequenceEqual(other.Evidence.AsSpan())
        && AssumedMeans.AsSpan().SequenceEqual(other.AssumedMeans.AsSpan())
        && Worlds.AsSpan().SequenceEqual(other.Worlds.AsSpan())
        && Contrasts.AsSpan().SequenceEqual(other.Contrasts.AsSpan())
        && Model.Equals(other.Model);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Model, Outcome, Worlds.Length, Worlds.FirstOrDefault(), Samples, Seed);
}
