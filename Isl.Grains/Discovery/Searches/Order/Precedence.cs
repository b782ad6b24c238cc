using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>What prior knowledge says about the causal order.</summary>
internal static class Precedence
{
    /// <summary>
    /// Groups of variables, causes before effects: no path of allowed edges leads from a group to an earlier one, while within a group every
    /// variable may still cause every other. So nothing is lost by ordering group after group. Without forbidden edges there is one group.
    /// </summary>
    /// <returns>The groups, each ascending; among those whose order is free, in the order of the components found.</returns>
    public static List<int[]> Groups(EdgeConstraints constraints)
    {
        var d = constraints.Order;
        var starts = new int[d + 1];
        var targets = new List<int>();
        for (var i = 0; i < d; i++)
        {
            starts[i] = targets.Count;
            targets.AddRange(Enumerable.Range(0, d).Where(j => !constraints.IsForbidden(i, j)));
        }

        starts[d] = targets.Count;
        var components = new StrongComponents(d);
        components.Find(starts, targets.ToArray());
        var groups = new List<int[]>();

        // Tarjan's algorithm closes a component after all those it reaches.
        for (var component = components.Count - 1; component >= 0; component--)
        {
            groups.Add([.. components.Members(component).ToArray().Order()]);
        }

        return groups;
    }
}
