namespace Isl.Grains.Numerics.LinearPrograms;

/// <summary>
/// Maximise c·x + ½ x·Qx over columns between bounds and rows a·x between bounds; Q negative semidefinite, some columns perhaps whole numbers.
/// </summary>
internal sealed class LinearProgram
{
    private const int Corrections = 2;
    private readonly List<double> _cost = [];
    private readonly List<double> _lower = [];
    private readonly List<double> _upper = [];
    private readonly List<bool> _whole = [];
    private readonly List<int> _starts = [0];
    private readonly List<int> _index = [];
    private readonly List<double> _value = [];
    private readonly List<double> _rowLower = [];
    private readonly List<double> _rowUpper = [];
    private readonly SortedDictionary<(int Column, int Row), double> _quadratic = [];

    /// <summary>Number of columns.</summary>
    public int Columns => _cost.Count;

    /// <summary>Number of rows.</summary>
    public int Rows => _rowLower.Count;

    /// <summary>Whether a column must be whole.</summary>
    public bool HasWholeColumns => _whole.Contains(true);

    /// <summary>Whether the objective has a quadratic part.</summary>
    public bool IsQuadratic => _quadratic.Count > 0;

    /// <summary>Adds a column.</summary>
    /// <param name="lower">Least value; −∞ for none.</param>
    /// <param name="upper">Greatest value; ∞ for none.</param>
    /// <param name="cost">Its part in what is maximised.</param>
    /// <param name="whole">Whether it must be a whole number.</param>
    /// <returns>Its index.</returns>
    public int AddColumn(double lower, double upper, double cost = 0, bool whole = false)
    {
        _lower.Add(lower);
        _upper.Add(upper);
        _cost.Add(cost);
        _whole.Add(whole);
        return _cost.Count - 1;
    }

    /// <summary>Adds to a column's part in what is maximised.</summary>
    public void AddCost(int column, double cost) => _cost[column] += cost;

    /// <summary>Adds coefficient · x_i · x_j to what is maximised.</summary>
    public void AddProduct(int i, int j, double coefficient)
    {
        var key = (Math.Min(i, j), Math.Max(i, j));
        _quadratic[key] = _quadratic.GetValueOrDefault(key) + (i == j ? 2 * coefficient : coefficient);
    }

    /// <summary>Adds a row.</summary>
    /// <param name="terms">Columns and coefficients; no column twice.</param>
    /// <param name="lower">Least value; −∞ for none.</param>
    /// <param name="upper">Greatest value; ∞ for none.</param>
    /// <returns>Its index.</returns>
    public int AddRow(IEnumerable<(int Column, double Coefficient)> terms, double lower, double upper)
    {
        foreach (var (column, coefficient) in terms)
        {
            _index.Add(column);
            _value.Add(coefficient);
        }

        _starts.Add(_index.Count);
        _rowLower.Add(lower);
        _rowUpper.Add(upper);
        return _rowLower.Count - 1;
    }

    /// <summary>Puts a column between tighter bounds.</summary>
    public void Tighten(int column, double lower, double upper) =>
        (_lower[column], _upper[column]) = (Math.Max(_lower[column], lower), Math.Min(_upper[column], upper));

    /// <summary>Solves it.</summary>
    /// <param name="budget">Ends it.</param>
    /// <param name="seconds">Most seconds it may take.</param>
    /// <param name="nodes">Most nodes of a branch and bound for whole columns; 0 for any number.</param>
    public ProgramSolution Solve(WorkBudget budget = default, double seconds = 20, int nodes = 0)
    {
        budget.ThrowIfCancelled();
        var solution = HighsSolver.Solve(Input(null), seconds, nodes);
        for (var again = 0; IsQuadratic && again < Corrections && solution.IsOptimal; again++)
        {
            // The solver adds a small curvature about 0 to be stable; about the last solution it changes next to nothing (proximal point).
            var corrected = HighsSolver.Solve(Input(solution.Values), seconds);
            if (!corrected.IsOptimal)
            {
                break;
            }

            solution = corrected with { Objective = Objective(corrected.Values), Bound = Objective(corrected.Values) };
        }

        return solution;
    }

    private HighsInput Input(double[]? about)
    {
        var (starts, indices, values) = Quadratic();
        return new HighsInput(
            [.. _cost.Select((cost, i) => -cost - (about is null ? 0 : HighsSolver.Regularization * about[i]))],
            [.. _lower],
            [.. _upper],
            [.. _rowLower],
            [.. _rowUpper],
            [.. _starts],
            [.. _index],
            [.. _value],
            starts,
            indices,
            values,
            HasWholeColumns ? [.. _whole.Select(whole => whole ? 1 : 0)] : null);
    }

    private double Objective(double[] values) => values.Zip(_cost, (value, cost) => value * cost).Sum()
        + _quadratic.Sum(term => (term.Key.Column == term.Key.Row ? 0.5 : 1) * term.Value * values[term.Key.Column] * values[term.Key.Row]);

    private (int[]? Starts, int[]? Indices, double[]? Values) Quadratic()
    {
        if (!IsQuadratic)
        {
            return (null, null, null);
        }

        var starts = new int[Columns];
        var next = 0;
        foreach (var (column, _) in _quadratic.Keys)
        {
            starts[column]++;
        }

        for (var i = 0; i < starts.Length; i++)
        {
            (starts[i], next) = (next, next + starts[i]);
        }

        return (starts, [.. _quadratic.Keys.Select(key => key.Row)], [.. _quadratic.Values.Select(value => -value)]);
    }
}
