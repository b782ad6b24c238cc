using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Effects.Planning;

/// <summary>Variables whose value a formula does not depend on, though it holds them: it is averaged over them only to have one number.</summary>
/// <remarks>
/// As Z in the napkin graph: the quotient gives the effect for whatever Z is set to, because Z reaches the outcome through the treatment alone. That
/// its values agree is a constraint on the data that no independence states (Verma and Pearl 1990).
/// </remarks>
internal static class FreeVariables
{
    /// <summary>The formula without the average over such variables; itself where it has none.</summary>
    /// <param name="formula">Σ over Z of P(Z) times a quotient.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="treatment">The treatment.</param>
    /// <param name="outcome">The outcome.</param>
    public static Estimand Strip(Estimand formula, CausalGraph graph, string treatment, string outcome)
    {
        if (formula.Sum is not { Of.Product: [{ } first, { } second] } sum)
        {
            return formula;
        }

        var (frequency, rest) = first.Quotient is null ? (first, second) : (second, first);
        return frequency.P is { Given.IsEmpty: true } own
            && rest.Quotient is { Num.Sum: not null, Den.Sum: not null }
            && own.Of.Order(StringComparer.Ordinal).SequenceEqual(sum.Over.Order(StringComparer.Ordinal), StringComparer.Ordinal)
            && !sum.Over.Any(name => Reaches(graph, name, treatment, outcome))
                ? rest
                : formula;
    }

    /// <summary>Does a directed path lead from a node to the outcome that does not run through the treatment?</summary>
    private static bool Reaches(CausalGraph graph, string name, string treatment, string outcome)
    {
        var (barred, goal) = (graph.IndexOf(treatment), graph.IndexOf(outcome));
        var seen = new HashSet<int>();
        var open = new Stack<int>([graph.IndexOf(name)]);
        while (open.TryPop(out var node))
        {
            if (node == goal)
            {
                return true;
            }

            if (node == barred || !seen.Add(node))
            {
                continue;
            }

            foreach (var edge in graph.Edges.Where(edge => edge.From == node))
            {
                open.Push(edge.To);
            }
        }

        return false;
    }
}
