using System.Collections.Immutable;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Interfaces.Models;

/// <summary>What an intervention does to a variable.</summary>
public enum InterventionKind
{
    /// <summary>do(X = v): the variable's equation is replaced by the value.</summary>
    Set,

    /// <summary>The variable becomes what its equation or distribution gives, plus the value.</summary>
    Shift,

    /// <summary>The variable becomes what its equation or distribution gives, times the value.</summary>
    Scale,
}

/// <summary>An intervention on one variable.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Kind">What is done to it.</param>
/// <param name="Value">The value set, added or multiplied by; finite.</param>
[GenerateSerializer, Immutable, Alias("isl.variable-intervention.v1")]
public readonly record struct VariableIntervention(
    [property: Id(0)] string Variable,
    [property: Id(1)] InterventionKind Kind,
    [property: Id(2)] double Value);

/// <summary>Interventions on distinct variables, in ordinal order of their names; made by <see cref="Of"/>.</summary>
[GenerateSerializer, Immutable, Alias("isl.intervention.v1")]
public sealed record Intervention
{
    private Intervention(ImmutableArray<VariableIntervention> changes) => Changes = changes;

    /// <summary>Nothing is changed: the model as it is.</summary>
    public static Intervention None { get; } = new([]);

    /// <summary>The changes, by variable in ordinal order.</summary>
    [Id(0)]
    public ImmutableArray<VariableIntervention> Changes { get; private init; }

    /// <summary>Canonical form of changes given in any order.</summary>
    /// <param name="changes">At most one for each variable.</param>
    /// <param name="path">JSON pointer to the intervention, for errors.</param>
    /// <exception cref="InputException">A value is not finite, or a variable occurs twice.</exception>
    public static Intervention Of(IEnumerable<VariableIntervention> changes, string path = "/intervention")
    {
        var sorted = changes
            .Select(change => change with { Value = change.Value + 0.0 })
            .OrderBy(change => change.Variable, StringComparer.Ordinal)
            .ToImmutableArray();
        for (var i = 0; i < sorted.Length; i++)
        {
            if (!double.IsFinite(sorted[i].Value))
            {
                throw new InputException(
                    $"{path}/{sorted[i].Variable}",
                    $"The intervention on '{sorted[i].Variable}' is {sorted[i].Value}; give a finite number.");
            }

            if (i > 0 && sorted[i].Variable == sorted[i - 1].Variable)
            {
                throw new InputException($"{path}/{sorted[i].Variable}", $"'{sorted[i].Variable}' is changed twice; keep one of the two.");
            }
        }

        return new Intervention(sorted);
    }

    /// <summary>Both interventions at once, or null where they change the same variable.</summary>
    public Intervention? With(Intervention other) =>
        Changes.Any(change => other.Changes.Any(second => second.Variable == change.Variable))
            ? null
            : new Intervention([.. Changes.Concat(other.Changes).OrderBy(change => change.Variable, StringComparer.Ordinal)]);

    /// <inheritdoc/>
    public bool Equals(Intervention? other) => other is not null && Changes.AsSpan().SequenceEqual(other.Changes.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Changes.Aggregate(Changes.Length, HashCode.Combine);
}
