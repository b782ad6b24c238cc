namespace Isl.Grains.Identification.Id;

/// <summary>Cancels what stands as a factor of a product and below the line of another factor.</summary>
internal static class FormulaCancelling
{
    /// <summary>The product without such pairs. Where everything would cancel, nothing does: an empty product has no formula.</summary>
    public static List<Formula> Cancelled(ReadOnlySpan<Formula> factors)
    {
        List<Formula> items = [.. factors];
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is not QuotientFormula quotient)
            {
                continue;
            }

            List<Formula> below = [.. quotient.Denominator];
            var others = items.Where((_, at) => at != i).ToList();
            var removed = below.RemoveAll(
                divisor => others.FindIndex(other => Formula.Same(other, divisor)) is var at && at >= 0 && RemoveAt(others, at));
            if (removed == 0)
            {
                continue;
            }

            items = [.. others, .. below.Count == 0 ? quotient.Numerator : [new QuotientFormula(quotient.Numerator, [.. below])]];
            i = -1; // every pass takes a divisor away, so this ends
        }

        return items;
    }

    private static bool RemoveAt(List<Formula> items, int at)
    {
        items.RemoveAt(at);
        return true;
    }
}
