using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Criteria;

/// <summary>Whether selection keeps an adjustment from giving the effect in the whole population.</summary>
/// <remarks>
/// Source: Correa &amp; Bareinboim (2017), "Causal effect identification by adjustment under confounding and selection biases", definition 4 (the
/// generalised adjustment criterion of type 1, which needs no data but the selected ones). Its conditions (a) and (b) are about the set, and are
/// those of
/// the adjustment criterion with the selected nodes conditioned on besides; (c) and (d), which are here, are about the graph alone.
/// </remarks>
internal static class SelectionBias
{
    /// <summary>Is no set an adjustment set in the selected data?</summary>
    public static bool BarsAdjustment(CausalDiagram diagram, int[] treatments, int[] outcomes)
    {
        if (diagram.Selected.Length == 0)
        {
            return false;
        }

        // (c): given the treatments the outcomes do not depend on selection once the treatments are set.
        var isTreatment = diagram.Flags(treatments);
        if (!DSeparation.IsSeparated(diagram.WithoutIncoming(isTreatment), outcomes, diagram.Selected, treatments))
        {
            return true;
        }

        // (d): a treatment that affects selection is not confounded with the outcomes.
        var affects = diagram.Ancestors(diagram.Selected);
        var withoutEffects = diagram.WithoutOutgoing(isTreatment);
        return Array.Exists(treatments, node => affects[node] && !DSeparation.IsSeparated(withoutEffects, [node], outcomes, []));
    }

    /// <summary>Does an outcome affect selection? Then no method recovers the effect from the selected data.</summary>
    public static bool IsOutcomeSelected(CausalDiagram diagram, int[] outcomes)
    {
        var above = diagram.Ancestors(diagram.Selected);
        return Array.Exists(outcomes, node => above[node]);
    }
}
