namespace Isl.Grains.Models.Formulas;

/// <summary>Questions about expressions and rewritings of them.</summary>
internal static class ExpressionAlgebra
{
    /// <summary>The nodes of an expression that depend on an input. In time proportional to the expression, not to the graph it is in.</summary>
    public static HashSet<int> DependentOn(ExpressionGraph graph, int expression, int input)
    {
        var dependent = new HashSet<int>();
        foreach (var i in Reached(graph, [expression]).Order()) // operands before their users
        {
            var node = graph[i];
            if (node.Op == FormulaOp.Input ? node.Bits == input
                : dependent.Contains(node.A) || dependent.Contains(node.B) || dependent.Contains(node.C))
            {
                dependent.Add(i);
            }
        }

        return dependent;
    }

    /// <summary>The inputs that any of the nodes depends on, ascending.</summary>
    public static SortedSet<int> InputsOf(ExpressionGraph graph, IEnumerable<int> nodes) =>
        [.. Reached(graph, nodes).Where(node => graph[node].Op == FormulaOp.Input).Select(node => (int)graph[node].Bits)];

    /// <summary>The first node of an expression of which something holds; null where it holds of none.</summary>
    public static int? FirstOf(ExpressionGraph graph, int expression, Func<Expression, bool> holds)
    {
        foreach (var node in Reached(graph, [expression]).Order())
        {
            if (holds(graph[node]))
            {
                return node;
            }
        }

        return null;
    }

    /// <summary>The nodes themselves and all below them.</summary>
    private static HashSet<int> Reached(ExpressionGraph graph, IEnumerable<int> nodes)
    {
        var open = new Stack<int>(nodes);
        var reached = new HashSet<int>(open);
        while (open.TryPop(out var at))
        {
            var node = graph[at];
            foreach (var operand in (ReadOnlySpan<int>)[node.A, node.B, node.C])
            {
                if (operand >= 0 && reached.Add(operand))
                {
                    open.Push(operand);
                }
            }
        }

        return reached;
    }

    /// <summary>The nodes with inputs replaced by other expressions, which may be in other inputs but not lead back.</summary>
    /// <param name="graph">The graph; new nodes are added to it.</param>
    /// <param name="nodes">What to rewrite.</param>
    /// <param name="replacement">The expression for an input, or null to keep it.</param>
    /// <param name="whole">A node that another stands for, wherever it occurs; none unless given.</param>
    /// <returns>The rewritten nodes in the same order.</returns>
    public static int[] Substitute(
        ExpressionGraph graph, IReadOnlyList<int> nodes, Func<int, int?> replacement, (int From, int To)? whole = null)
    {
        var reached = new bool[graph.Nodes.Length];
        foreach (var node in nodes)
        {
            reached[node] = true;
        }

        for (var i = reached.Length - 1; i >= 0; i--)
        {
            if (reached[i])
            {
                var node = graph[i];
                foreach (var operand in (ReadOnlySpan<int>)[node.A, node.B, node.C])
                {
                    if (operand >= 0)
                    {
                        reached[operand] = true;
                    }
                }
            }
        }

        var rewritten = new int[reached.Length];
        for (var i = 0; i < reached.Length; i++)
        {
            if (!reached[i])
            {
                continue;
            }

            var node = graph[i];
            rewritten[i] = i == whole?.From ? whole.Value.To : node.Op switch
            {
                FormulaOp.Number => i,
                FormulaOp.Input => replacement((int)node.Bits) ?? i,
                FormulaOp.LogDensity => graph.LogDensity(graph.Densities[(int)node.Bits], rewritten[node.A]),
                _ => graph.Apply(node.Op, rewritten[node.A], node.B < 0 ? -1 : rewritten[node.B], node.C < 0 ? -1 : rewritten[node.C]),
            };
        }

        return [.. nodes.Select(node => rewritten[node])];
    }
}
