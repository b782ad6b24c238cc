using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>What a query asks for, as text.</summary>
internal static class EffectText
{
    /// <summary>Such as <c>P(Y | do(X), Z)</c>.</summary>
    public static string Of(CausalQuery query) =>
        $"P({string.Join(", ", query.Outcomes)} | do({string.Join(", ", query.Treatments)}){string.Concat(query.Conditions.Select(name => ", " + name))})";

    /// <summary>Names in a sentence: <c>A and B</c>.</summary>
    public static string Join(ImmutableArray<string> names) =>
        names.Length <= 2 ? string.Join(" and ", names) : $"{string.Join(", ", names[..^1])} and {names[^1]}";
}
