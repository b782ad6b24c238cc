using System.Collections.Immutable;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>A way in which an expression has its value: one input has to be the solution.</summary>
/// <param name="Input">The input.</param>
/// <param name="Solution">What it has to be, in terms of the others.</param>
/// <param name="LogJacobian">ln |d solution / d value|.</param>
/// <param name="Guard">The condition under which this is a way, or −1.</param>
internal readonly record struct EvidenceRoot(int Input, int Solution, int LogJacobian, int Guard);

/// <summary>
/// Finds the ways in which an expression has a value, through choices, bounds, absolute values, even powers and factors that may be 0.
/// </summary>
/// <param name="abduction">The inputs, and the graph, to which nodes are added.</param>
/// <param name="candidates">Inputs to solve for, the preferred ones first.</param>
internal sealed class EvidenceRoots(Abduction abduction, IReadOnlyList<int> candidates)
{
    private const int MostRoots = 16;

    /// <summary>Values of a discrete factor up to which each has a way of its own.</summary>
    private const int MostValues = 4;

    private const int MaxDepth = 40;

    /// <summary>Expressions to look at: each way through a choice in a choice doubles them.</summary>
    private const int MostLooks = 400;

    private readonly ExpressionGraph _graph = abduction.Graph;
    private readonly VanishingFactor _factors = new(abduction);
    private int _found;
    private int _looks;

    private bool IsCut => _found > MostRoots || _looks > MostLooks;

    /// <summary>The ways; none where it cannot be solved, or where there are too many to find them all.</summary>
    /// <param name="node">The expression.</param>
    /// <param name="target">Node of its value.</param>
    public List<EvidenceRoot> Find(int node, int target)
    {
        var roots = Find(_factors.WithoutZeros(node), new Wanted(target, -1, _graph.Constant(0), 0, []));
        return IsCut ? [] : roots;
    }

    private List<EvidenceRoot> Find(int node, Wanted wanted)
    {
        _looks++;
        if (wanted.Depth > MaxDepth || IsCut || IsNever(wanted.Guard) || _graph.ConstantOf(node) is not null)
        {
            return [];
        }

        var (reached, taken) = (ExpressionAlgebra.InputsOf(_graph, [node]), ExpressionAlgebra.InputsOf(_graph, [wanted.Target]));
        int? split = null;
        foreach (var input in candidates.Where(input => reached.Contains(input) && !taken.Contains(input)))
        {
            if (ExpressionInversion.Solve(_graph, node, input, wanted.Target) is { } solved)
            {
                if (_factors.Of(node, wanted.Target, input, wanted.Factors) is { } factor)
                {
                    split ??= factor; // one that always matters may follow
                    continue;
                }

                _found++;
                return [new EvidenceRoot(input, solved.Solution, Op(FormulaOp.Add, wanted.LogJacobian, solved.LogJacobian), wanted.Guard)];
            }
        }

        return split is { } parted ? Parts(node, parted, wanted) : Branches(node, wanted);
    }

    /// <summary>The ways where a factor is 0, which leaves what is behind it out, and where it is not.</summary>
    private List<EvidenceRoot> Parts(int node, int factor, Wanted wanted)
    {
        foreach (var input in ExpressionAlgebra.InputsOf(_graph, [factor]))
        {
            if (abduction.Distributions[input] is DiscreteDistribution { Values.Length: <= MostValues } discrete)
            {
                return
                [
                    .. discrete.Values.ToArray().SelectMany(value => Find(
                        _factors.WithoutZeros(ExpressionAlgebra.Substitute(_graph, [node], one => one == input ? Number(value) : null)[0]),
                        Under(wanted, Op(FormulaOp.Equal, _graph.Input(input), Number(value))))),
                ];
            }
        }

        var isThere = Op(FormulaOp.NotEqual, factor, Number(0));
        return
        [
            .. Find(node, Under(wanted, isThere) with { Factors = [.. wanted.Factors, factor] }),
            .. Find(
                _factors.WithoutZeros(ExpressionAlgebra.Substitute(_graph, [node], _ => null, (factor, Number(0)))[0]),
                Under(wanted, Op(FormulaOp.Equal, factor, Number(0)))),
        ];
    }

    /// <summary>The ways through the outermost operation, where it has more than one.</summary>
    private List<EvidenceRoot> Branches(int node, Wanted wanted)
    {
        var step = _graph[node];
        switch (step.Op)
        {
            case FormulaOp.Max or FormulaOp.Min:
                var bound = step.Op == FormulaOp.Max ? FormulaOp.LessOrEqual : FormulaOp.GreaterOrEqual;
                return
                [
                    .. Find(step.A, Under(wanted, Op(bound, step.B, wanted.Target))),
                    .. Find(step.B, Under(wanted, Op(bound, step.A, wanted.Target))),
                ];
            case FormulaOp.If:
                var yes = Op(FormulaOp.NotEqual, step.A, Number(0));
                return [.. Find(step.B, Under(wanted, yes)), .. Find(step.C, Under(wanted, Op(FormulaOp.Not, yes)))];
            case FormulaOp.Abs:
                return Mirrored(step.A, wanted.Target, wanted);
            case FormulaOp.Cosh:
                var angle = Op(FormulaOp.Acosh, wanted.Target);
                var slope = Op(FormulaOp.Subtract, wanted.LogJacobian, Log(Op(FormulaOp.Sinh, angle)));
                return Mirrored(step.A, angle, wanted with { LogJacobian = slope });
            case FormulaOp.Multiply when step.A == step.B:
                return EvenPower(step.A, 2, wanted);
            case FormulaOp.Power when _graph.ConstantOf(step.B) is { } power && power % 2 == 0 && power != 0:
                return EvenPower(step.A, power, wanted);
            default:
                return Operand(node, first: true, wanted) is { Count: > 0 } roots ? roots : Operand(node, first: false, wanted);
        }
    }

    private List<EvidenceRoot> EvenPower(int inner, double power, Wanted wanted)
    {
        // |inner| = t^(1/c), and its derivative by t is |inner| / (c t).
        var size = Op(FormulaOp.Power, wanted.Target, Number(1 / power));
        var slope = Op(FormulaOp.Subtract, Log(size), Op(FormulaOp.Add, Log(wanted.Target), Number(Math.Log(Math.Abs(power)))));
        return Mirrored(inner, size, wanted with { LogJacobian = Op(FormulaOp.Add, wanted.LogJacobian, slope) });
    }

    /// <summary>inner = size or −size, where the value that was wanted is not negative.</summary>
    private List<EvidenceRoot> Mirrored(int inner, int size, Wanted wanted) =>
    [
        .. Find(inner, Under(wanted, Op(FormulaOp.GreaterOrEqual, wanted.Target, Number(0))) with { Target = size }),
        .. Find(inner, Under(wanted, Op(FormulaOp.Greater, wanted.Target, Number(0))) with { Target = Op(FormulaOp.Negate, size) }),
    ];

    private List<EvidenceRoot> Operand(int node, bool first, Wanted wanted)
    {
        var operand = first ? _graph[node].A : _graph[node].B;
        return operand >= 0 && ExpressionInversion.Undo(_graph, node, first, wanted.Target) is { } undone
            ? Find(
                operand,
                new Wanted(
                    undone.Target, wanted.Guard, Op(FormulaOp.Add, wanted.LogJacobian, undone.LogJacobian), wanted.Depth + 1, wanted.Factors))
            : [];
    }

    private Wanted Under(Wanted wanted, int condition) => wanted with { Guard = Both(wanted.Guard, condition), Depth = wanted.Depth + 1 };

    private bool IsNever(int guard) => guard >= 0 && _graph.ConstantOf(guard) is 0 or double.NaN;

    private int Both(int guard, int condition) => _graph.ConstantOf(condition) is not (null or 0) ? guard
        : guard < 0 ? condition
        : Op(FormulaOp.And, guard, condition);

    private int Log(int node) => Op(FormulaOp.Log, Op(FormulaOp.Abs, node));

    private int Number(double value) => _graph.Constant(value);

    private int Op(FormulaOp op, int a, int b = -1) => _graph.Apply(op, a, b);

    /// <summary>What an expression should be, under which condition, and what the way there made of a density; factors that are not 0.</summary>
    private readonly record struct Wanted(int Target, int Guard, int LogJacobian, int Depth, ImmutableArray<int> Factors);
}
