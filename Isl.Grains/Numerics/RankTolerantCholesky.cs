namespace Isl.Grains.Numerics;

/// <summary>
/// A Cholesky factor that grows by one variable at a time and bears a singular matrix: a variable that the ones before it determine gets a
/// pivot of zero and takes no part from then on.
/// </summary>
/// <param name="capacity">Most variables it can hold.</param>
/// <remarks>
/// Every sum runs in the order in which variables were added, so that a row does not depend on who asks for it. Partial correlations, scores and
/// regressions share it. Fisher's z does not: its sweeps eliminate variable by variable from all candidates at once, in another order, so that
/// conditioning sets with a common beginning share the work. Not safe for concurrent use.
/// </remarks>
internal sealed class RankTolerantCholesky(int capacity)
{
    private readonly double[] _factor = new double[capacity * capacity];
    private readonly int[] _variables = new int[capacity];

    /// <summary>Variables added.</summary>
    public int Count { get; private set; }

    /// <summary>Variables among them that the ones before did not determine.</summary>
    public int Rank { get; private set; }

    /// <summary>Forgets all variables.</summary>
    public void Clear() => (Count, Rank) = (0, 0);

    /// <summary>Adds a variable. O(k²).</summary>
    /// <param name="variable">Its index in the matrix.</param>
    /// <param name="row">Its row of the matrix.</param>
    /// <param name="variance">Its diagonal entry.</param>
    /// <param name="tolerance">It counts as determined when no more than this is left of its variance.</param>
    /// <param name="floor">Square of the pivot that it then gets.</param>
    public void Add(int variable, ReadOnlySpan<double> row, double variance, double tolerance, double floor = 0)
    {
        var own = _factor.AsSpan(Count * capacity, Count + 1);
        var left = Reduce(row, variance, own);
        var isNew = left > tolerance;
        own[Count] = Math.Sqrt(isNew ? left : floor);
        Rank += isNew ? 1 : 0;
        _variables[Count++] = variable;
    }

    /// <summary>What the variables leave of another one. O(k²).</summary>
    /// <param name="row">Its row of the matrix.</param>
    /// <param name="variance">Its diagonal entry.</param>
    /// <param name="reduced">Overwritten with its row of the factor, one entry for each variable.</param>
    /// <returns>Its variance less that row's sum of squares.</returns>
    public double Reduce(ReadOnlySpan<double> row, double variance, Span<double> reduced)
    {
        var left = variance;
        for (var j = 0; j < Count; j++)
        {
            var other = _factor.AsSpan(j * capacity, j + 1);
            var sum = row[_variables[j]];
            for (var m = 0; m < j; m++)
            {
                sum -= reduced[m] * other[m];
            }

            reduced[j] = other[j] > 0 ? sum / other[j] : 0;
            left -= reduced[j] * reduced[j];
        }

        return left;
    }

    /// <summary>Solves Lᵀ x = b in place: from a variable's reduced row to its coefficients on the others, 0 for determined ones. O(k²).</summary>
    public void SolveTransposed(Span<double> right)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            var sum = right[i];
            for (var m = i + 1; m < Count; m++)
            {
                sum -= _factor[(m * capacity) + i] * right[m];
            }

            var pivot = _factor[(i * capacity) + i];
            right[i] = pivot > 0 ? sum / pivot : 0;
        }
    }
}
