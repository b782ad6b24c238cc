using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Grains.Validation;

/// <summary>The independences that a graph is tested by.</summary>
internal static class LocalIndependences
{
    private const int Most = 2000;

    /// <summary>Steps that testing them may take: some tenths of a second.</summary>
    private const double MostWork = 1e9;

    /// <summary>
    /// Without hidden causes, each node and each earlier node that is no parent, given the parents (the pairwise Markov property, from which all
    /// others follow); else one for every minimal separator of every missing edge.
    /// </summary>
    public static List<Implication> Of(CausalGraph graph, CausalDiagram diagram, WorkBudget budget)
    {
        if (graph.Bidirected.Length > 0 || graph.Latent.Length > 0 || graph.Selected.Length > 0)
        {
            return TestableImplications.List(diagram, Most, budget).Implications;
        }

        var order = diagram.TopologicalOrder();
        var (found, work) = (new List<Implication>(), 0.0);
        for (var i = 0; i < order.Length && found.Count < Most; i++)
        {
            int[] parents = [.. diagram.Parents(order[i]).ToArray().Order()];
            for (var j = 0; j < i && found.Count < Most && work < MostWork; j++)
            {
                if (!parents.Contains(order[j]))
                {
                    work += Math.Pow(parents.Length + 2, 3);
                    found.Add(new Implication(Math.Min(order[i], order[j]), Math.Max(order[i], order[j]), parents));
                }
            }
        }

        return found;
    }
}
