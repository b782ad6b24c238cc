using System.Runtime.InteropServices;
using Isl.Grains.Data;
using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class BootstrapTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Fact]
    public void Counts_AreMultinomialAndDifferByResample()
    {
        const int rows = 2000;
        var sums = new double[rows];
        var (zeros, resamples) = (0, 200);
        for (var b = 0; b < resamples; b++)
        {
            var counts = BootstrapRows.Counts(7, b, rows);
            Assert.Equal(rows, counts.Sum());
            zeros += counts.Count(count => count == 0);
            for (var i = 0; i < rows; i++)
            {
                sums[i] += counts[i];
            }
        }

        // A row is missing with probability (1 − 1/n)ⁿ; its mean count is 1 with variance 1 − 1/n.
        Assert.Equal(Math.Pow(1 - (1.0 / rows), rows), zeros / (double)(rows * resamples), 0.003);
        Assert.Equal(1, sums.Sum(sum => (sum - resamples) * (sum - resamples)) / rows / resamples, 0.15);
        Assert.Equal(BootstrapRows.Counts(7, 3, rows), BootstrapRows.Counts(7, 3, rows));
        Assert.NotEqual(BootstrapRows.Counts(7, 3, rows), BootstrapRows.Counts(8, 3, rows));
    }

    [Fact]
    public void Resampled_Moments_AreThoseOfTheRowsTaken()
    {
        var data = TestData.Chain(700, 5, 2);
        var counts = BootstrapRows.Counts(1, 4, data.Rows);

        var fast = DatasetMoments.Resampled(data, counts, DatasetMoments.Of(data, Test), Test);
        var slow = DatasetMoments.Of(BootstrapRows.Take(data, counts), Test);

        for (var i = 0; i < 25; i++)
        {
            Assert.Equal(slow.Covariance[i], fast.Covariance[i], 1e-12);
        }
    }

    [Fact]
    public void Moments_AreThoseOfTheDefinition()
    {
        var data = TestData.Chain(1300, 3, 5);
        var moments = DatasetMoments.Of(data, Test);
        for (var i = 0; i < 3; i++)
        {
            for (var j = 0; j < 3; j++)
            {
                var (a, b) = (data.Column(i).ToArray(), data.Column(j).ToArray());
                var expected = a.Zip(b, (x, y) => (x - a.Average()) * (y - b.Average())).Average();
                Assert.Equal(expected, moments.Covariance[(i * 3) + j], 1e-12);
            }
        }
    }

    [Fact]
    public void Run_AnyChunking_GivesTheSameCounts()
    {
        var data = TestData.Chain(120, 4, 8);
        var question = new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Pc, CiTest = CiTest.FisherZ };
        var whole = Tally(Chunk(0, 30));
        var parts = Tally(Chunk(17, 13), Chunk(0, 5), Chunk(5, 12));

        Assert.Equal(30, whole.Done);
        Assert.Equal(whole.Shares(whole.Share), parts.Shares(parts.Share));
        Assert.Equal(whole.Shares(whole.Adjacency), parts.Shares(parts.Adjacency));

        ResampleCounts Chunk(int first, int count)
        {
            var moments = DatasetMoments.Of(data, Test);
            var covariances = Bootstrap.Covariances(data, moments, 11, first, count, Test);
            return Bootstrap.Run(
                new ResampleChunk(question, data.Variables, "", data.Rows, 11, first, count, covariances, 10),
                null,
                WorkBudget.Until(Test));
        }

        ResampleTally Tally(params ResampleCounts[] chunks)
        {
            var tally = new ResampleTally(4);
            Array.ForEach(chunks, tally.Add);
            return tally;
        }
    }

    [Fact]
    public void Run_ByDataOrByMoments_GivesTheSameCounts()
    {
        var data = TestData.Chain(150, 4, 9);
        var question = new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Ges };
        var chunk = new ResampleChunk(question, data.Variables, "", data.Rows, 3, 0, 20, default, 10);

        var byData = Bootstrap.Run(chunk, data, WorkBudget.Until(Test));
        var byMoments = Bootstrap.Run(
            chunk with
            {
                Covariances = Bootstrap.Covariances(data, DatasetMoments.Of(data, Test), 3, 0, 20, Test),
            },
            null,
            WorkBudget.Until(Test));

        Assert.Equal(byData.Adjacent.ToArray(), byMoments.Adjacent.ToArray());
        Assert.Equal(byData.Directed.ToArray(), byMoments.Directed.ToArray());
    }

    [Fact]
    public void Run_RareValue_ResamplesWithoutItAreLeftOut()
    {
        // A column that is constant but for one row: a resample misses that row with probability 0.36.
        var rare = new double[60];
        rare[7] = 1;
        var other = Enumerable.Range(0, 60).Select(i => Math.Sin(i)).ToArray();
        var data = new Dataset(["A", "B"], 60, [.. rare, .. other]);
        var chunk = new ResampleChunk(
            new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Notears },
            data.Variables,
            "",
            60,
            5,
            0,
            50,
            default,
            10);

        var counts = Bootstrap.Run(chunk, data, WorkBudget.Until(Test));

        Assert.InRange(counts.Unusable, 8, 30);
        Assert.Equal(50, counts.Done + counts.Unusable);
    }

    [Fact]
    public void Run_SpentBudget_ReturnsWhatIsDone()
    {
        var data = TestData.Chain(60, 3, 1);
        using var spent = new CancellationTokenSource();
        spent.Cancel();

        var counts = Bootstrap.Run(
            new ResampleChunk(new DiscoveryQuestion(), data.Variables, "", 60, 5, 0, 50, default, 10),
            data,
            new WorkBudget(spent.Token, Test));

        Assert.Equal(0, counts.Done);
    }

    [Fact]
    public void Compute_Bootstrap_SharesAreConsistent()
    {
        var data = TestData.Chain(400, 4, 12);
        var result = DiscoveryAnswer.Compute(
            data,
            new DiscoveryQuestion
            {
                Algorithm = DiscoveryAlgorithm.Pc,
                Bootstrap = 60,
                Seed = 2,
            },
            30,
            WorkBudget.Until(Test));

        Assert.Equal((60, 60), (result.Diagnostics.BootstrapRequested, result.Diagnostics.BootstrapDone));
        Assert.Equal(2, result.Seed);
        Assert.All(result.EdgesDetail, edge =>
        {
            var support = edge.Support!;
            Assert.InRange(edge.Confidence!.Value, 0.3, support.Forward + (0.5 * support.Undirected)); // never more than the resamples hold
            Assert.InRange(support.Forward + support.Backward + support.Undirected, 0, support.Adjacent + 1e-5);
            Assert.InRange(support.Adjacent, 0.95, 1);
        });
        Assert.Equal(result.EdgesDetail.Average(edge => edge.Confidence!.Value), result.Confidence, 0.001);
    }

    [Fact]
    public void ToCounts_RoundTrip_AddsUp()
    {
        var tally = new ResampleTally(2);
        tally.Add(new ResampleCounts(3, 1, 0, Bytes(0, 3, 0, 0), Bytes(0, 0, 0, 0), Bytes(0, 3, 3, 0)));
        tally.Add(tally.ToCounts());

        Assert.Equal((6, 2, 1.0, 0.0, 1.0), (tally.Done, tally.Unusable, tally.Share(0, 1), tally.Share(1, 0), tally.Adjacency(1, 0)));

        static byte[] Bytes(params int[] counts) => MemoryMarshal.AsBytes(counts.AsSpan()).ToArray();
    }
}
