using System.Collections.Immutable;
using System.Globalization;

namespace Isl.Grains.Interfaces.Models;

/// <summary>The families of distributions.</summary>
public enum DistributionType
{
    /// <summary>Parameters: mean, std ≥ 0.</summary>
    Normal,

    /// <summary>Parameters: mu, sigma ≥ 0, mean and standard deviation of the logarithm.</summary>
    Lognormal,

    /// <summary>Parameters: low ≤ high.</summary>
    Uniform,

    /// <summary>Parameters: low ≤ mode ≤ high.</summary>
    Triangular,

    /// <summary>Parameter: scale &gt; 0, the mean.</summary>
    Exponential,

    /// <summary>Parameters: shape &gt; 0, scale &gt; 0; the mean is their product.</summary>
    Gamma,

    /// <summary>Parameters: a &gt; 0, b &gt; 0.</summary>
    Beta,

    /// <summary>Parameters: df &gt; 0, loc, scale ≥ 0.</summary>
    StudentT,

    /// <summary>Parameter: p, the probability of 1.</summary>
    Bernoulli,

    /// <summary>Parameters: n, p.</summary>
    Binomial,

    /// <summary>Parameter: lam ≥ 0, the mean.</summary>
    Poisson,

    /// <summary>No scalar parameter; the values and their probabilities.</summary>
    Categorical,

    /// <summary>Parameter: value.</summary>
    Constant,

    /// <summary>No scalar parameter; observed values, each as likely as its weight says.</summary>
    Empirical,
}

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

    /// <summary>A distribution that is always the same value.</summary>
    public static DistributionSpec Constant(double value) => new() { Type = DistributionType.Constant, Parameters = [value] };

    /// <summary>The canonical text, such as <c>normal(mean=0, std=50)</c>; long lists of values are cut.</summary>
    public override string ToString()
    {
        var names = DistributionParameters.Of(Type);
        var parts = Parameters.Select((value, i) => $"{names[i].Name}={Format(value)}")
            .Concat(Values.IsEmpty ? [] : [$"values={Format(Values)}", $"probabilities={Format(Probabilities)}"]);
        return $"{DistributionParameters.NameOf(Type)}({string.Join(", ", parts)})";
    }

    /// <inheritdoc/>
    public bool Equals(DistributionSpec? other) => other is not null
        && Type == other.Type
        && Parameters.AsSpan().SequenceEqual(other.Parameters.AsSpan())
        && Values.AsSpan().SequenceEqual(other.Values.AsSpan())
        && Probabilities.AsSpan().SequenceEqual(other.Probabilities.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Parameters.Aggregate((int)Type, HashCode.Combine);

    private static string Format(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Format(ImmutableArray<double> values) =>
        $"[{string.Join(", ", values.Take(5).Select(Format))}{(values.Length > 5 ? $", … {values.Length} in all" : "")}]";
}
