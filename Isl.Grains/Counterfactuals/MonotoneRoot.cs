using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>Solves draw by draw for an input in which an expression rises or falls throughout, by bisection written out as expressions.</summary>
internal static class MonotoneRoot
{
    private const int Bisections = 60;
    private const int MostNodes = 250;
    private const double Tail = 1e-15;

    /// <summary>The way in which the first such input has to be the solution; null where there is none.</summary>
    public static EvidenceRoot? Find(Abduction abduction, PendingEvidence one, IReadOnlyList<int> candidates, CancellationToken cancellation)
    {
        var graph = abduction.Graph;
        if (new ExpressionValues(graph, one.Node).Size > MostNodes)
        {
            return null;
        }

        foreach (var input in candidates)
        {
            if (new Directions(abduction, input).Of(one.Node) is { } direction and not 0)
            {
                return Bisect(abduction, one, input, direction > 0, cancellation);
            }
        }

        return null;
    }

    private static EvidenceRoot Bisect(Abduction abduction, PendingEvidence one, int input, bool rises, CancellationToken cancellation)
    {
        var (graph, distribution) = (abduction.Graph, abduction.Distributions[input]);
        distribution.Prepare(cancellation);
        var (low, high) = (graph.Constant(distribution.Quantile(Tail)), graph.Constant(distribution.Quantile(1 - Tail)));
        var target = graph.Constant(one.Value);
        var below = rises ? FormulaOp.Less : FormulaOp.Greater;
        var guard = Op(FormulaOp.And, Op(below, At(low), target), Op(FormulaOp.Not, Op(below, At(high), target)));
        for (var i = 0; i < Bisections; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var middle = Op(FormulaOp.Multiply, Op(FormulaOp.Add, low, high), graph.Constant(0.5));
            var isBelow = Op(below, At(middle), target);
            (low, high) = (Op(FormulaOp.If, isBelow, middle, low), Op(FormulaOp.If, isBelow, high, middle));
        }

        var solution = Op(FormulaOp.Multiply, Op(FormulaOp.Add, low, high), graph.Constant(0.5));
        var step = graph.Constant(1e-5 * (distribution.Quantile(0.84) - distribution.Quantile(0.16)));
        var rise = Op(FormulaOp.Subtract, At(Op(FormulaOp.Add, solution, step)), At(Op(FormulaOp.Subtract, solution, step)));
        var slope = Op(FormulaOp.Divide, Op(FormulaOp.Abs, rise), Op(FormulaOp.Multiply, step, graph.Constant(2)));
        return new EvidenceRoot(input, solution, Op(FormulaOp.Negate, Op(FormulaOp.Log, slope)), guard);

        int At(int value) => ExpressionAlgebra.Substitute(graph, [one.Node], other => other == input ? value : null)[0];

        int Op(FormulaOp op, int a, int b = -1, int c = -1) => graph.Apply(op, a, b, c);
    }

    /// <summary>Whether expressions rise (1), fall (−1) or stay (0) with an input; null where it is not known.</summary>
    private sealed class Directions(Abduction abduction, int input)
    {
        private readonly Dictionary<int, int?> _known = [];

        public int? Of(int node)
        {
            if (_known.TryGetValue(node, out var known))
            {
                return known;
            }

            return _known[node] = Find(abduction.Graph[node]);
        }

        private int? Find(Expression step)
        {
            if (step.Op == FormulaOp.Number)
            {
                return 0;
            }

            if (step.Op == FormulaOp.Input)
            {
                return step.Bits == input ? 1 : 0;
            }

            var (a, b) = (step.A < 0 ? 0 : Of(step.A), step.B < 0 ? 0 : Of(step.B));
            if (a == 0 && b == 0 && (step.C < 0 || Of(step.C) == 0))
            {
                return 0;
            }

            return step.Op switch
            {
                FormulaOp.Add => Same(a, b),
                FormulaOp.Subtract => Same(a, -b),
                FormulaOp.Negate => -a,
                FormulaOp.Multiply when b == 0 => a * SignOf(step.B),
                FormulaOp.Multiply when a == 0 => b * SignOf(step.A),
                FormulaOp.Divide when b == 0 => a * SignOf(step.B),
                FormulaOp.Exp or FormulaOp.Log or FormulaOp.Log10 or FormulaOp.Sqrt or FormulaOp.Tanh or FormulaOp.Sigmoid or FormulaOp.Atan
                    or FormulaOp.Sinh or FormulaOp.Asinh or FormulaOp.Atanh or FormulaOp.Log1p or FormulaOp.Expm1 or FormulaOp.Asin => a,
                FormulaOp.Power when b == 0 && abduction.Graph.ConstantOf(step.B) is { } c && c > 0 && c % 2 == 1 => a,
                _ => null,
            };
        }

        private static int? Same(int? a, int? b) => a is null || b is null ? null : a == 0 ? b : b == 0 || a == b ? a : null;

        /// <summary>The sign of an input; null where it may have either, or be 0 with positive probability.</summary>
        private static int? SignOf(Distribution distribution) =>
            distribution.IsDiscrete && distribution.LogDensity(0) > double.NegativeInfinity ? null
            : distribution.Support is { Low: >= 0 } ? 1
            : distribution.Support is { High: <= 0 } ? -1
            : null;

        /// <summary>The sign of a factor that the input does not reach; null where it may have either.</summary>
        private int? SignOf(int node)
        {
            var step = abduction.Graph[node];
            return step.Op switch
            {
                FormulaOp.Number => Math.Sign(step.Value),
                FormulaOp.Exp or FormulaOp.Sigmoid or FormulaOp.Cosh => 1,
                FormulaOp.Input => SignOf(abduction.Distributions[(int)step.Bits]),
                FormulaOp.Add => Same(SignOf(step.A), SignOf(step.B)),
                FormulaOp.Multiply => SignOf(step.A) * SignOf(step.B),
                _ => null,
            };
        }
    }
}
