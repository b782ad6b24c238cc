using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>What a query asks for, as a formula.</summary>
internal static class EffectText
{
    /// <summary>Such as <c>P(Y | do(X), Z)</c>.</summary>
    public static string Of(CausalQuery query) =>
        $"P({string.Join(", ", query.Outcomes)} | do({string.Join(", ", query.Treatments)})"
        + $"{string.Concat(query.Conditions.Select(name => ", " + name))})";
}
