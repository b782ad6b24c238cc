using Isl.Grains.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;
using MathNet.Numerics.LinearAlgebra;

namespace Isl.Grains.Discovery.Data;

/// <summary>What about a data set limits every method: columns that determine each other, columns of few values, too few rows.</summary>
internal static class DataQuality
{
    /// <summary>Two columns of a correlation this near to one are copies of each other.</summary>
    private const double CopyDistance = 1e-9;

    /// <summary>An eigenvalue of the correlation matrix below this marks a combination that is constant to working accuracy.</summary>
    private const double Singular = 1e-8;

    /// <summary>
    /// A condition number above this is told: the condition index (its square root) is then over 100, where Belsley, Kuh &amp; Welsch (1980) call 30
    /// harmful.
    /// </summary>
    private const double IllConditioned = 1e4;

    /// <summary>Columns with at least this share of the largest part in an eigenvector take part in the combination.</summary>
    private const double TakesPart = 0.2;

    private const int MostDistinct = 10;
    private const int RowsPerDistinct = 5;
    private const int LeastCounted = 10;
    private const int MostCaveats = 5;

    /// <summary>Condition number of the correlation matrix (null when singular), and caveats that name the columns. O(d³ + n·d).</summary>
    public static (double? ConditionNumber, List<Finding> Caveats) Examine(Dataset data, DatasetMoments moments, IEnumerable<DataNote>? notes = null)
    {
        List<Finding> caveats =
        [
            .. (notes ?? []).Select(note => new TableRead(note)),
            .. NamesLookAlike.Among(data.Variables),
            .. Enumerable.Range(0, data.Columns)
                .Where(column => Counts(data.Column(column)))
                .Select(column => new CountsRows(data.Variables[column])),
            .. WildValues.Examine(data),
        ];
        var told = caveats.Count;
        var (values, vectors) = Eigen(moments);
        var copies = Copies(data, moments, caveats);
        var most = values[^1];
        for (var at = 0; at < values.Length && values[at] < most / IllConditioned; at++)
        {
            var part = Participants(vectors, at);
            var isExact = values[at] < Singular;
            if (part.Count < 2 || (isExact && part.All(copies.Contains)))
            {
                continue;
            }

            if (moments.Rows <= moments.Order && isExact)
            {
                break; // Fewer rows than columns: every column is a combination of the others, and that is told below.
            }

            caveats.Add(new CollinearColumns(Names(part, data), isExact ? null : most / values[at]));
            if (caveats.Count - told >= MostCaveats)
            {
                break;
            }
        }

        if (moments.Rows <= moments.Order)
        {
            caveats.Add(new FewRows(moments.Rows, moments.Order));
        }

        var tied = Enumerable.Range(0, data.Columns).Where(column => HasFewValues(data.Column(column))).ToList();
        if (tied.Count > 0)
        {
            caveats.Add(new FewValues(Names(tied, data), tied.Count == data.Columns));
        }

        return (values[0] < Singular * 1e-4 ? null : most / values[0], caveats);
    }

    private static (double[] Values, Matrix<double> Vectors) Eigen(DatasetMoments moments)
    {
        var d = moments.Order;
        var correlation = Matrix<double>.Build.Dense(d, d, moments.Correlation); // symmetric, so that the order of storage does not matter
        var decomposition = correlation.Evd(Symmetricity.Symmetric);
        return ([.. decomposition.EigenValues.Select(value => value.Real)], decomposition.EigenVectors);
    }

    private static HashSet<int> Copies(Dataset data, DatasetMoments moments, List<Finding> caveats)
    {
        var copies = new HashSet<int>();
        var d = moments.Order;
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                var correlation = moments.Correlation[(i * d) + j];
                if (Math.Abs(correlation) > 1 - CopyDistance)
                {
                    copies.UnionWith([i, j]);
                    if (caveats.OfType<CopiedColumns>().Count() < MostCaveats)
                    {
                        caveats.Add(new CopiedColumns(data.Variables[i], data.Variables[j], correlation < 0));
                    }
                }
            }
        }

        return copies;
    }

    private static List<int> Participants(Matrix<double> vectors, int column)
    {
        var vector = vectors.Column(column);
        var largest = vector.AbsoluteMaximum();
        return [.. Enumerable.Range(0, vector.Count).Where(i => Math.Abs(vector[i]) >= TakesPart * largest)];
    }

    /// <summary>Does each row have one more than the row before?</summary>
    private static bool Counts(ReadOnlySpan<double> column)
    {
        for (var row = 1; row < column.Length; row++)
        {
            if (column[row] != column[row - 1] + 1)
            {
                return false;
            }
        }

        return column.Length >= LeastCounted && column[0] is 0 or 1;
    }

    private static bool HasFewValues(ReadOnlySpan<double> column)
    {
        var distinct = new HashSet<double>();
        foreach (var value in column)
        {
            if (distinct.Add(value) && distinct.Count > MostDistinct)
            {
                return false;
            }
        }

        return column.Length >= RowsPerDistinct * distinct.Count;
    }

    private static List<string> Names(List<int> columns, Dataset data) => columns.ConvertAll(column => data.Variables[column]);
}
