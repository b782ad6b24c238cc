using System.Runtime.InteropServices;

namespace Isl.Grains.Models.Formulas;

/// <summary>A node of an <see cref="ExpressionGraph"/>: an operation on earlier nodes, a constant, or an input by index.</summary>
internal readonly record struct Expression(FormulaOp Op, int A, int B, int C, long Bits)
{
    /// <summary>The value of a constant.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Bits);
}

/// <summary>
/// Expressions over inputs where equal ones are one node: common subexpressions are computed once, also across equations and
/// across scenarios, so that what an intervention does not reach costs nothing.
/// </summary>
/// <remarks>
/// Constants are folded by the kernels that compute blocks, so that folding changes no bit. Only identities that hold for every
/// double are used: x·1, x/1, x − 0, and the order of operands of + and ·.
/// </remarks>
internal sealed class ExpressionGraph
{
    /// <summary>Most nodes of one graph: memory and the time of one draw stay bounded.</summary>
    public const int MaxNodes = 200_000;

    private readonly List<Expression> _nodes = [];
    private readonly Dictionary<Expression, int> _index = [];

    /// <summary>The nodes, operands before their users.</summary>
    public ReadOnlySpan<Expression> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>Distributions whose densities <see cref="FormulaOp.LogDensity"/> asks for, by index.</summary>
    public List<Distributions.Distribution> Densities { get; } = [];

    /// <summary>The node of an index.</summary>
    public Expression this[int node] => _nodes[node];

    /// <summary>A constant.</summary>
    public int Constant(double value) => Add(new Expression(FormulaOp.Number, -1, -1, -1, BitConverter.DoubleToInt64Bits(value)));

    /// <summary>An input.</summary>
    public int Input(int input) => Add(new Expression(FormulaOp.Input, -1, -1, -1, input));

    /// <summary>The constant that a node is, or null.</summary>
    public double? ConstantOf(int node) => _nodes[node].Op == FormulaOp.Number ? _nodes[node].Value : null;

    /// <summary>Logarithm of a distribution's density at a node.</summary>
    public int LogDensity(Distributions.Distribution distribution, int at)
    {
        var index = Densities.IndexOf(distribution);
        if (index < 0)
        {
            index = Densities.Count;
            Densities.Add(distribution);
        }

        return ConstantOf(at) is { } value
            ? Constant(double.IsNaN(value) ? double.NegativeInfinity : distribution.LogDensity(value))
            : Add(new Expression(FormulaOp.LogDensity, at, -1, -1, index));
    }

    /// <summary>An operation on nodes.</summary>
    /// <exception cref="InvalidOperationException">The graph is full.</exception>
    public int Apply(FormulaOp op, int a, int b = -1, int c = -1)
    {
        if (op == FormulaOp.If && ConstantOf(a) is { } condition)
        {
            return double.IsNaN(condition) ? Constant(double.NaN) : condition != 0 ? b : c;
        }

        if (IsConstant(a) && IsConstant(b) && IsConstant(c))
        {
            return Constant(BlockKernels.Fold(op, Value(a), Value(b), Value(c)));
        }

        if ((op is FormulaOp.Multiply or FormulaOp.Divide && b >= 0 && ConstantOf(b) == 1) || (op == FormulaOp.Subtract && IsPositiveZero(b)))
        {
            return a;
        }

        if (op == FormulaOp.Multiply && ConstantOf(a) == 1)
        {
            return b;
        }

        if (op is FormulaOp.Add or FormulaOp.Multiply && a > b)
        {
            (a, b) = (b, a);
        }

        return Add(new Expression(op, a, b, c, 0));
    }

    /// <summary>Puts a formula into the graph.</summary>
    /// <param name="formula">The formula.</param>
    /// <param name="input">Node of a name.</param>
    /// <param name="noise">Node of a noise by its index.</param>
    /// <returns>The node of its result.</returns>
    public int Add(Formula formula, Func<string, int> input, Func<int, int> noise)
    {
        var nodes = new int[formula.Nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = formula.Nodes[i];
            nodes[i] = node.Op switch
            {
                FormulaOp.Number => Constant(node.Value),
                FormulaOp.Input => input(node.Name!),
                FormulaOp.Noise => noise((int)node.Value),
                _ => Apply(node.Op, nodes[node.A], node.B < 0 ? -1 : nodes[node.B], node.C < 0 ? -1 : nodes[node.C]),
            };
        }

        return nodes[^1];
    }

    private int Add(Expression node)
    {
        if (_index.TryGetValue(node, out var known))
        {
            return known;
        }

        if (_nodes.Count >= MaxNodes)
        {
            throw new GraphFullException();
        }

        _nodes.Add(node);
        _index.Add(node, _nodes.Count - 1);
        return _nodes.Count - 1;
    }

    private bool IsConstant(int node) => node < 0 || _nodes[node].Op == FormulaOp.Number;

    private bool IsPositiveZero(int node) => _nodes[node].Op == FormulaOp.Number && _nodes[node].Bits == 0;

    private double Value(int node) => node < 0 ? 0 : _nodes[node].Value;
}

/// <summary>An <see cref="ExpressionGraph"/> met its limit; whoever knows the request tells the caller.</summary>
internal sealed class GraphFullException() : Exception($"More than {ExpressionGraph.MaxNodes} operations.");
