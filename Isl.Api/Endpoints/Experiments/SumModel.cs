using System.Collections.Immutable;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>The model of beliefs without equations: the outcome is the sum of parameter times variable.</summary>
internal static class SumModel
{
    /// <summary>Makes it.</summary>
    /// <param name="beliefs">The parameters.</param>
    /// <param name="bound">The variable of each.</param>
    /// <param name="target">The outcome.</param>
    public static StructuralModel Of(ImmutableArray<ExogenousQuantity> beliefs, IReadOnlyList<VariableName> bound, string target) => new()
    {
        Variables = [.. bound.Select(pair => pair.Variable).Order(StringComparer.Ordinal), target],
        Equations =
        [
            new StructuralEquation(
                target,
                string.Join(
                    " + ", bound.OrderBy(pair => pair.Variable, StringComparer.Ordinal).Select(pair => $"`{pair.Parameter}` * `{pair.Variable}`")),
                null) { IsText = true },
        ],
        Distributions = beliefs,
        Values = [],
    };
}
