using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>What prior knowledge says about the order of the variables.</summary>
/// <remarks>
/// The edges that knowledge allows, read as a graph, have strong components. No edge leads back from a later one to an earlier one, so every
/// DAG that honours the knowledge has an order in which the components stand one after the other: with tiers, the tiers. Within its component
/// a variable stands behind its required parents.
/// </remarks>
internal sealed class OrderRules
{
    private readonly EdgeConstraints _constraints;
    private readonly int[] _block;
    private readonly int[][] _blocks;

    /// <summary>Reads the knowledge.</summary>
    public OrderRules(EdgeConstraints constraints)
    {
        _constraints = constraints;
        var d = constraints.Order;
        var targets = new List<int>(d * d);
        var starts = new int[d + 1];
        for (var from = 0; from < d; from++)
        {
            targets.AddRange(Enumerable.Range(0, d).Where(to => !constraints.IsForbidden(from, to)));
            starts[from + 1] = targets.Count;
        }

        var components = new StrongComponents(d);
        components.Find(starts, [.. targets]);
        _block = new int[d];
        _blocks = new int[components.Count][];
        for (var component = 0; component < components.Count; component++)
        {
            // Tarjan finds a component after all that it leads to.
            var block = components.Count - 1 - component;
            _blocks[block] = [.. components.Members(component)];
            foreach (var member in _blocks[block])
            {
                _block[member] = block;
            }
        }
    }

    /// <summary>The order that follows a wish as far as the rules allow.</summary>
    /// <param name="wish">All variables.</param>
    public int[] Order(ReadOnlySpan<int> wish)
    {
        var place = new int[wish.Length];
        for (var at = 0; at < wish.Length; at++)
        {
            place[wish[at]] = at;
        }

        return [.. _blocks.SelectMany(block => Sorted([.. block.OrderBy(variable => place[variable])], _constraints.IsRequired))];
    }

    /// <summary>Sorts variables so that none stands before one that must precede it; of those that are free, the first wished goes first.</summary>
    /// <param name="wish">The variables, consumed.</param>
    /// <param name="precedes">Must the first variable stand before the second? Acyclic.</param>
    public static List<int> Sorted(List<int> wish, Func<int, int, bool> precedes)
    {
        var order = new List<int>(wish.Count);
        while (wish.Count > 0)
        {
            var next = wish.FindIndex(variable => !wish.Exists(other => precedes(other, variable)));
            order.Add(wish[next]);
            wish.RemoveAt(next);
        }

        return order;
    }

    /// <summary>Where in an order a variable may stand, the others staying as they are.</summary>
    /// <param name="order">An order that keeps the rules.</param>
    /// <param name="at">Where the variable is.</param>
    /// <returns>The first and the last position.</returns>
    public (int First, int Last) Range(ReadOnlySpan<int> order, int at)
    {
        var variable = order[at];
        var (first, last) = (at, at);
        while (first > 0 && _block[order[first - 1]] == _block[variable] && !_constraints.IsRequired(order[first - 1], variable))
        {
            first--;
        }

        while (last < order.Length - 1 && _block[order[last + 1]] == _block[variable] && !_constraints.IsRequired(variable, order[last + 1]))
        {
            last++;
        }

        return (first, last);
    }
}
