namespace Isl.Grains.Drawing;

/// <summary>Orders the vertices within layers so that few edges cross.</summary>
/// <remarks>
/// Source: barycentre sweeps (Sugiyama, Tagawa &amp; Toda 1981), then swaps of neighbours (Gansner et al. 1993, section 3); crossings counted as
/// inversions (Barth, Jünger &amp; Mutzel 2002).
/// </remarks>
internal static class LayerOrder
{
    private const int Sweeps = 24;
    private const int SwapRounds = 8;

    /// <summary>Most work spent on swaps, in compared pairs of neighbours.</summary>
    private const int MaxSwapWork = 4_000_000;

    /// <summary>Reorders the layers in place.</summary>
    public static void Reduce(Layers layers)
    {
        var position = new double[layers.Vertices];
        Number(layers, position);
        var best = Copy(layers);
        var fewest = Crossings(layers, position);
        for (var sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            var rightwards = sweep % 2 == 0;
            for (var i = 1; i < layers.Count; i++)
            {
                SortByBarycentre(layers, rightwards ? i : layers.Count - 1 - i, rightwards, position);
            }

            var crossings = Crossings(layers, position);
            if (crossings < fewest)
            {
                (fewest, best) = (crossings, Copy(layers));
            }
        }

        for (var layer = 0; layer < layers.Count; layer++)
        {
            layers.Order[layer].Clear();
            layers.Order[layer].AddRange(best[layer]);
        }

        Number(layers, position);
        Swap(layers, position);
    }

    private static void SortByBarycentre(Layers layers, int layer, bool before, double[] position)
    {
        var order = layers.Order[layer];
        var sorted = order
            .Select(vertex => (
                Vertex: vertex,
                At: layers.Neighbours(vertex, before) is { Count: > 0 } near ? near.Average(one => position[one]) : position[vertex]))
            .OrderBy(one => one.At)
            .Select(one => one.Vertex)
            .ToList();
        order.Clear();
        order.AddRange(sorted);
        Number(order, position);
    }

    /// <summary>Swaps neighbours while that removes crossings.</summary>
    private static void Swap(Layers layers, double[] position)
    {
        var work = 0;
        for (var round = 0; round < SwapRounds; round++)
        {
            var better = false;
            foreach (var order in layers.Order)
            {
                for (var i = 0; i + 1 < order.Count && work < MaxSwapWork; i++)
                {
                    var (a, b) = (order[i], order[i + 1]);
                    var (asIs, swapped) = (0, 0);
                    foreach (var before in new[] { true, false })
                    {
                        foreach (var p in layers.Neighbours(a, before))
                        {
                            foreach (var q in layers.Neighbours(b, before))
                            {
                                work++;
                                asIs += position[p] > position[q] ? 1 : 0;
                                swapped += position[p] < position[q] ? 1 : 0;
                            }
                        }
                    }

                    if (swapped < asIs)
                    {
                        (order[i], order[i + 1]) = (b, a);
                        (position[a], position[b]) = (position[b], position[a]);
                        better = true;
                    }
                }
            }

            if (!better)
            {
                return;
            }
        }
    }

    private static long Crossings(Layers layers, double[] position)
    {
        var crossings = 0L;
        for (var layer = 1; layer < layers.Count; layer++)
        {
            // Read from top to bottom, an inversion among the ends in the layer before is a crossing; a Fenwick tree counts them.
            var tree = new int[layers.Order[layer - 1].Count + 1];
            var seen = 0;
            foreach (var vertex in layers.Order[layer])
            {
                var ends = layers.Neighbours(vertex, before: true);
                foreach (var end in ends)
                {
                    crossings += seen - SumUpTo(tree, (int)position[end] + 1);
                }

                foreach (var end in ends)
                {
                    seen++;
                    for (var i = (int)position[end] + 1; i < tree.Length; i += i & -i)
                    {
                        tree[i]++;
                    }
                }
            }
        }

        return crossings;
    }

    private static int SumUpTo(int[] tree, int index)
    {
        var sum = 0;
        for (var i = index; i > 0; i -= i & -i)
        {
            sum += tree[i];
        }

        return sum;
    }

    private static List<int>[] Copy(Layers layers) => [.. layers.Order.Select(order => order.ToList())];

    private static void Number(Layers layers, double[] position)
    {
        foreach (var order in layers.Order)
        {
            Number(order, position);
        }
    }

    private static void Number(List<int> order, double[] position)
    {
        for (var i = 0; i < order.Count; i++)
        {
            position[order[i]] = i;
        }
    }
}
