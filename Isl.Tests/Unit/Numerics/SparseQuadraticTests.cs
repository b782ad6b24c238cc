using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Numerics;

public sealed class SparseQuadraticTests
{
    private const int D = 30;
    private const int Free = 3;
    private const int Held = 7;

    private static WorkBudget Budget => WorkBudget.Until(TestContext.Current.CancellationToken);

    [Fact]
    public void Minimise_ColumnsOfManyScales_MeetsTheConditionsOfAMinimum()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var gram = Gram(random);
            var (linear, diagonal, penalty) = Terms(random, gram);
            var rows = new SparseQuadratic(gram, D);
            var u = new double[D];
            for (var i = 0; seed % 2 == 0 && i < D; i++)
            {
                u[i] = i == Held ? 0 : random.NextDouble() - 0.5;
            }

            Assert.True(rows.Minimise(linear, diagonal, penalty, u, Budget));

            Assert.Equal(0, u[Held]);
            Assert.InRange(u.Count(value => value == 0), 2, D - 2);
            for (var i = 0; i < D; i++)
            {
                var slope = linear[i] + (diagonal[i] * u[i]) + Enumerable.Range(0, D).Sum(k => gram[(i * D) + k] * u[k]);
                var scale = 1e-6 * Math.Max(penalty[i], Math.Abs(linear[i]));
                if (u[i] != 0)
                {
                    Assert.InRange(slope + (penalty[i] * Math.Sign(u[i])), -scale, scale);
                }
                else
                {
                    Assert.True(Math.Abs(slope) <= penalty[i] + scale);
                }
            }
        }
    }

    [Fact]
    public void Give_AfterAMinimum_IsHowFarItMovesAgainstASlope()
    {
        const double Push = 1e-6;
        var random = new Random(5);
        var gram = Gram(random);
        var (linear, diagonal, penalty) = Terms(random, gram);
        var rows = new SparseQuadratic(gram, D);
        var (before, after) = (new double[D], new double[D]);
        var along = Enumerable.Range(0, D).Select(_ => random.NextDouble()).ToArray();

        rows.Minimise(linear, diagonal, penalty, before, Budget);
        var give = rows.Give(along);
        rows.Minimise([.. linear.Select((value, i) => value + (Push * along[i]))], diagonal, penalty, after, Budget);

        Assert.Equal(before.Select(Math.Sign), after.Select(Math.Sign));
        var moved = Enumerable.Range(0, D).Sum(i => along[i] * (before[i] - after[i])) / Push;
        Assert.True(give > 0);
        Assert.Equal(moved, give, 1e-4 * give);
    }

    [Fact]
    public void Minimise_Cancelled_Throws()
    {
        var rows = new SparseQuadratic([1], 1);

        Assert.Throws<OperationCanceledException>(() => rows.Minimise([-2], [0], [1], new double[1], WorkBudget.Until(new CancellationToken(true))));
    }

    private static double[] Gram(Random random)
    {
        var data = Enumerable.Range(0, 2 * D).Select(_ => Row()).ToArray();
        return [.. from i in Enumerable.Range(0, D) from j in Enumerable.Range(0, D) select data.Sum(row => row[i] * row[j]) / data.Length];

        double[] Row()
        {
            var shared = random.NextDouble() - 0.5;
            return [.. Enumerable.Range(0, D).Select(i => (shared + random.NextDouble() - 0.5) * Math.Pow(10, i % 4))];
        }
    }

    private static (double[] Linear, double[] Diagonal, double[] Penalty) Terms(Random random, double[] gram)
    {
        var scale = Enumerable.Range(0, D).Select(i => Math.Sqrt(gram[i * (D + 1)])).ToArray();
        var penalty = scale.Select(value => 0.4 * value * random.NextDouble()).ToArray();
        (penalty[Free], penalty[Held]) = (0, double.PositiveInfinity);
        return (
            [.. scale.Select(value => value * (random.NextDouble() - 0.5))],
            [.. scale.Select(value => random.Next(2) * value * value * random.NextDouble())],
            penalty);
    }
}
