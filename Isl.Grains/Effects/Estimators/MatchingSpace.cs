using System.Numerics.Tensors;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Coordinates in which the distance of two rows is Euclid's.</summary>
internal sealed class MatchingSpace
{
    /// <summary>Distances that differ by less than this share are ties: the rest is rounding.</summary>
    private const double Tie = 1e-9;

    private readonly double[][] _coordinates;

    private MatchingSpace(double[][] coordinates) => _coordinates = coordinates;

    /// <summary>The space of a distance.</summary>
    public static MatchingSpace Of(EstimationContext context, MatchingDistance distance)
    {
        if (distance == MatchingDistance.Propensity)
        {
            var chances = context.Propensity.Probabilities[1];
            return new MatchingSpace([[.. chances.Select(own => Math.Log(Math.Max(own, 1e-12) / Math.Max(1 - own, 1e-12)))]]);
        }

        return new MatchingSpace(Whitened(context.Data.Design.Standardised));
    }

    /// <summary>The rows nearest to one, all that tie for the last place among them.</summary>
    /// <param name="row">The row.</param>
    /// <param name="others">Rows to choose among; the row itself is passed over.</param>
    /// <param name="count">How many.</param>
    /// <param name="caliper">Farthest distance; null for any.</param>
    public int[] Nearest(int row, int[] others, int count, double? caliper)
    {
        var distances = new double[others.Length];
        foreach (var coordinate in _coordinates)
        {
            var own = coordinate[row];
            for (var i = 0; i < distances.Length; i++)
            {
                var gap = coordinate[others[i]] - own;
                distances[i] += gap * gap;
            }
        }

        if (Array.BinarySearch(others, row) is var self and >= 0)
        {
            distances[self] = double.PositiveInfinity;
        }

        var limit = Smallest(distances, Math.Min(count, distances.Length));
        limit += (Tie * limit) + 1e-18;
        var most = caliper is { } far ? Math.Min(limit, far * far) : limit;
        return [.. Enumerable.Range(0, others.Length).Where(i => distances[i] <= most).Select(i => others[i])];
    }

    private static double Smallest(double[] values, int count)
    {
        if (count == 1)
        {
            return TensorPrimitives.Min<double>(values);
        }

        var least = new PriorityQueue<double, double>();
        foreach (var value in values)
        {
            least.Enqueue(value, -value);
            if (least.Count > count)
            {
                least.Dequeue();
            }
        }

        return least.Peek();
    }

    /// <summary>Coordinates with covariance 1: those of the standardised columns, solved by the factor of their correlations.</summary>
    private static double[][] Whitened(StandardisedDesign design)
    {
        var (n, d) = (design.Rows, design.Columns - 1);
        var coordinates = new double[d][];
        for (var k = 0; k < d; k++)
        {
            // Gram and Schmidt on columns of mean 0: each is divided by its deviation, n − 1, once the earlier ones are taken out.
            var own = design.Column(k + 1).ToArray();
            for (var j = 0; j < k; j++)
            {
                var along = TensorPrimitives.Dot<double>(coordinates[j], own) / TensorPrimitives.SumOfSquares<double>(coordinates[j]);
                TensorPrimitives.MultiplyAdd(coordinates[j], -along, own, own);
            }

            TensorPrimitives.Divide(own, Math.Sqrt(TensorPrimitives.SumOfSquares<double>(own) / (n - 1)), own);
            coordinates[k] = own;
        }

        design.Release();
        return coordinates;
    }
}
