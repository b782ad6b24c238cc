using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;

namespace Isl.Grains.Counterfactuals;

/// <summary>Evidence that is linear in normal inputs, conditioned on all at once.</summary>
/// <param name="Solutions">The inputs in terms of what is drawn for them.</param>
/// <param name="Used">What was accounted for.</param>
/// <remarks>
/// With prior draws x and equations y = Cx + c, x + DCᵀ(CDCᵀ)⁻¹(y − c − Cx) has the conditional distribution (Matheron's rule; Hoffman and Ribak
/// 1991). An input that only one equation reads follows from it instead, so that the equation holds to the last digit and the rest stays small.
/// </remarks>
internal sealed record GaussianEvidence(Dictionary<int, int> Solutions, List<PendingEvidence> Used)
{
    /// <summary>Most coefficients of the conditional expressions together.</summary>
    private const long MostTerms = 100_000;

    private const int MostEquations = 1000;

    /// <summary>What is left of a variance below this share is rounding: the equation follows from the others.</summary>
    private const double Redundant = 1e-13;

    /// <summary>Conditions on what can be; null where nothing can.</summary>
    public static GaussianEvidence? Find(Abduction abduction, IReadOnlyList<PendingEvidence> pending, CancellationToken cancellation)
    {
        var known = new Dictionary<int, AffineForm?>();
        var equations = pending
            .Select(one => Equation.Of(abduction, one, known))
            .OfType<Equation>()
            .Take(MostEquations)
            .ToList();
        return equations.Count == 0 ? null : Condition(abduction, equations, cancellation);
    }

    private static GaussianEvidence? Condition(Abduction abduction, List<Equation> equations, CancellationToken cancellation)
    {
        var variance = equations
            .SelectMany(equation => equation.Form.Slopes.Keys)
            .Distinct()
            .ToDictionary(input => input, input => ((NormalDistribution)abduction.Distributions[input]).Variance);
        var (factor, chosen) = Factorise(equations, variance, cancellation);
        var readers = chosen.SelectMany(equation => equation.Form.Slopes.Keys).GroupBy(input => input).ToDictionary(g => g.Key, g => g.Count());
        var privates = chosen.Select(equation => equation.Form.Slopes
            .Where(pair => readers[pair.Key] == 1)
            .OrderByDescending(pair => Math.Abs(pair.Value) * Math.Sqrt(variance[pair.Key]))
            .Select(pair => (int?)pair.Key)
            .FirstOrDefault()).ToList();
        var others = readers.Keys.Except(privates.OfType<int>()).Order().ToList();
        if ((long)others.Count * chosen.Count > MostTerms)
        {
            return null;
        }

        var graph = abduction.Graph;
        var solutions = new Dictionary<int, int>();
        var misses = chosen.ConvertAll(one => Op(FormulaOp.Subtract, graph.Constant(one.Value), Sum(graph, one.Form, graph.Input)));
        foreach (var input in others)
        {
            cancellation.ThrowIfCancellationRequested();
            var gains = Solve(factor, [.. chosen.Select(equation => equation.Form.Slopes.GetValueOrDefault(input) * variance[input])]);
            var node = graph.Input(input);
            for (var k = 0; k < gains.Length; k++)
            {
                node = gains[k] == 0 ? node : Op(FormulaOp.Add, node, Op(FormulaOp.Multiply, misses[k], graph.Constant(gains[k])));
            }

            solutions[input] = node;
        }

        for (var k = 0; k < chosen.Count; k++)
        {
            if (privates[k] is { } own)
            {
                // The inputs that only this equation reads share what is missing by their variances; the chosen one takes what is left.
                var form = chosen[k].Form;
                var rest = new AffineForm(form.Constant, form.Slopes.Where(pair => pair.Key != own).ToDictionary());
                var value = Op(
                    FormulaOp.Subtract,
                    graph.Constant(chosen[k].Value),
                    Sum(graph, rest, input => solutions.TryGetValue(input, out var node) ? node : graph.Input(input)));
                solutions[own] = Op(FormulaOp.Divide, value, graph.Constant(form.Slopes[own]));
            }
        }

        return new GaussianEvidence(solutions, [.. chosen.Select(equation => equation.Evidence)]);

        int Op(FormulaOp op, int a, int b) => graph.Apply(op, a, b);
    }

    /// <summary>The Cholesky factor of the covariance of the equations, without those that follow from others.</summary>
    private static (List<double[]> Factor, List<Equation> Chosen) Factorise(
        List<Equation> equations, Dictionary<int, double> variance, CancellationToken cancellation)
    {
        var (factor, chosen) = (new List<double[]>(), new List<Equation>());
        foreach (var equation in equations)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = new double[chosen.Count + 1];
            var own = Covariance(equation, equation, variance);
            var left = own;
            for (var j = 0; j < chosen.Count; j++)
            {
                var sum = Covariance(equation, chosen[j], variance);
                for (var m = 0; m < j; m++)
                {
                    sum -= row[m] * factor[j][m];
                }

                row[j] = sum / factor[j][j];
                left -= row[j] * row[j];
            }

            // What follows from the others is checked, or settled, once they are put in.
            if (left > Redundant * own)
            {
                row[^1] = Math.Sqrt(left);
                factor.Add(row);
                chosen.Add(equation);
            }
        }

        return (factor, chosen);
    }

    private static double Covariance(Equation a, Equation b, Dictionary<int, double> variance)
    {
        var (few, many) = a.Form.Slopes.Count <= b.Form.Slopes.Count ? (a.Form.Slopes, b.Form.Slopes) : (b.Form.Slopes, a.Form.Slopes);
        return few.Sum(pair => many.TryGetValue(pair.Key, out var other) ? pair.Value * other * variance[pair.Key] : 0);
    }

    private static int Sum(ExpressionGraph graph, AffineForm form, Func<int, int> node)
    {
        var sum = graph.Constant(form.Constant);
        foreach (var (input, slope) in form.Slopes.OrderBy(pair => pair.Key))
        {
            sum = graph.Apply(FormulaOp.Add, sum, graph.Apply(FormulaOp.Multiply, node(input), graph.Constant(slope)));
        }

        return sum;
    }

    /// <summary>Solves L Lᵀ x = b.</summary>
    private static double[] Solve(List<double[]> factor, double[] b)
    {
        for (var i = 0; i < b.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                b[i] -= factor[i][j] * b[j];
            }

            b[i] /= factor[i][i];
        }

        for (var i = b.Length - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < b.Length; j++)
            {
                b[i] -= factor[j][i] * b[j];
            }

            b[i] /= factor[i][i];
        }

        return b;
    }

    /// <summary>An observed value as a linear equation.</summary>
    private sealed record Equation(PendingEvidence Evidence, AffineForm Form, double Value)
    {
        /// <summary>The equation, after operations around it with one solution are undone; null where it is none in normal inputs alone.</summary>
        public static Equation? Of(Abduction abduction, PendingEvidence one, Dictionary<int, AffineForm?> known)
        {
            var (graph, node, target) = (abduction.Graph, one.Node, abduction.Graph.Constant(one.Value));
            while (true)
            {
                if (AffineForm.Of(graph, node, known) is { } form)
                {
                    return form.Slopes.Count > 0
                        && form.Slopes.Keys.All(input => abduction.Distributions[input] is NormalDistribution)
                        && graph.ConstantOf(target) is { } value && double.IsFinite(value)
                        ? new Equation(one, form, value)
                        : null;
                }

                if (Peel(graph, node, target) is not { } inner)
                {
                    return null;
                }

                (node, target) = inner;
            }
        }

        /// <summary>The one operand that is not constant, and its value.</summary>
        private static (int Node, int Target)? Peel(ExpressionGraph graph, int node, int target)
        {
            var step = graph[node];
            var first = step.A >= 0 && graph.ConstantOf(step.A) is null;
            if (step.C >= 0 || step.A < 0 || (step.B >= 0 && first == (graph.ConstantOf(step.B) is null)))
            {
                return null;
            }

            var (operand, bound) = first ? (step.A, step.B) : (step.B, step.A);
            if (step.Op is FormulaOp.Max or FormulaOp.Min)
            {
                var beyond = graph.Apply(step.Op == FormulaOp.Max ? FormulaOp.Greater : FormulaOp.Less, target, bound);
                return graph.ConstantOf(beyond) == 1 ? (operand, target) : null;
            }

            return ExpressionInversion.Undo(graph, node, first, target) is { } undone && graph.ConstantOf(undone.Target) is { } value
                && double.IsFinite(value)
                ? (operand, undone.Target)
                : null;
        }
    }
}
