using System.Collections.Immutable;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Effects.Planning;

/// <summary>The variables of a formula.</summary>
internal static class FormulaNames
{
    /// <summary>All of them, in ordinal order.</summary>
    public static ImmutableArray<string> Of(Estimand formula)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Collect(formula, names);
        return [.. names];
    }

    private static void Collect(Estimand formula, SortedSet<string> names)
    {
        names.UnionWith(formula.P?.Of ?? []);
        names.UnionWith(formula.P?.Given ?? []);
        names.UnionWith(formula.Sum?.Over ?? []);
        Estimand?[] parts = [formula.Sum?.Of, .. formula.Product ?? [], formula.Quotient?.Num, formula.Quotient?.Den];
        foreach (var part in parts)
        {
            if (part is not null)
            {
                Collect(part, names);
            }
        }
    }
}
