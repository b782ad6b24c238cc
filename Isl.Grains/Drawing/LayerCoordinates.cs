namespace Isl.Grains.Drawing;

/// <summary>Heights of vertices within ordered layers: near their neighbours, in order, and apart.</summary>
/// <remarks>
/// Each layer in turn is placed optimally against its neighbours: the weighted least squares of wanted and actual heights under the order and the
/// distances is an isotonic regression, solved by pooling adjacent violators (Barlow et al. 1972). Chains of dummies weigh most, so that
/// long edges run straight (priorities as in Gansner et al. 1993, section 4).
/// </remarks>
internal static class LayerCoordinates
{
    private const int Sweeps = 40;
    private const int FinalSweeps = 12;
    private const double NodeGap = 26;
    private const double DummyGap = 14;

    /// <summary>Height of every vertex.</summary>
    public static double[] Assign(Layers layers)
    {
        var y = new double[layers.Vertices];
        foreach (var order in layers.Order)
        {
            var offsets = Offsets(layers, order);
            for (var i = 0; i < order.Count; i++)
            {
                y[order[i]] = offsets[i] - (offsets[^1] / 2);
            }
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
        {
            var rightwards = sweep % 2 == 0;
            for (var i = 0; i < layers.Count; i++)
            {
                Place(layers, layers.Order[rightwards ? i : layers.Count - 1 - i], rightwards, bothSides: sweep >= Sweeps - FinalSweeps, y);
            }
        }

        return y;
    }

    private static void Place(Layers layers, List<int> order, bool rightwards, bool bothSides, double[] y)
    {
        if (order.Count == 0)
        {
            return;
        }

        var offsets = Offsets(layers, order);
        var blocks = new Stack<(double Sum, double Weight, int Count)>();
        for (var i = 0; i < order.Count; i++)
        {
            var (wanted, weight) = Wanted(layers, order[i], rightwards, bothSides, y);
            var block = (Sum: (wanted - offsets[i]) * weight, Weight: weight, Count: 1);
            while (blocks.TryPeek(out var above) && above.Sum / above.Weight >= block.Sum / block.Weight)
            {
                blocks.Pop();
                block = (above.Sum + block.Sum, above.Weight + block.Weight, above.Count + block.Count);
            }

            blocks.Push(block);
        }

        var at = order.Count;
        foreach (var (sum, weight, count) in blocks)
        {
            for (var k = 0; k < count; k++)
            {
                at--;
                y[order[at]] = (sum / weight) + offsets[at];
            }
        }
    }

    private static (double Wanted, double Weight) Wanted(Layers layers, int vertex, bool rightwards, bool bothSides, double[] y)
    {
        // Where a vertex stands now counts a little: without neighbours it stays.
        var (sum, weight) = (0.05 * y[vertex], 0.05);
        foreach (var before in new[] { true, false })
        {
            if (bothSides || before == rightwards)
            {
                foreach (var near in layers.Neighbours(vertex, before))
                {
                    var dummies = (layers.IsDummy(vertex) ? 1 : 0) + (layers.IsDummy(near) ? 1 : 0);
                    var pull = dummies switch { 0 => 1.0, 1 => 2.0, _ => 8.0 };
                    sum += pull * y[near];
                    weight += pull;
                }
            }
        }

        return (sum / weight, weight);
    }

    /// <summary>Heights of a layer's vertices when packed as tightly as allowed, the first at 0.</summary>
    private static double[] Offsets(Layers layers, List<int> order)
    {
        var offsets = new double[order.Count];
        for (var i = 1; i < order.Count; i++)
        {
            var gap = layers.IsDummy(order[i]) || layers.IsDummy(order[i - 1]) ? DummyGap : NodeGap;
            offsets[i] = offsets[i - 1] + ((layers.Height[order[i - 1]] + layers.Height[order[i]]) / 2) + gap;
        }

        return offsets;
    }
}
