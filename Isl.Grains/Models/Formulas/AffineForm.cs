namespace Isl.Grains.Models.Formulas;

/// <summary>An expression as constant + Σ coefficient · input.</summary>
/// <param name="Constant">The constant.</param>
/// <param name="Slopes">Coefficients by input; none is 0.</param>
internal sealed record AffineForm(double Constant, IReadOnlyDictionary<int, double> Slopes)
{
    /// <summary>The form of a node; null where it is not affine in its inputs with constant coefficients. O(nodes · inputs).</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="node">The node.</param>
    /// <param name="known">Forms that are known already; more are added.</param>
    public static AffineForm? Of(ExpressionGraph graph, int node, Dictionary<int, AffineForm?> known)
    {
        // Operands stand before their users, so that a stack of what is still to do needs no recursion.
        var open = new Stack<int>([node]);
        while (open.TryPeek(out var at))
        {
            if (known.ContainsKey(at))
            {
                open.Pop();
                continue;
            }

            var step = graph[at];
            var missing = new[] { step.A, step.B, step.C }.Where(operand => operand >= 0 && !known.ContainsKey(operand)).ToArray();
            if (missing.Length == 0)
            {
                known[at] = Combine(graph, step, known);
                open.Pop();
                continue;
            }

            foreach (var operand in missing)
            {
                open.Push(operand);
            }
        }

        return known[node];
    }

    private static AffineForm? Combine(ExpressionGraph graph, Expression step, Dictionary<int, AffineForm?> known)
    {
        switch (step.Op)
        {
            case FormulaOp.Number:
                return new AffineForm(step.Value, new Dictionary<int, double>());
            case FormulaOp.Input:
                return new AffineForm(0, new Dictionary<int, double> { [(int)step.Bits] = 1 });
        }

        var (a, b) = (known[step.A], step.B < 0 ? null : known[step.B]);
        return (step.Op, a, b) switch
        {
            (FormulaOp.Negate, { } x, _) => Sum(x, -1, null, 0),
            (FormulaOp.Add, { } x, { } y) => Sum(x, 1, y, 1),
            (FormulaOp.Subtract, { } x, { } y) => Sum(x, 1, y, -1),
            (FormulaOp.Multiply, { } x, { } y) when y.Slopes.Count == 0 => Sum(x, y.Constant, null, 0),
            (FormulaOp.Multiply, { } x, { } y) when x.Slopes.Count == 0 => Sum(y, x.Constant, null, 0),
            (FormulaOp.Divide, { } x, { } y) when y.Slopes.Count == 0 => Sum(x, 1 / y.Constant, null, 0),
            _ => null,
        };
    }

    private static AffineForm? Sum(AffineForm a, double p, AffineForm? b, double q)
    {
        var slopes = new Dictionary<int, double>(a.Slopes.Count + (b?.Slopes.Count ?? 0));
        foreach (var (input, slope) in a.Slopes)
        {
            slopes[input] = p * slope;
        }

        foreach (var (input, slope) in b?.Slopes ?? new Dictionary<int, double>())
        {
            slopes[input] = slopes.GetValueOrDefault(input) + (q * slope);
        }

        var constant = (p * a.Constant) + (b is null ? 0 : q * b.Constant);
        return double.IsFinite(constant) && slopes.Values.All(double.IsFinite)
            ? new AffineForm(constant, slopes.Where(pair => pair.Value != 0).ToDictionary(pair => pair.Key, pair => pair.Value))
            : null;
    }
}
