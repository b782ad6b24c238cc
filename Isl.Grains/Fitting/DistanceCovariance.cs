using System.Numerics;
using Isl.Grains.Numerics;

namespace Isl.Grains.Fitting;

/// <summary>A test of whether one variable depends on several others in any way.</summary>
/// <remarks>Source: Székely, Rizzo and Bakirov (2007), Measuring and testing dependence by correlation of distances.</remarks>
internal static class DistanceCovariance
{
    private const int Together = 8;

    /// <summary>The distance correlation and its p-value over permutations of the rows. O(n² · (p + permutations)).</summary>
    /// <param name="columns">The other variables, each of n values.</param>
    /// <param name="values">n values.</param>
    /// <param name="permutations">How many; the least p-value is one over one more.</param>
    /// <param name="random">Where permutations come from.</param>
    /// <param name="budget">Time; null is answered where it is spent.</param>
    public static (double Correlation, double PValue)? Test(
        IReadOnlyList<double[]> columns, ReadOnlySpan<double> values, int permutations, CounterRandom random, WorkBudget budget)
    {
        var n = values.Length;
        var own = Standardised(values);
        var distances = Distances([.. columns.Select(column => Standardised(column))], n);
        var spread = Centre(distances, n);
        var other = Distances([own], n);
        var ownSpread = Centre(other, n);
        var single = Array.ConvertAll(own, value => (float)value);
        var observed = Sums(distances, [single], n)[0];
        var (atLeast, done) = (0, 0);
        while (done < permutations)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return null;
            }

            var batch = Enumerable.Range(done, Math.Min(Together, permutations - done)).Select(at => Shuffled(single, random, (uint)at)).ToArray();
            atLeast += Sums(distances, batch, n).Count(sum => sum >= observed);
            done += batch.Length;
        }

        // Σ A|e − e'| over pairs is half of Σ A B: the centring of A takes that of B along.
        var product = Math.Sqrt(spread * ownSpread);
        var squared = product > 0 ? Math.Clamp(2 * observed / product, 0, 1) : 0;
        return (Math.Sqrt(squared), (atLeast + 1.0) / (permutations + 1));
    }

    private static double[] Standardised(ReadOnlySpan<double> values)
    {
        var (mean, squares) = (0.0, 0.0);
        foreach (var value in values)
        {
            mean += value / values.Length;
        }

        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        var scale = squares > 0 ? Math.Sqrt(values.Length / squares) : 0;
        var standardised = new double[values.Length];
        for (var i = 0; i < standardised.Length; i++)
        {
            standardised[i] = (values[i] - mean) * scale;
        }

        return standardised;
    }

    private static float[] Distances(double[][] columns, int n)
    {
        var distances = new float[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = i + 1; j < n; j++)
            {
                var squares = 0.0;
                foreach (var column in columns)
                {
                    var apart = column[i] - column[j];
                    squares += apart * apart;
                }

                distances[(i * n) + j] = distances[(j * n) + i] = (float)Math.Sqrt(squares);
            }
        }

        return distances;
    }

    /// <summary>Takes row and column means off; the sum of squares of what is left.</summary>
    private static double Centre(float[] distances, int n)
    {
        var means = new double[n];
        for (var i = 0; i < n; i++)
        {
            var sum = 0.0;
            foreach (var distance in distances.AsSpan(i * n, n))
            {
                sum += distance;
            }

            means[i] = sum / n;
        }

        var (grand, squares) = (means.Sum() / n, 0.0);
        for (var i = 0; i < n; i++)
        {
            var row = distances.AsSpan(i * n, n);
            for (var j = 0; j < n; j++)
            {
                var centred = row[j] - means[i] - means[j] + grand;
                row[j] = (float)centred;
                squares += centred * centred;
            }
        }

        return squares;
    }

    /// <summary>Σ over pairs i &lt; j of A(i, j) |e(i) − e(j)|, for several e at a time so that a row of A is read once.</summary>
    private static double[] Sums(float[] centred, float[][] values, int n)
    {
        var sums = new double[values.Length];
        for (var i = 0; i < n - 1; i++)
        {
            var row = centred.AsSpan((i * n) + i + 1, n - i - 1);
            for (var k = 0; k < values.Length; k++)
            {
                sums[k] += RowSum(row, values[k].AsSpan(i + 1, n - i - 1), values[k][i]);
            }
        }

        return sums;
    }

    private static double RowSum(ReadOnlySpan<float> row, ReadOnlySpan<float> values, float own)
    {
        var (total, first, at) = (Vector<float>.Zero, new Vector<float>(own), 0);
        for (; at + Vector<float>.Count <= row.Length; at += Vector<float>.Count)
        {
            total += new Vector<float>(row[at..]) * Vector.Abs(new Vector<float>(values[at..]) - first);
        }

        var sum = (double)Vector.Sum(total);
        for (; at < row.Length; at++)
        {
            sum += row[at] * Math.Abs(values[at] - own);
        }

        return sum;
    }

    private static float[] Shuffled(float[] values, CounterRandom random, uint permutation)
    {
        var shuffled = (float[])values.Clone();
        for (var i = shuffled.Length - 1; i > 0; i--)
        {
            var j = random.Below(permutation, (uint)i, i + 1);
            (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
        }

        return shuffled;
    }
}
