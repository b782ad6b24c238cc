namespace Isl.Grains.Models.Formulas;

/// <summary>Solves expression = target for one input, symbolically.</summary>
/// <remarks>
/// From the result down to the input, each operation is undone in turn where it is one to one; an input that occurs several times
/// is solved for where what is left is affine in it. With the solution comes ln |d input / d target|, the factor that a density takes
/// when its variable changes.
/// </remarks>
internal sealed class ExpressionInversion
{
    private readonly ExpressionGraph _graph;
    private readonly HashSet<int> _depends;
    private int _logJacobian;

    private ExpressionInversion(ExpressionGraph graph, int node, int input)
    {
        _graph = graph;
        _depends = ExpressionAlgebra.DependentOn(graph, node, input);
        _logJacobian = graph.Constant(0);
    }

    /// <summary>
    /// The input as an expression of the target and the other inputs, and the logarithm of its derivative by the target; null where it cannot be
    /// solved for.
    /// </summary>
    /// <param name="graph">The graph; new nodes are added.</param>
    /// <param name="node">The expression.</param>
    /// <param name="input">The input to solve for.</param>
    /// <param name="target">Node of the value that the expression has.</param>
    public static (int Solution, int LogJacobian)? Solve(ExpressionGraph graph, int node, int input, int target)
    {
        var inversion = new ExpressionInversion(graph, node, input);
        while (graph[node].Op != FormulaOp.Input)
        {
            var operands = new[] { graph[node].A, graph[node].B, graph[node].C };
            var hits = operands.Count(operand => operand >= 0 && inversion._depends.Contains(operand));
            if (hits > 1)
            {
                return inversion.Affine(node) is { } line ? inversion.SolveAffine(line, target) : null;
            }

            var next = operands.First(operand => operand >= 0 && inversion._depends.Contains(operand));
            if (inversion.Undo(graph[node], next == operands[0], target) is not { } inner)
            {
                return null;
            }

            (node, target) = (next, inner);
        }

        return (target, inversion._logJacobian);
    }

    /// <summary>Undoes the outermost operation alone.</summary>
    /// <param name="graph">The graph; new nodes are added.</param>
    /// <param name="node">The expression.</param>
    /// <param name="first">Whether its first operand is wanted.</param>
    /// <param name="target">Node of the value that the expression has.</param>
    /// <returns>The operand's value and ln |d operand / d target|; null where the operation is not one to one in it.</returns>
    public static (int Target, int LogJacobian)? Undo(ExpressionGraph graph, int node, bool first, int target)
    {
        var inversion = new ExpressionInversion(graph, node, -1);
        return inversion.Undo(graph[node], first, target) is { } value ? (value, inversion._logJacobian) : null;
    }

    private int? Undo(Expression step, bool first, int t)
    {
        var other = first ? step.B : step.A;
        switch (step.Op)
        {
            case FormulaOp.Add:
                return Op(FormulaOp.Subtract, t, other);
            case FormulaOp.Subtract:
                return first ? Op(FormulaOp.Add, t, other) : Op(FormulaOp.Subtract, other, t);
            case FormulaOp.Multiply:
                Gain(FormulaOp.Subtract, LogAbs(other));
                return Op(FormulaOp.Divide, t, other);
            case FormulaOp.Divide when first:
                Gain(FormulaOp.Add, LogAbs(other));
                return Op(FormulaOp.Multiply, t, other);
            case FormulaOp.Divide:
                Gain(FormulaOp.Add, LogAbs(other));
                Gain(FormulaOp.Subtract, Op(FormulaOp.Multiply, Number(2), LogAbs(t)));
                return Op(FormulaOp.Divide, other, t);
            case FormulaOp.Negate:
                return Op(FormulaOp.Negate, t);
            case FormulaOp.Exp:
                Gain(FormulaOp.Subtract, LogAbs(t));
                return Op(FormulaOp.Log, t);
            case FormulaOp.Log:
                Gain(FormulaOp.Add, t);
                return Op(FormulaOp.Exp, t);
            case FormulaOp.Log10:
                Gain(FormulaOp.Add, Op(FormulaOp.Add, Op(FormulaOp.Multiply, t, Number(Math.Log(10))), Number(Math.Log(Math.Log(10)))));
                return Op(FormulaOp.Power, Number(10), t);
            case FormulaOp.Sqrt:
                Gain(FormulaOp.Add, LogAbs(Op(FormulaOp.Multiply, Number(2), t)));
                return Op(FormulaOp.If, Op(FormulaOp.GreaterOrEqual, t, Number(0)), Op(FormulaOp.Multiply, t, t), Number(double.NaN));
            case FormulaOp.Tanh:
                Gain(FormulaOp.Subtract, Op(FormulaOp.Log, Op(FormulaOp.Subtract, Number(1), Op(FormulaOp.Multiply, t, t))));
                return Op(
                    FormulaOp.Multiply,
                    Number(0.5),
                    Op(FormulaOp.Log, Op(FormulaOp.Divide, Op(FormulaOp.Add, Number(1), t), Op(FormulaOp.Subtract, Number(1), t))));
            case FormulaOp.Sigmoid:
                var rest = Op(FormulaOp.Subtract, Number(1), t);
                Gain(FormulaOp.Subtract, Op(FormulaOp.Log, Op(FormulaOp.Multiply, t, rest)));
                return Op(FormulaOp.Log, Op(FormulaOp.Divide, t, rest));
            case FormulaOp.Power:
                return first ? UndoPower(other, t) : UndoExponential(other, t);
            default:
                return UndoFunction(step.Op, t);
        }
    }

    private int? UndoFunction(FormulaOp op, int t)
    {
        switch (op)
        {
            case FormulaOp.Sinh:
                Gain(FormulaOp.Subtract, Op(FormulaOp.Log, Op(FormulaOp.Cosh, Op(FormulaOp.Asinh, t))));
                return Op(FormulaOp.Asinh, t);
            case FormulaOp.Asinh:
                Gain(FormulaOp.Add, Op(FormulaOp.Log, Op(FormulaOp.Cosh, t)));
                return Op(FormulaOp.Sinh, t);
            case FormulaOp.Atan:
                Gain(FormulaOp.Subtract, Op(FormulaOp.Multiply, Number(2), LogAbs(Op(FormulaOp.Cos, t))));
                return Op(
                    FormulaOp.If,
                    Op(FormulaOp.Less, Op(FormulaOp.Abs, t), Number(Math.PI / 2)),
                    Op(FormulaOp.Tan, t),
                    Number(double.NaN));
            case FormulaOp.Atanh:
                Gain(FormulaOp.Subtract, Op(FormulaOp.Multiply, Number(2), Op(FormulaOp.Log, Op(FormulaOp.Cosh, t))));
                return Op(FormulaOp.Tanh, t);
            case FormulaOp.Log1p:
                Gain(FormulaOp.Add, t);
                return Op(FormulaOp.Expm1, t);
            case FormulaOp.Expm1:
                Gain(FormulaOp.Subtract, Op(FormulaOp.Log1p, t));
                return Op(FormulaOp.Log1p, t);
            default:
                return null;
        }
    }

    /// <summary>
    /// x^c = t for a constant c: odd whole powers keep the sign, other than whole powers have no negative base, even ones two solutions.
    /// </summary>
    private int? UndoPower(int exponent, int t)
    {
        if (_graph.ConstantOf(exponent) is not { } c || c == 0 || !double.IsFinite(c) || c % 2 == 0)
        {
            return null;
        }

        var size = Op(FormulaOp.Power, Op(FormulaOp.Abs, t), Number(1 / c));
        Gain(FormulaOp.Add, Op(FormulaOp.Subtract, LogAbs(size), Op(FormulaOp.Add, LogAbs(t), Number(Math.Log(Math.Abs(c))))));
        var negative = c % 2 is 1 or -1 ? Op(FormulaOp.Negate, size) : Number(double.NaN);
        return Op(FormulaOp.If, Op(FormulaOp.GreaterOrEqual, t, Number(0)), size, negative);
    }

    private int? UndoExponential(int baseNode, int t)
    {
        var log = Op(FormulaOp.Log, baseNode);
        Gain(FormulaOp.Subtract, Op(FormulaOp.Add, LogAbs(t), LogAbs(log)));
        return Op(FormulaOp.Divide, Op(FormulaOp.Log, t), log);
    }

    /// <summary>The expression as intercept + slope · input, or null where it is not affine in the input.</summary>
    private (int Intercept, int Slope)? Affine(int node)
    {
        var lines = new Dictionary<int, (int Intercept, int Slope)>();
        foreach (var i in _depends.Where(one => one <= node).Order())
        {
            var step = _graph[i];
            if (step.Op == FormulaOp.Input)
            {
                lines[i] = (Number(0), Number(1));
                continue;
            }

            var (a, b) = (LineOf(step.A), step.B < 0 ? null : LineOf(step.B));
            (int, int)? line = (step.Op, a, b) switch
            {
                (FormulaOp.Negate, { } x, _) => (Op(FormulaOp.Negate, x.Intercept), Op(FormulaOp.Negate, x.Slope)),
                (FormulaOp.Add or FormulaOp.Subtract, { } x, { } y) => (Op(step.Op, x.Intercept, y.Intercept), Op(step.Op, x.Slope, y.Slope)),
                (FormulaOp.Multiply, { } x, { } y) when !_depends.Contains(step.B) => (
                    Op(FormulaOp.Multiply, x.Intercept, y.Intercept),
                    Op(FormulaOp.Multiply, x.Slope, y.Intercept)),
                (FormulaOp.Multiply, { } x, { } y) when !_depends.Contains(step.A) => (
                    Op(FormulaOp.Multiply, x.Intercept, y.Intercept),
                    Op(FormulaOp.Multiply, x.Intercept, y.Slope)),
                (FormulaOp.Divide, { } x, { } y) when !_depends.Contains(step.B) => (
                    Op(FormulaOp.Divide, x.Intercept, y.Intercept),
                    Op(FormulaOp.Divide, x.Slope, y.Intercept)),
                _ => null,
            };
            if (line is { } known)
            {
                lines[i] = known;
            }
        }

        return lines.TryGetValue(node, out var result) ? result : null;

        (int Intercept, int Slope)? LineOf(int operand) =>
            _depends.Contains(operand) ? lines.TryGetValue(operand, out var line) ? line : null : (operand, Number(0));
    }

    private (int, int)? SolveAffine((int Intercept, int Slope) line, int target)
    {
        if (_graph.ConstantOf(line.Slope) == 0)
        {
            return null;
        }

        Gain(FormulaOp.Subtract, LogAbs(line.Slope));
        return (Op(FormulaOp.Divide, Op(FormulaOp.Subtract, target, line.Intercept), line.Slope), _logJacobian);
    }

    private void Gain(FormulaOp op, int term) => _logJacobian = Op(op, _logJacobian, term);

    private int LogAbs(int node) => Op(FormulaOp.Log, Op(FormulaOp.Abs, node));

    private int Number(double value) => _graph.Constant(value);

    private int Op(FormulaOp op, int a, int b = -1, int c = -1) => _graph.Apply(op, a, b, c);
}
