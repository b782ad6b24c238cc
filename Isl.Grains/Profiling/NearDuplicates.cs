using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Numerics;

namespace Isl.Grains.Profiling;

/// <summary>Finds pairs of columns that say the same, exactly: a pair is given up as soon as the rows seen rule it out.</summary>
internal static class NearDuplicates
{
    /// <summary>Least correlation, in size, of columns that are linear functions of each other.</summary>
    private const double LeastCorrelation = 0.999;

    /// <summary>Fewest rows with both values, where some rows lack one: through few points there is always nearly a line.</summary>
    private const int FewestShared = 10;

    private const int FirstLook = 64;

    /// <summary>The pairs, in the order of the columns.</summary>
    /// <remarks>
    /// Residual squares about the best line only grow with more rows, and a correlation r leaves a share 1 − r² of the second column's squares:
    /// when those of the rows so far exceed what all rows may leave, the pair cannot reach r. Unrelated columns are told apart within a few
    /// hundred rows.
    /// </remarks>
    public static List<NearDuplicate> Find(Dataset data, List<ColumnFacts> facts, WorkBudget budget)
    {
        var found = new List<NearDuplicate>();
        for (var a = 0; a < facts.Count && !budget.IsSpent; a++)
        {
            budget.ThrowIfCancelled();
            for (var b = a + 1; b < facts.Count; b++)
            {
                if (Compare(data, facts, a, b) is { } pair)
                {
                    found.Add(pair);
                }
            }
        }

        return found;
    }

    private static NearDuplicate? Compare(Dataset data, List<ColumnFacts> facts, int a, int b)
    {
        var (one, other) = (facts[a], facts[b]);
        if (!Compares(one) || !Compares(other))
        {
            return null;
        }

        var x = data.Column(a);
        var y = data.Column(b);
        var isQuantity = !IsNominal(one) && !IsNominal(other);
        if (one.IsText == other.IsText && one.Missing == other.Missing && one.Distinct == other.Distinct && AreEqual(x, y) && SameTexts(one, other))
        {
            return new NearDuplicate(one.Name, other.Name, DuplicateKind.Equal, isQuantity ? 1 : null);
        }

        if (isQuantity && Correlation(x, y, one, other) is { } correlation)
        {
            return new NearDuplicate(one.Name, other.Name, DuplicateKind.Linear, WireNumber.Round(correlation));
        }

        return HasLevels(one) && HasLevels(other) && AreOneToOne(x, y)
            ? new NearDuplicate(one.Name, other.Name, DuplicateKind.SamePartition, null)
            : null;
    }

    /// <summary>Names of rows and constants go together with everything.</summary>
    private static bool Compares(ColumnFacts column) => column.Kind is not (ColumnKind.Constant or ColumnKind.Identifier);

    private static bool IsNominal(ColumnFacts column) => column.IsText || column.Kind == ColumnKind.Category;

    private static bool HasLevels(ColumnFacts column) => column.Kind is ColumnKind.Binary or ColumnKind.Category;

    private static bool SameTexts(ColumnFacts one, ColumnFacts other) =>
        !one.IsText || one.Reading!.Labels.AsSpan().SequenceEqual(other.Reading!.Labels.AsSpan());

    private static bool AreEqual(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        for (var row = 0; row < x.Length; row++)
        {
            if (x[row] != y[row] && !(double.IsNaN(x[row]) && double.IsNaN(y[row])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The correlation over the rows that have both values where it is large enough, else null.</summary>
    private static double? Correlation(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ColumnFacts one, ColumnFacts other)
    {
        // Scaled to unit squares over all rows, so that no product overflows or vanishes.
        var (scaleX, scaleY) = (1 / Math.Sqrt(one.Spread), 1 / Math.Sqrt(other.Spread));
        const double most = (1 - (LeastCorrelation * LeastCorrelation)) * 1.000001;
        var (n, sumX, sumY, xx, yy, xy) = (0, 0.0, 0.0, 0.0, 0.0, 0.0);
        var next = FirstLook;
        for (var row = 0; row < x.Length; row++)
        {
            var u = (x[row] - one.Mean) * scaleX;
            var v = (y[row] - other.Mean) * scaleY;
            if (double.IsNaN(u) || double.IsNaN(v))
            {
                continue;
            }

            n++;
            sumX += u;
            sumY += v;
            xx += u * u;
            yy += v * v;
            xy += u * v;
            if (n == next)
            {
                next += next / 2;
                var (sxx, syy, sxy) = (xx - (sumX * sumX / n), yy - (sumY * sumY / n), xy - (sumX * sumY / n));
                if (sxx > 0 && syy - (sxy * sxy / sxx) > most)
                {
                    return null;
                }
            }
        }

        if (n < 3 || (n < x.Length && n < FewestShared))
        {
            return null;
        }

        var (restX, restY, both) = (xx - (sumX * sumX / n), yy - (sumY * sumY / n), xy - (sumX * sumY / n));
        var correlation = both / Math.Sqrt(restX * restY);
        return Math.Abs(correlation) >= LeastCorrelation ? Math.Clamp(correlation, -1, 1) : null;
    }

    /// <summary>Does each level of one column go with one level of the other, in every row that has both?</summary>
    private static bool AreOneToOne(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var (forward, backward) = (new Dictionary<double, double>(), new Dictionary<double, double>());
        var shared = 0;
        for (var row = 0; row < x.Length; row++)
        {
            if (double.IsNaN(x[row]) || double.IsNaN(y[row]))
            {
                continue;
            }

            shared++;
            if ((!forward.TryAdd(x[row], y[row]) && forward[x[row]] != y[row]) || (!backward.TryAdd(y[row], x[row]) && backward[y[row]] != x[row]))
            {
                return false;
            }
        }

        return forward.Count > 1 && (shared == x.Length || shared >= FewestShared);
    }
}
