using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>
/// A formula over the observed distribution, as a tree with exactly one member set:
/// <c>{"p": {"of", "given"}}</c>, <c>{"sum": {"over", "of"}}</c>, <c>{"product": […]}</c> or <c>{"quotient": {"num", "den"}}</c>.
/// </summary>
public sealed record Estimand
{
    /// <summary>A conditional probability.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProbabilityTerm? P { get; init; }

    /// <summary>A sum over the values of variables.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SumTerm? Sum { get; init; }

    /// <summary>A product of factors.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<Estimand>? Product { get; init; }

    /// <summary>A quotient.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuotientTerm? Quotient { get; init; }
}

/// <summary>P(of | given).</summary>
/// <param name="Of">Variables whose joint probability is meant.</param>
/// <param name="Given">Variables conditioned on.</param>
public sealed record ProbabilityTerm(ImmutableArray<string> Of, ImmutableArray<string> Given)
{
    /// <summary>Variables set by the experiment the probability is read from; left out where nothing is set.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? Do { get; init; }

    /// <summary>The population it is read from, <c>source</c> or <c>target</c>; left out where there is only one.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Domain { get; init; }
}

/// <summary>Σ over the values of variables.</summary>
/// <param name="Over">The variables summed over.</param>
/// <param name="Of">What is summed.</param>
public sealed record SumTerm(ImmutableArray<string> Over, Estimand Of);

/// <summary>A quotient.</summary>
/// <param name="Num">Numerator.</param>
/// <param name="Den">Denominator.</param>
public sealed record QuotientTerm(Estimand Num, Estimand Den);
