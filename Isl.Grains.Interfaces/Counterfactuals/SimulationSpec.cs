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
public sealed record Contrast([property: Id(0)] ImmutableArray<ContrastTerm> Terms);

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

    /// <summary>How many worlds, from the first on, compete for the largest outcome in each draw; 0 for none.</summary>
    [Id(8)]
    public int Ranked { get; init; }

    /// <summary>Number of draws.</summary>
    [Id(9)]
    public required long Samples { get; init; }

    /// <summary>Seed of every stream.</summary>
    [Id(10)]
    public required ulong Seed { get; init; }
}

/// <summary>Sums over one chunk of draws; chunks merge in the order of their indices.</summary>
[GenerateSerializer, Immutable, Alias("isl.chunk-result.v1")]
public sealed record ChunkResult
{
    /// <summary>Index of the chunk.</summary>
    [Id(0)]
    public required int Chunk { get; init; }

    /// <summary>Draws made.</summary>
    [Id(1)]
    public required long Draws { get; init; }

    /// <summary>Draws left out because something was not finite.</summary>
    [Id(2)]
    public required long Undefined { get; init; }

    /// <summary>For each output, the draws in which it was not finite.</summary>
    [Id(3)]
    public required ImmutableArray<long> UndefinedByOutput { get; init; }

    /// <summary>For each output eight sums, as little-endian doubles.</summary>
    [Id(4)]
    public required ReadOnlyMemory<byte> Sums { get; init; }

    /// <summary>For each ranked world, the weight of the draws in which it was best.</summary>
    [Id(5)]
    public required ImmutableArray<double> Best { get; init; }

    /// <summary>Kept draws as little-endian doubles, one collected output after the other; NaN where a draw was left out.</summary>
    [Id(6)]
    public required ReadOnlyMemory<byte> Collected { get; init; }

    /// <summary>Weights of the kept draws; empty where all weigh the same.</summary>
    [Id(7)]
    public required ReadOnlyMemory<byte> CollectedWeights { get; init; }
}
