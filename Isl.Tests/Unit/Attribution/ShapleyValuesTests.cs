using Isl.Grains.Attribution;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Attribution;

public sealed class ShapleyValuesTests
{
    [Fact]
    public void Exact_AnyGame_IsTheMeanOverAllOrders()
    {
        var random = new Random(1);
        var worths = Enumerable.Range(0, 16).Select(_ => random.NextDouble()).ToArray();

        var values = ShapleyValues.Exact(4, worths);

        var orders = Orders([0, 1, 2, 3]).ToList();
        for (var player = 0; player < 4; player++)
        {
            var gain = orders.Average(order =>
            {
                var before = order.TakeWhile(other => other != player).Sum(other => 1 << other);
                return worths[before | (1 << player)] - worths[before];
            });
            Assert.Equal(gain, values[player], 1e-12);
            Assert.Equal(gain, Enumerable.Range(0, 16).Sum(set => ShapleyValues.FactorOf(4, player, set) * worths[set]), 1e-12);
        }

        Assert.Equal(worths[15] - worths[0], values.Sum(), 1e-12);
    }

    [Fact]
    public void Sampled_AdditiveGame_IsExactAndSumsUp()
    {
        var random = new CounterRandom(1, 2);

        var (values, errors, orders) = ShapleyValues.Sampled(
            5, inside => inside.Select((one, at) => one ? at + 1 : 0).Sum(), 10, random, default);

        Assert.Equal([1, 2, 3, 4, 5], values);
        Assert.All(errors, error => Assert.Equal(0, error, 1e-12));
        Assert.Equal(20, orders);
    }

    private static IEnumerable<int[]> Orders(int[] players) => players.Length == 0
        ? [[]]
        : players.SelectMany(first => Orders([.. players.Where(other => other != first)]).Select(rest => (int[])[first, .. rest]));
}
