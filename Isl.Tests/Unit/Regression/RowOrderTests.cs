using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Orders, folds, curves and tails.</summary>
public class RowOrderTests
{
    [Fact]
    public void Of_RowsInAnotherOrder_GivesTheSameRowsInTheSameOrder()
    {
        double[] a = [1, 2, 3, 3, 5, 6];
        double[] b = [1, 1, 2, 2, 5, 0];
        int[] shuffled = [3, 5, 0, 2, 4, 1];

        var order = RowOrder.Of(6, [a, b], 7);
        var other = RowOrder.Of(6, [[.. shuffled.Select(i => a[i])], [.. shuffled.Select(i => b[i])]], 7);

        Assert.Equal(order.Select(i => (a[i], b[i])), other.Select(i => (a[shuffled[i]], b[shuffled[i]])));
        Assert.NotEqual(order, RowOrder.Of(6, [a, b], 8));
    }

    [Fact]
    public void Stratified_AnyArm_IsDealtOutEvenly()
    {
        var arms = Enumerable.Range(0, 103).Select(i => i % 4 == 0 ? 1 : 0).ToArray();

        foreach (var repeat in new[] { 0, 1, 2 })
        {
            var folds = Folds.Stratified(arms, 5, repeat);
            foreach (var arm in new[] { 0, 1 })
            {
                var counts = Enumerable.Range(0, 5).Select(f => folds.Rows(f, true).Count(row => arms[row] == arm)).ToArray();
                Assert.True(counts.Max() - counts.Min() <= 1);
            }

            Assert.Equal(103, folds.Rows(2, true).Length + folds.Rows(2, false).Length);
        }

        Assert.NotEqual(Folds.Stratified(arms, 5).Of, Folds.Stratified(arms, 5, 1).Of);
    }

    [Fact]
    public void ByCluster_KeepsClustersWhole()
    {
        int[] clusters = [0, 1, 2, 0, 1, 2, 3];

        var folds = Folds.ByCluster(clusters, 3);

        Assert.All(Enumerable.Range(0, 7), i => Assert.Equal(folds.Of[Array.IndexOf(clusters, clusters[i])], folds.Of[i]));
        Assert.Equal(3, folds.Count);
    }

    [Fact]
    public void Spline_IsLinearBeyondItsKnots()
    {
        var spline = NaturalSpline.Of(Enumerable.Range(0, 101).Select(i => (double)i).ToArray());
        var values = new double[5][];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = new double[spline.Columns];
            spline.Write(i < 3 ? 100 + (10 * i) : -10 * i, values[i]);
        }

        Assert.Equal(3, spline.Columns);
        Assert.Equal(values[2][1] - values[1][1], values[1][1] - values[0][1], 9);
        Assert.Equal(values[2][2] - values[1][2], values[1][2] - values[0][2], 9);
        Assert.Equal(0, values[3][1], 12);
        Assert.Equal(0, values[4][2], 12);
    }

    [Fact]
    public void Tails_AreThoseOfTheTables()
    {
        Assert.Equal(1.959963984540054, Tails.TwoSided(0.95), 9);
        Assert.Equal(2.228138851964939, Tails.TwoSided(0.95, 10), 8);
        Assert.Equal(4.964602743730711, Tails.FisherCritical(0.05, 1, 10), 8);
        Assert.Equal(0.05, Tails.ChiSquaredUpper(3.841458820694124, 1), 9);
        Assert.Equal(0.05, Tails.PValue(2.228138851964939, 10), 8);
        Assert.Equal([0.03, 0.06, 0.06], Tails.Holm([0.01, 0.04, 0.03]).Select(p => Math.Round(p, 12)));
    }
}
