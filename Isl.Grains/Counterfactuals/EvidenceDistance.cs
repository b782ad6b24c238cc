using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>How far draws are from an observed value that they can only meet or miss: a way down to it where few of them meet it.</summary>
/// <remarks>
/// A threshold says only on which side of it a draw lies. The distance reads how far from the right side it is: the excess of one side of a
/// comparison over the other, the nearer of two branches, the sum over conditions that must hold together. It is 0
/// where the value is met, up to ties.
/// </remarks>
/// <param name="graph">The expressions; distances are added to it.</param>
internal sealed class EvidenceDistance(ExpressionGraph graph)
{
    private const int Deepest = 64;

    /// <summary>The distance of an expression from a value, as an expression; null where it cannot have the value.</summary>
    public int? Of(int node, double value, int depth = 0)
    {
        var step = graph[node];
        if (graph.ConstantOf(node) is { } constant)
        {
            return EvidenceErrors.Agrees(constant, value) ? graph.Constant(0) : null;
        }

        if (depth > Deepest)
        {
            return Gap(node, value);
        }

        return step.Op switch
        {
            FormulaOp.If => Nearer(
                Sum(Holds(step.A, true, depth + 1), Of(step.B, value, depth + 1)),
                Sum(Holds(step.A, false, depth + 1), Of(step.C, value, depth + 1))),
            FormulaOp.Less or FormulaOp.LessOrEqual or FormulaOp.Greater or FormulaOp.GreaterOrEqual or FormulaOp.Equal or FormulaOp.NotEqual
                or FormulaOp.And or FormulaOp.Or or FormulaOp.Not => value is 0 or 1 ? Holds(node, value == 1, depth + 1) : null,
            FormulaOp.Floor => Within(step.A, value, value + 1),
            FormulaOp.Ceil => Within(step.A, value - 1, value),
            FormulaOp.Round => Within(step.A, value - 0.5, value + 0.5),
            FormulaOp.Negate => Of(step.A, -value, depth + 1),
            FormulaOp.Add when graph.ConstantOf(step.A) is { } a => Of(step.B, value - a, depth + 1),
            FormulaOp.Add when graph.ConstantOf(step.B) is { } b => Of(step.A, value - b, depth + 1),
            FormulaOp.Subtract when graph.ConstantOf(step.A) is { } a => Of(step.B, a - value, depth + 1),
            FormulaOp.Subtract when graph.ConstantOf(step.B) is { } b => Of(step.A, value + b, depth + 1),
            FormulaOp.Multiply when graph.ConstantOf(step.A) is { } a and not 0 => Of(step.B, value / a, depth + 1),
            FormulaOp.Multiply when graph.ConstantOf(step.B) is { } b and not 0 => Of(step.A, value / b, depth + 1),
            _ => Gap(node, value),
        };
    }

    /// <summary>How far a draw is from where a likelihood is positive; null where nothing tells.</summary>
    /// <param name="weight">The logarithm of the likelihood.</param>
    public int? OfSupport(int weight)
    {
        var step = graph[weight];
        return step.Op switch
        {
            FormulaOp.Possible => OfSupport(step.A),
            FormulaOp.Add => Both(OfSupport(step.A), OfSupport(step.B)),
            FormulaOp.LogDensity => Outside(step.A, graph.Densities[(int)step.Bits].Support),
            FormulaOp.If when graph.ConstantOf(step.C) == double.NegativeInfinity => Both(Holds(step.A, true, 0), OfSupport(step.B)),
            _ => null,
        };

        int? Both(int? a, int? b) => a is null || b is null ? a ?? b : Sum(a, b);

        int? Outside(int node, (double Low, double High) support) => Both(
            double.IsFinite(support.Low) ? Excess(graph.Constant(support.Low), node) : null,
            double.IsFinite(support.High) ? Excess(node, graph.Constant(support.High)) : null);
    }

    /// <summary>How far a condition is from being as wanted; null where it cannot be.</summary>
    private int? Holds(int node, bool wanted, int depth)
    {
        var step = graph[node];
        if (graph.ConstantOf(node) is { } constant)
        {
            return constant != 0 == wanted ? graph.Constant(0) : null;
        }

        if (depth > Deepest)
        {
            return wanted ? Miss(node) : Gap(node, 0);
        }

        return step.Op switch
        {
            FormulaOp.Less or FormulaOp.LessOrEqual => wanted ? Excess(step.A, step.B) : Excess(step.B, step.A),
            FormulaOp.Greater or FormulaOp.GreaterOrEqual => wanted ? Excess(step.B, step.A) : Excess(step.A, step.B),
            FormulaOp.Equal => wanted ? Equality(step, depth) : Miss(graph.Apply(FormulaOp.Subtract, step.A, step.B)),
            FormulaOp.NotEqual => wanted ? Miss(graph.Apply(FormulaOp.Subtract, step.A, step.B)) : Equality(step, depth),
            FormulaOp.And => wanted
                ? Sum(Holds(step.A, true, depth + 1), Holds(step.B, true, depth + 1))
                : Nearer(Holds(step.A, false, depth + 1), Holds(step.B, false, depth + 1)),
            FormulaOp.Or => wanted
                ? Nearer(Holds(step.A, true, depth + 1), Holds(step.B, true, depth + 1))
                : Sum(Holds(step.A, false, depth + 1), Holds(step.B, false, depth + 1)),
            FormulaOp.Not => Holds(step.A, !wanted, depth + 1),
            FormulaOp.If => Nearer(
                Sum(Holds(step.A, true, depth + 1), Holds(step.B, wanted, depth + 1)),
                Sum(Holds(step.A, false, depth + 1), Holds(step.C, wanted, depth + 1))),
            _ => wanted ? Miss(node) : Gap(node, 0),
        };
    }

    private int? Equality(Expression step, int depth) => graph.ConstantOf(step.A) is { } a ? Of(step.B, a, depth + 1)
        : graph.ConstantOf(step.B) is { } b ? Of(step.A, b, depth + 1)
        : graph.Apply(FormulaOp.Abs, graph.Apply(FormulaOp.Subtract, step.A, step.B));

    private int Gap(int node, double value) => graph.Apply(FormulaOp.Abs, graph.Apply(FormulaOp.Subtract, node, graph.Constant(value)));

    private int Excess(int a, int b) => graph.Apply(FormulaOp.Max, graph.Constant(0), graph.Apply(FormulaOp.Subtract, a, b));

    /// <summary>1 where an expression is 0, else 0: nothing tells how near another value is.</summary>
    private int Miss(int node) => graph.Apply(
        FormulaOp.If, graph.Apply(FormulaOp.NotEqual, node, graph.Constant(0)), graph.Constant(0), graph.Constant(1));

    private int Within(int node, double low, double high) =>
        graph.Apply(FormulaOp.Add, Excess(graph.Constant(low), node), Excess(node, graph.Constant(high)));

    private int? Sum(int? a, int? b) => a is { } one && b is { } other ? graph.Apply(FormulaOp.Add, one, other) : null;

    private int? Nearer(int? a, int? b) => a is { } one && b is { } other ? graph.Apply(FormulaOp.Min, one, other) : a ?? b;
}
