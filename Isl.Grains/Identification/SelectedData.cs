using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>Which formulas can be evaluated on selected data.</summary>
internal static class SelectedData
{
    /// <summary>
    /// Is every distribution in a formula the same in the selected data as in the population? P(A | B) is where A and selection are m-separated by B.
    /// </summary>
    /// <remarks>Source: Bareinboim, Tian &amp; Pearl (2014), "Recovering from selection bias in causal and statistical inference", theorem
    /// 1.</remarks>
    public static bool Gives(Estimand? estimand, CausalGraph graph, CausalDiagram diagram)
    {
        if (diagram.Selected.Length == 0)
        {
            return true;
        }

        return estimand switch
        {
            null => false,
            { P: { } p } => DSeparation.IsSeparated(diagram, Nodes(p.Of), diagram.Selected, Nodes(p.Given)),
            { Sum: { } sum } => Gives(sum.Of, graph, diagram),
            { Quotient: { } quotient } => Gives(quotient.Num, graph, diagram) && Gives(quotient.Den, graph, diagram),
            _ => estimand.Product!.Value.All(factor => Gives(factor, graph, diagram)),
        };

        int[] Nodes(IEnumerable<string> names) => [.. names.Select(graph.IndexOf)];
    }
}
