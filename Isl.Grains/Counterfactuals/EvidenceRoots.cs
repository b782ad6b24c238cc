using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>A way in which an expression has its value: one input has to be the solution.</summary>
/// <param name="Input">The input.</param>
/// <param name="Solution">What it has to be, in terms of the others.</param>
/// <param name="LogJacobian">ln |d solution / d value|.</param>
/// <param name="Guard">The condition under which this is a way, or −1.</param>
internal readonly record struct EvidenceRoot(int Input, int Solution, int LogJacobian, int Guard);

/// <summary>Finds the ways in which an expression has a value, through choices, bounds, absolute values and even powers.</summary>
/// <param name="graph">The graph; nodes are added.</param>
/// <param name="candidates">Inputs to solve for, the preferred ones first.</param>
internal sealed class EvidenceRoots(ExpressionGraph graph, IReadOnlyList<int> candidates)
{
    private const int MostRoots = 16;
    private const int MaxDepth = 40;

    private int _found;

    /// <summary>The ways; none where it cannot be solved.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="target">Node of its value.</param>
    public List<EvidenceRoot> Find(int node, int target) => Find(node, target, -1, graph.Constant(0), 0);

    private List<EvidenceRoot> Find(int node, int target, int guard, int logJacobian, int depth)
    {
        if (depth > MaxDepth || _found >= MostRoots || IsNever(guard) || graph.ConstantOf(node) is not null)
        {
            return [];
        }

        var (reached, taken) = (ExpressionAlgebra.InputsOf(graph, [node]), ExpressionAlgebra.InputsOf(graph, [target]));
        foreach (var input in candidates.Where(input => reached.Contains(input) && !taken.Contains(input)))
        {
            if (ExpressionInversion.Solve(graph, node, input, target) is { } solved)
            {
                _found++;
                return [new EvidenceRoot(input, solved.Solution, Op(FormulaOp.Add, logJacobian, solved.LogJacobian), guard)];
            }
        }

        var step = graph[node];
        switch (step.Op)
        {
            case FormulaOp.Max or FormulaOp.Min:
                var bound = step.Op == FormulaOp.Max ? FormulaOp.LessOrEqual : FormulaOp.GreaterOrEqual;
                return
                [
                    .. Find(step.A, target, Both(guard, Op(bound, step.B, target)), logJacobian, depth + 1),
                    .. Find(step.B, target, Both(guard, Op(bound, step.A, target)), logJacobian, depth + 1),
                ];
            case FormulaOp.If:
                var yes = Op(FormulaOp.NotEqual, step.A, Number(0));
                return
                [
                    .. Find(step.B, target, Both(guard, yes), logJacobian, depth + 1),
                    .. Find(step.C, target, Both(guard, Op(FormulaOp.Not, yes)), logJacobian, depth + 1),
                ];
            case FormulaOp.Abs:
                return Mirrored(step.A, target, target, logJacobian);
            case FormulaOp.Cosh:
                var angle = Op(FormulaOp.Acosh, target);
                return Mirrored(step.A, angle, angle, Op(FormulaOp.Subtract, logJacobian, Log(Op(FormulaOp.Sinh, angle))));
            case FormulaOp.Multiply when step.A == step.B:
                return EvenPower(step.A, 2);
            case FormulaOp.Power when graph.ConstantOf(step.B) is { } power && power % 2 == 0 && power != 0:
                return EvenPower(step.A, power);
            default:
                return Operand(first: true) is { Count: > 0 } roots ? roots : Operand(first: false);
        }

        List<EvidenceRoot> EvenPower(int inner, double power)
        {
            // |inner| = t^(1/c), and its derivative by t is |inner| / (c t).
            var size = Op(FormulaOp.Power, target, Number(1 / power));
            var slope = Op(FormulaOp.Subtract, Log(size), Op(FormulaOp.Add, Log(target), Number(Math.Log(Math.Abs(power)))));
            return Mirrored(inner, size, target, Op(FormulaOp.Add, logJacobian, slope));
        }

        List<EvidenceRoot> Mirrored(int inner, int size, int positive, int log) =>
        [
            .. Find(inner, size, Both(guard, Op(FormulaOp.GreaterOrEqual, positive, Number(0))), log, depth + 1),
            .. Find(inner, Op(FormulaOp.Negate, size), Both(guard, Op(FormulaOp.Greater, positive, Number(0))), log, depth + 1),
        ];

        List<EvidenceRoot> Operand(bool first)
        {
            var operand = first ? step.A : step.B;
            return operand < 0 || ExpressionInversion.Undo(graph, node, first, target) is not { } undone
                ? []
                : Find(operand, undone.Target, guard, Op(FormulaOp.Add, logJacobian, undone.LogJacobian), depth + 1);
        }
    }

    private bool IsNever(int guard) => guard >= 0 && graph.ConstantOf(guard) is 0 or double.NaN;

    private int Both(int guard, int condition) => graph.ConstantOf(condition) is not (null or 0) ? guard
        : guard < 0 ? condition
        : Op(FormulaOp.And, guard, condition);

    private int Log(int node) => Op(FormulaOp.Log, Op(FormulaOp.Abs, node));

    private int Number(double value) => graph.Constant(value);

    private int Op(FormulaOp op, int a, int b = -1) => graph.Apply(op, a, b);
}
