using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Models;

/// <summary>A distribution in canonical form: one way of writing each, whatever names and order its parameters came in.</summary>
/// <remarks>Made by <c>DistributionParser</c>, which checks the ranges.</remarks>
[GenerateSerializer, Immutable, Alias("isl.distribution.v1")]
public sealed record DistributionSpec
{
    /// <summary>The family.</summary>
    [Id(0)]
    public required DistributionType Type { get; init; }

    /// <summary>Scalar parameters in the order that <see cref="DistributionType"/> tells.</summary>
    [Id(1)]
    public required ImmutableArray<double> Parameters { get; init; }

    /// <summary>Values of a categorical or empirical distribution, ascending and distinct; empty for the others.</summary>
    [Id(2)]
    public ImmutableArray<double> Values { get; init; } = [];

    /// <summary>Probabilities of <see cref="Values"/>, positive, of sum 1; empty for the others.</summary>
    [Id(3)]
    public ImmutableArray<double> Probabilities { get; init; } = [];

    /// <summary>Whether a lognormal's parameters were called mean or std, as if they were those of the quantity itself.</summary>
    [Id(4)]
    public bool HasPlainNames { get; init; }

    /// <summary>A distribution that is always the same value.</summary>
    public static DistributionSpec Constant(double value) => new() { Type = DistributionType.Constant, Parameters = [value] };

    /// <inheritdoc/>
    public bool Equals(DistributionSpec? other) => other is not null
        && (Type, HasPlainNames) == (other.Type, other.HasPlainNames)
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan())
        && Probabilities.AsSpan().SequenceEqual(other.Probabilities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Aggregate((int)Type, HashCode.Combine);
}
