namespace Isl.Grains.Interfaces.Models;

/// <summary>How a variable is made from others and its own noise.</summary>
/// <param name="Variable">The variable on the left.</param>
/// <param name="Formula">The right side, as it was written.</param>
/// <param name="Noise">Distribution of <c>noise</c> in the formula; null where none was given.</param>
[GenerateSerializer, Immutable, Alias("isl.structural-equation.v1")]
public sealed record StructuralEquation(
    [property: Id(0)] string Variable,
    [property: Id(1)] string Formula,
    [property: Id(2)] DistributionSpec? Noise)
{
    /// <summary>
    /// Whether the equation was sent as a bare string; it only decides where errors point, and is part of neither hash nor equality.
    /// </summary>
    [Id(3)]
    public bool IsText { get; init; }

    /// <inheritdoc/>
    public bool Equals(StructuralEquation? other) =>
        other is not null && Variable == other.Variable && Formula == other.Formula && Equals(Noise, other.Noise);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Variable, Formula);
}

/// <summary>An exogenous quantity and its distribution.</summary>
/// <param name="Name">A variable without an equation, or a quantity that only formulas name.</param>
/// <param name="Distribution">Its distribution.</param>
[GenerateSerializer, Immutable, Alias("isl.exogenous.v1")]
public sealed record ExogenousQuantity([property: Id(0)] string Name, [property: Id(1)] DistributionSpec Distribution);

/// <summary>A variable held at, or observed to have, a value.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Value">A finite value.</param>
[GenerateSerializer, Immutable, Alias("isl.variable-value.v1")]
public readonly record struct VariableValue([property: Id(0)] string Variable, [property: Id(1)] double Value);
