namespace Isl.Grains.Regression;

/// <summary>A tree of depth 3 at most: each inner node sends a row left where its bin of a column is at most a limit.</summary>
/// <remarks>
/// Splits are looked for among sums by bin, and the larger of two children is its parent less the smaller. The split is the one that lowers the
/// second-order approximation of the loss most (Friedman, Hastie and Tibshirani 2000, Additive logistic regression), which for squares is the
/// sum of squares itself.
/// </remarks>
internal sealed class RegressionTree
{
    /// <summary>Depth.</summary>
    public const int Depth = 3;

    /// <summary>Fewest rows of a leaf.</summary>
    public const int FewestRows = 10;

    private const int Nodes = (1 << (Depth + 1)) - 1;

    private readonly int[] _column = new int[Nodes];
    private readonly int[] _limit = new int[Nodes];
    private readonly double[] _value = new double[Nodes];

    /// <summary>A tree without a split; <see cref="TreeGrower"/> makes them.</summary>
    public RegressionTree() => Array.Fill(_column, -1);

    /// <summary>Makes a node an inner one.</summary>
    /// <param name="node">0 is the root; the children of k are 2k + 1 and 2k + 2.</param>
    /// <param name="column">The column that it looks at.</param>
    /// <param name="limit">The last bin that goes left.</param>
    public void Split(int node, int column, int limit) => (_column[node], _limit[node]) = (column, limit);

    /// <summary>Gives a leaf its value.</summary>
    public void End(int node, double value) => _value[node] = value;

    /// <summary>Adds the tree's values to those of consecutive rows.</summary>
    /// <param name="design">The rows, in the bins that it was grown on.</param>
    /// <param name="first">The first row.</param>
    /// <param name="values">By row from there on, added to.</param>
    public void AddTo(BinnedDesign design, int first, Span<double> values)
    {
        for (var row = 0; row < values.Length; row++)
        {
            var own = design.OfRow(first + row);
            var node = 0;
            while (_column[node] >= 0)
            {
                node = (2 * node) + 1 + (own[_column[node]] > _limit[node] ? 1 : 0);
            }

            values[row] += _value[node];
        }
    }
}
