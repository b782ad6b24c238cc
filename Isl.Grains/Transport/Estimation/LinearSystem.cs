namespace Isl.Grains.Transport.Estimation;

/// <summary>Small symmetric systems by Cholesky; a direction that the data do not determine gets coefficient 0.</summary>
internal static class LinearSystem
{
    private const double Singular = 1e-10;

    /// <summary>Solves A x = b for a positive semidefinite A. O(k³).</summary>
    /// <param name="matrix">Row-major k×k, overwritten by its factor.</param>
    /// <param name="right">b; overwritten by x.</param>
    public static void Solve(double[] matrix, double[] right)
    {
        var k = right.Length;
        var scale = Enumerable.Range(0, k).Max(i => Math.Abs(matrix[(i * k) + i]));
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[(i * k) + j];
                for (var t = 0; t < j; t++)
                {
                    sum -= matrix[(i * k) + t] * matrix[(j * k) + t];
                }

                var pivot = matrix[(j * k) + j];
                matrix[(i * k) + j] = i == j ? (sum > Singular * scale ? Math.Sqrt(sum) : 0) : pivot > 0 ? sum / pivot : 0;
            }
        }

        for (var i = 0; i < k; i++)
        {
            for (var t = 0; t < i; t++)
            {
                right[i] -= matrix[(i * k) + t] * right[t];
            }

            right[i] = matrix[(i * k) + i] > 0 ? right[i] / matrix[(i * k) + i] : 0;
        }

        for (var i = k - 1; i >= 0; i--)
        {
            for (var t = i + 1; t < k; t++)
            {
                right[i] -= matrix[(t * k) + i] * right[t];
            }

            right[i] = matrix[(i * k) + i] > 0 ? right[i] / matrix[(i * k) + i] : 0;
        }
    }

    /// <summary>Coefficients of a weighted least-squares fit.</summary>
    /// <param name="rows">Regressors of each row, the first of them 1.</param>
    /// <param name="response">Response of each row.</param>
    /// <param name="weight">Weight of each row, or null for equal ones.</param>
    public static double[] LeastSquares(double[][] rows, Func<int, double> response, Func<int, double>? weight = null)
    {
        var k = rows[0].Length;
        var (matrix, right) = (new double[k * k], new double[k]);
        for (var r = 0; r < rows.Length; r++)
        {
            var (row, w, y) = (rows[r], weight?.Invoke(r) ?? 1, response(r));
            for (var i = 0; i < k; i++)
            {
                right[i] += w * row[i] * y;
                for (var j = 0; j <= i; j++)
                {
                    matrix[(i * k) + j] += w * row[i] * row[j];
                }
            }
        }

        Solve(matrix, right);
        return right;
    }

    /// <summary>
    /// Coefficients of a logistic regression by reweighted least squares, with a small ridge so that separated groups have an answer.
    /// </summary>
    /// <param name="rows">Regressors of each row, the first of them 1.</param>
    /// <param name="isOne">Whether the response is 1.</param>
    public static double[] Logistic(double[][] rows, Func<int, bool> isOne)
    {
        const int most = 50;
        const double ridge = 1e-6;
        const double converged = 1e-10;
        var k = rows[0].Length;
        var beta = new double[k];
        for (var iteration = 0; iteration < most; iteration++)
        {
            var (matrix, right) = (new double[k * k], new double[k]);
            for (var r = 0; r < rows.Length; r++)
            {
                var p = Probability(rows[r], beta);
                var (w, residual) = (Math.Max(p * (1 - p), 1e-12), (isOne(r) ? 1 : 0) - p);
                for (var i = 0; i < k; i++)
                {
                    right[i] += rows[r][i] * residual;
                    for (var j = 0; j <= i; j++)
                    {
                        matrix[(i * k) + j] += w * rows[r][i] * rows[r][j];
                    }
                }
            }

            for (var i = 0; i < k; i++)
            {
                right[i] -= ridge * rows.Length * beta[i];
                matrix[(i * k) + i] += ridge * rows.Length;
            }

            Solve(matrix, right);
            for (var i = 0; i < k; i++)
            {
                beta[i] += right[i];
            }

            if (right.Max(Math.Abs) < converged)
            {
                break;
            }
        }

        return beta;
    }

    /// <summary>Probability of 1 under a logistic regression.</summary>
    public static double Probability(double[] row, double[] beta) => 1 / (1 + Math.Exp(-Dot(row, beta)));

    /// <summary>Inner product.</summary>
    public static double Dot(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
