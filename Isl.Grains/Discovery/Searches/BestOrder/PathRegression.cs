using System.Numerics.Tensors;
using Isl.Grains.Discovery.Searches.Score;

namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>What is left of all variables once those on a path are regressed out, in units of each variable's own variance.</summary>
/// <remarks>
/// The Cholesky factor of the path's correlations, with a column for every variable: row j holds, for each variable, its covariance with what
/// is left of the path's variable j, over the deviation of that. A path that begins like the last one costs its new variables only: O(d·k)
/// each, in long runs over all variables. A variable that those before it on the path determine adds nothing, as in
/// <see cref="GaussianScore"/>. Not safe for concurrent use.
/// </remarks>
/// <param name="correlation">Row-major d×d; kept, not copied.</param>
/// <param name="d">Number of variables.</param>
internal sealed class PathRegression(double[] correlation, int d)
{
    private readonly int[] _path = new int[d];
    private double[] _rows = new double[8 * d];
    private double[] _left = InitialShares(d);
    private double[] _inverse = new double[64];
    private int _length;

    /// <summary>The share of each variable's variance that the path leaves.</summary>
    public ReadOnlySpan<double> Left => _left.AsSpan(_length * d, d);

    /// <summary>Takes a path.</summary>
    public void Condition(ReadOnlySpan<int> path)
    {
        var shared = path.CommonPrefixLength(_path.AsSpan(0, _length));
        Reserve(path.Length);
        for (var at = shared; at < path.Length; at++)
        {
            var variable = path[at];
            var row = _rows.AsSpan(at * d, d);
            var before = _left.AsSpan(at * d, d);
            var after = _left.AsSpan((at + 1) * d, d);
            _path[at] = variable;
            _length = at;
            if (before[variable] > GaussianScore.Collinear)
            {
                Covariances(variable, row);
                TensorPrimitives.Divide(row, Math.Sqrt(before[variable]), row);
            }
            else
            {
                row.Clear();
            }

            for (var i = 0; i < d; i++)
            {
                after[i] = before[i] - (row[i] * row[i]);
            }
        }

        _length = path.Length;
    }

    /// <summary>Covariances of a variable with all others, given the path.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="destination">d values, overwritten.</param>
    public void Covariances(int variable, Span<double> destination)
    {
        correlation.AsSpan(variable * d, d).CopyTo(destination);
        for (var at = 0; at < _length; at++)
        {
            var row = _rows.AsSpan(at * d, d);
            TensorPrimitives.MultiplyAdd(row, -row[variable], destination, destination);
        }
    }

    /// <summary>The share of a variable's variance that the path leaves without one of its own, for each of them.</summary>
    /// <param name="variable">The variable regressed on the path.</param>
    /// <param name="destination">As many values as the path is long, overwritten.</param>
    /// <remarks>
    /// One that those before it on the path determine may be left out for nothing.
    /// Leaving out p raises the residual variance by b²/C, with b the coefficient of p and C its entry on the diagonal of the inverse of
    /// the path's correlations: both come from the inverse of the factor. O(k³/6).
    /// </remarks>
    public void WithoutEach(int variable, Span<double> destination)
    {
        var k = _length;
        if (_inverse.Length < k * k)
        {
            _inverse = new double[2 * k * k];
        }

        var left = Left[variable];
        for (var column = 0; column < k; column++)
        {
            var (coefficient, diagonal) = (0.0, 0.0);
            for (var row = column; row < k; row++)
            {
                var pivot = _rows[(row * d) + _path[row]];
                var sum = row == column ? 1.0 : 0;
                for (var m = column; m < row; m++)
                {
                    sum -= _rows[(m * d) + _path[row]] * _inverse[(column * k) + m];
                }

                var entry = pivot > 0 ? sum / pivot : 0;
                _inverse[(column * k) + row] = entry;
                coefficient += entry * _rows[(row * d) + variable];
                diagonal += entry * entry;
            }

            destination[column] = diagonal > 0 ? left + (coefficient * coefficient / diagonal) : left;
        }
    }

    private static double[] InitialShares(int d)
    {
        var shares = new double[9 * d];
        shares.AsSpan(0, d).Fill(1);
        return shares;
    }

    private void Reserve(int length)
    {
        if (_rows.Length < length * d)
        {
            Array.Resize(ref _rows, 2 * length * d);
            Array.Resize(ref _left, ((2 * length) + 1) * d);
        }
    }
}
