using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Robustness;

/// <summary>An outcome as a function of the decisions plus noise that does not depend on them.</summary>
/// <param name="Mean">Node of the function of the decisions.</param>
/// <param name="Slopes">What each random input is multiplied by in the noise; none is 0.</param>
internal sealed record AdditiveSplit(int Mean, IReadOnlyDictionary<int, double> Slopes)
{
    /// <summary>Splits an outcome; null where its noise is not added.</summary>
    public static AdditiveSplit? Of(DecisionWorld world, int outcome)
    {
        var graph = world.Graph;
        var known = new Dictionary<int, AffineForm?>();
        var (decided, drawn) = Reached(world);
        var slopes = new SortedDictionary<int, double>();
        var mean = graph.Constant(0);
        var open = new Stack<(int Node, double Factor)>([(outcome, 1)]);
        while (open.TryPop(out var part))
        {
            var step = graph[part.Node];
            if (!drawn[part.Node])
            {
                mean = graph.Apply(FormulaOp.Add, mean, graph.Apply(FormulaOp.Multiply, part.Node, graph.Constant(part.Factor)));
            }
            else if (!decided[part.Node] && AffineForm.Of(graph, part.Node, known) is { } noise)
            {
                mean = graph.Apply(FormulaOp.Add, mean, graph.Constant(part.Factor * noise.Constant));
                foreach (var (input, slope) in noise.Slopes)
                {
                    slopes[input] = slopes.GetValueOrDefault(input) + (part.Factor * slope);
                }
            }
            else if (!Open(graph, step, part.Factor, open))
            {
                return null;
            }
        }

        return new AdditiveSplit(mean, slopes.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => pair.Value));
    }

    /// <summary>For each node, whether a decision and whether a random input reaches it.</summary>
    private static (bool[] Decided, bool[] Drawn) Reached(DecisionWorld world)
    {
        var graph = world.Graph;
        var (decided, drawn) = (new bool[graph.Nodes.Length], new bool[graph.Nodes.Length]);
        for (var i = 0; i < decided.Length; i++) // operands before their users
        {
            var node = graph[i];
            foreach (var operand in (ReadOnlySpan<int>)[node.A, node.B, node.C])
            {
                decided[i] |= operand >= 0 && decided[operand];
                drawn[i] |= operand >= 0 && drawn[operand];
            }

            decided[i] |= node.Op == FormulaOp.Input && node.Bits >= world.FirstDecision;
            drawn[i] |= node.Op == FormulaOp.Input && node.Bits < world.FirstDecision;
        }

        return (decided, drawn);
    }

    /// <summary>Puts the terms of a sum, or of a multiple of one, on the stack; false where it is neither.</summary>
    private static bool Open(ExpressionGraph graph, Expression step, double factor, Stack<(int Node, double Factor)> open)
    {
        switch (step.Op)
        {
            case FormulaOp.Add:
                open.Push((step.A, factor));
                open.Push((step.B, factor));
                return true;
            case FormulaOp.Subtract:
                open.Push((step.A, factor));
                open.Push((step.B, -factor));
                return true;
            case FormulaOp.Negate:
                open.Push((step.A, -factor));
                return true;
            case FormulaOp.Multiply when graph.ConstantOf(step.A) is { } constant:
                open.Push((step.B, factor * constant));
                return true;
            case FormulaOp.Multiply when graph.ConstantOf(step.B) is { } constant:
                open.Push((step.A, factor * constant));
                return true;
            case FormulaOp.Divide when graph.ConstantOf(step.B) is { } constant:
                open.Push((step.A, factor / constant));
                return true;
            default:
                return false;
        }
    }
}
