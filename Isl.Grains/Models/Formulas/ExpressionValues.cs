namespace Isl.Grains.Models.Formulas;

/// <summary>Values of an expression for single values of the inputs.</summary>
internal sealed class ExpressionValues
{
    private readonly ExpressionGraph _graph;
    private readonly int[] _order;
    private readonly double[] _values;
    private readonly int _node;

    /// <summary>Prepares the values of one expression. O(nodes).</summary>
    public ExpressionValues(ExpressionGraph graph, int node)
    {
        (_graph, _node) = (graph, node);
        var reached = new bool[node + 1];
        reached[node] = true;
        for (var i = node; i >= 0; i--)
        {
            foreach (var operand in reached[i] ? (ReadOnlySpan<int>)[graph[i].A, graph[i].B, graph[i].C] : [])
            {
                if (operand >= 0)
                {
                    reached[operand] = true;
                }
            }
        }

        _order = [.. Enumerable.Range(0, node + 1).Where(i => reached[i])];
        _values = new double[node + 1];
    }

    /// <summary>Nodes that the expression is made of.</summary>
    public int Size => _order.Length;

    /// <summary>The expression's value. O(<see cref="Size"/>).</summary>
    /// <param name="input">Value of an input.</param>
    public double Of(Func<int, double> input)
    {
        foreach (var i in _order)
        {
            var node = _graph[i];
            _values[i] = node.Op switch
            {
                FormulaOp.Number => node.Value,
                FormulaOp.Input => input((int)node.Bits),
                FormulaOp.LogDensity => _graph.Densities[(int)node.Bits].LogDensity(_values[node.A]),
                _ => FormulaMath.Apply(node.Op, _values[node.A], node.B < 0 ? 0 : _values[node.B], node.C < 0 ? 0 : _values[node.C]),
            };
        }

        return _values[_node];
    }
}
