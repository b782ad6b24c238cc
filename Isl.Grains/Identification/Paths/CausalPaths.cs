using System.Numerics;
using Isl.Grains.GraphCore;

namespace Isl.Grains.Identification.Paths;

/// <summary>What can be said of all causal paths at once, without listing them. Linear in the graph.</summary>
internal static class CausalPaths
{
    /// <summary>Largest count that is told, in bits: a little over a thousand decimal digits.</summary>
    private const int MaxBits = 3_330;

    /// <summary>
    /// How many directed paths lead from a treatment to a first outcome, through no other treatment; null when the count is beyond a thousand digits.
    /// </summary>
    /// <remarks>Counts add up along the edges in topological order. At most 420 bytes a node.</remarks>
    public static BigInteger? Count(CausalDiagram diagram, int[] treatments, int[] outcomes)
    {
        var isTreatment = diagram.Flags(treatments);
        var isOutcome = diagram.Flags(outcomes);
        var useful = Between(diagram, treatments, outcomes);
        var ways = new BigInteger[diagram.Count];
        var total = BigInteger.Zero;
        foreach (var node in diagram.TopologicalOrder())
        {
            if (!useful[node])
            {
                continue;
            }

            var here = isTreatment[node] ? BigInteger.One : ways[node];
            if (isOutcome[node])
            {
                total += here;
            }
            else
            {
                foreach (var child in diagram.Children(node))
                {
                    if (useful[child] && !isTreatment[child])
                    {
                        ways[child] += here;
                    }
                }
            }

            if (here.GetBitLength() > MaxBits)
            {
                return null;
            }
        }

        return total.GetBitLength() > MaxBits ? null : total;
    }

    /// <summary>Inner nodes that every causal path runs through, ascending; none where there is no causal path.</summary>
    /// <remarks>
    /// With all nodes of causal paths laid out in topological order, a path avoids a node exactly when one of its edges jumps over it, and every
    /// edge between such nodes is on a path. So one sweep with the farthest reach so far finds them.
    /// </remarks>
    public static List<int> CriticalNodes(CausalDiagram diagram, int[] treatments, int[] outcomes)
    {
        var isTreatment = diagram.Flags(treatments);
        var isOutcome = diagram.Flags(outcomes);
        var useful = Between(diagram, treatments, outcomes);
        int[] order = [.. diagram.TopologicalOrder().Where(node => useful[node] && !isTreatment[node] && !isOutcome[node])];
        var position = new int[diagram.Count];
        Array.Fill(position, order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            position[order[i]] = i;
        }

        var reach = -1;
        foreach (var treatment in treatments)
        {
            Extend(treatment);
        }

        var critical = new List<int>();
        for (var i = 0; i < order.Length; i++)
        {
            if (reach <= i)
            {
                critical.Add(order[i]);
            }

            Extend(order[i]);
        }

        critical.Sort();
        return critical;

        void Extend(int node)
        {
            foreach (var child in useful[node] ? diagram.Children(node) : [])
            {
                if (useful[child] && !isTreatment[child])
                {
                    reach = Math.Max(reach, position[child]);
                }
            }
        }
    }

    /// <summary>Nodes on some directed path from a treatment to a first outcome that meets no other treatment, ends included.</summary>
    private static bool[] Between(CausalDiagram diagram, int[] treatments, int[] outcomes)
    {
        var isTreatment = diagram.Flags(treatments);
        var isOutcome = diagram.Flags(outcomes);
        var below = Walk(treatments, down: true);
        var above = Walk(outcomes, down: false);
        for (var node = 0; node < diagram.Count; node++)
        {
            below[node] &= above[node];
        }

        return below;

        bool[] Walk(int[] from, bool down)
        {
            var (own, other) = down ? (isTreatment, isOutcome) : (isOutcome, isTreatment);
            var reached = diagram.Flags(from);
            var stack = new Stack<int>(from);
            while (stack.TryPop(out var node))
            {
                foreach (var next in down ? diagram.Children(node) : diagram.Parents(node))
                {
                    if (!reached[next] && !own[next])
                    {
                        reached[next] = true;
                        if (!other[next])
                        {
                            stack.Push(next);
                        }
                    }
                }
            }

            return reached;
        }
    }
}
