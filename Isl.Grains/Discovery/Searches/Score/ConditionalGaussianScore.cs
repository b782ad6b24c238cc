using Isl.Grains.Discovery.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>The conditional Gaussian BIC: of columns of numbers and of categories, node by node; higher is better.</summary>
/// <remarks>
/// <para>Source: Andrews, Ramsey &amp; Cooper (2018), "Scoring Bayesian networks of mixed variables", section 3. A set of variables is scored as
/// multinomial categories with a Gaussian of its own for the numbers in each of their strata; the local score of a node is that of the node with its
/// parents, less that of the parents. As a sum over sets it is the same for Markov-equivalent DAGs. On numbers alone it is
/// <see cref="GaussianScore"/>, on categories alone the multinomial BIC.</para>
/// <para>Deviations. A stratum may hold fewer rows than its covariance needs (the paper then takes that of all rows): the covariance of a stratum is
/// shrunk to that of all rows, as if <see cref="PriorRows"/> rows more had been seen, and is not where there is one stratum. Parameters are counted
/// for all strata that the levels make, those without rows included, less the means of the numbers, which every model has.</para>
/// </remarks>
internal sealed class ConditionalGaussianScore : LocalScore
{
    /// <summary>Rows that the covariance of all rows counts for in each stratum.</summary>
    private const double PriorRows = 5;

    private readonly double[][] _numbers;
    private readonly int[][] _codes;
    private readonly int[] _levels;
    private readonly double[][] _covariance;
    private readonly double _lambda;
    private readonly Dictionary<BitSet, double> _sets = [];

    /// <summary>Reads a data set. O(n·d²).</summary>
    /// <param name="data">The data; no column constant.</param>
    /// <param name="kind">Which columns are categories.</param>
    /// <param name="lambda">Penalty λ a parameter, in units of log n; ½ is BIC.</param>
    public ConditionalGaussianScore(Dataset data, DataKind kind, double lambda)
    {
        (Order, Rows, _lambda) = (data.Columns, data.Rows, lambda);
        (_numbers, _codes, _levels) = (new double[Order][], new int[Order][], new int[Order]);
        for (var column = 0; column < Order; column++)
        {
            var cells = data.Column(column).ToArray();
            if (kind.Columns[column] == ColumnKind.Categorical)
            {
                double[] levels = [.. cells.Distinct().Order()];
                (_codes[column], _levels[column], _numbers[column]) =
                    (Array.ConvertAll(cells, cell => Array.BinarySearch(levels, cell)), levels.Length, []);
            }
            else
            {
                var mean = cells.Average();
                (_numbers[column], _codes[column]) = (Array.ConvertAll(cells, cell => cell - mean), []);
            }
        }

        _covariance = new double[Order][];
        for (var i = 0; i < Order; i++)
        {
            _covariance[i] = new double[Order];
            for (var j = 0; j <= i; j++)
            {
                _covariance[i][j] = _covariance[j][i] = Product(_numbers[i], _numbers[j]) / Rows;
            }
        }
    }

    /// <inheritdoc/>
    public override int Order { get; }

    /// <inheritdoc/>
    public override int Rows { get; }

    /// <inheritdoc/>
    public override bool IsExact(int node, BitSet parents)
    {
        var gain = Likelihood(parents | BitSet.Of(node)) - Likelihood(parents);
        return _levels[node] > 0
            ? gain >= -GaussianScore.Collinear * Rows
            : Math.Exp((-2 * gain / Rows) - 1) <= 10 * GaussianScore.Collinear * _covariance[node][node];
    }

    /// <summary>What each other variable adds to the score as the only parent, where it adds anything.</summary>
    public override double[] Strengths()
    {
        var strengths = new double[Order];
        for (var node = 0; node < Order; node++)
        {
            var alone = Local(node, default);
            strengths[node] = Enumerable.Range(0, Order)
                .Where(other => other != node)
                .Sum(other => Math.Max(0, Local(node, BitSet.Of(other)) - alone));
        }

        return strengths;
    }

    /// <inheritdoc/>
    protected override double Compute(int node, BitSet parents)
    {
        var all = parents | BitSet.Of(node);
        return Likelihood(all) - Likelihood(parents) - (_lambda * (Parameters(all) - Parameters(parents)) * Math.Log(Rows));
    }

    private static double Product(double[] a, double[] b)
    {
        var sum = 0.0;
        for (var row = 0; row < Math.Min(a.Length, b.Length); row++)
        {
            sum += a[row] * b[row];
        }

        return sum;
    }

    private double Parameters(BitSet set)
    {
        var (strata, numbers) = (1.0, 0);
        foreach (var variable in set)
        {
            strata *= Math.Max(_levels[variable], 1);
            numbers += _levels[variable] == 0 ? 1 : 0;
        }

        return (strata * numbers * (numbers + 3) / 2) - numbers + strata - 1;
    }

    /// <summary>Maximal log-likelihood of a set of variables, less the constant of each number.</summary>
    private double Likelihood(BitSet set)
    {
        if (!_sets.TryGetValue(set, out var known))
        {
            int[] numbers = [.. set.ToArray().Where(variable => _levels[variable] == 0)];
            known = Strata(set).Sum(rows => OfStratum(rows, numbers));
            _sets.Add(set, known);
        }

        return known;
    }

    /// <summary>The rows of each stratum that the categories of a set make.</summary>
    private List<List<int>> Strata(BitSet set)
    {
        List<List<int>> strata = [[.. Enumerable.Range(0, Rows)]];
        foreach (var variable in set)
        {
            strata = _levels[variable] == 0 ? strata : [.. strata.SelectMany(rows => Split(rows, variable))];
        }

        return strata;
    }

    private IEnumerable<List<int>> Split(List<int> rows, int variable)
    {
        var parts = new List<int>?[_levels[variable]];
        foreach (var row in rows)
        {
            (parts[_codes[variable][row]] ??= []).Add(row);
        }

        return parts.OfType<List<int>>();
    }

    private double OfStratum(List<int> rows, int[] numbers)
    {
        var k = numbers.Length;
        var multinomial = rows.Count * Math.Log((double)rows.Count / Rows);
        if (k == 0)
        {
            return multinomial;
        }

        var scatter = Scatter(rows, numbers);
        var weight = rows.Count == Rows ? 0 : PriorRows;
        var factor = new double[k * k];
        var (logarithm, trace) = (0.0, 0.0);
        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                factor[(i * k) + j] = (scatter[(i * k) + j] + (weight * _covariance[numbers[i]][numbers[j]])) / (rows.Count + weight);
            }
        }

        for (var i = 0; i < k; i++)
        {
            logarithm += Math.Log(Pivot(factor, k, i, _covariance[numbers[i]][numbers[i]] * GaussianScore.Collinear));
        }

        trace = weight == 0 ? k : Trace(factor, scatter, k) / rows.Count;
        return multinomial - (rows.Count / 2.0 * (logarithm + trace));
    }

    /// <summary>Centred sums of products in a stratum, row-major k×k.</summary>
    private double[] Scatter(List<int> rows, int[] numbers)
    {
        var k = numbers.Length;
        var (means, products) = (new double[k], new double[k * k]);
        foreach (var row in rows)
        {
            for (var i = 0; i < k; i++)
            {
                means[i] += _numbers[numbers[i]][row] / rows.Count;
            }
        }

        var own = new double[k];
        foreach (var row in rows)
        {
            for (var i = 0; i < k; i++)
            {
                own[i] = _numbers[numbers[i]][row] - means[i];
                for (var j = 0; j <= i; j++)
                {
                    products[(i * k) + j] += own[i] * own[j];
                }
            }
        }

        for (var i = 0; i < k; i++)
        {
            for (var j = 0; j < i; j++)
            {
                products[(j * k) + i] = products[(i * k) + j];
            }
        }

        return products;
    }

    /// <summary>One row of the Cholesky factor in place of the lower half of a matrix; its squared pivot, held at the least.</summary>
    private static double Pivot(double[] factor, int k, int i, double least)
    {
        for (var j = 0; j <= i; j++)
        {
            var sum = factor[(i * k) + j];
            for (var m = 0; m < j; m++)
            {
                sum -= factor[(i * k) + m] * factor[(j * k) + m];
            }

            factor[(i * k) + j] = j < i ? sum / factor[(j * k) + j] : Math.Sqrt(Math.Max(sum, least));
        }

        return factor[(i * k) + i] * factor[(i * k) + i];
    }

    /// <summary>Trace of the inverse of L·Lᵀ times a matrix: the sum of squares where that is a sum of rows' products.</summary>
    private static double Trace(double[] factor, double[] scatter, int k)
    {
        var trace = 0.0;
        var solved = new double[k];
        for (var column = 0; column < k; column++)
        {
            for (var i = 0; i < k; i++)
            {
                var sum = scatter[(i * k) + column];
                for (var m = 0; m < i; m++)
                {
                    sum -= factor[(i * k) + m] * solved[m];
                }

                solved[i] = sum / factor[(i * k) + i];
            }

            for (var i = k - 1; i >= column; i--)
            {
                var sum = solved[i];
                for (var m = i + 1; m < k; m++)
                {
                    sum -= factor[(m * k) + i] * solved[m];
                }

                solved[i] = sum / factor[(i * k) + i];
            }

            trace += solved[column];
        }

        return trace;
    }
}
