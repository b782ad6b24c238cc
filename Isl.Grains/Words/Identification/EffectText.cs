using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Words.Identification;

/// <summary>What a query asks for, as a formula.</summary>
internal static class EffectText
{
    /// <summary>Such as <c>P(Y | do(X), Z)</c>.</summary>
    public static string Of(CausalQuery query) =>
        $"P({List(query.Outcomes)} | do({List(query.Treatments)}){string.Concat(query.Conditions.Select(name => ", " + NameText.InFormula(name)))})";

    private static string List(IEnumerable<string> names) => string.Join(", ", names.Select(NameText.InFormula));
}
