namespace Isl.Grains.GraphCore;

/// <summary>Prior knowledge applied to a Markov class.</summary>
internal static class ClassKnowledge
{
    /// <summary>The members of a class that honour the knowledge, as a maximally oriented graph.</summary>
    /// <param name="completed">The completed graph of the class; not changed.</param>
    /// <param name="constraints">Prior knowledge. An edge it requires must be in the class's skeleton for the answer to honour it.</param>
    /// <returns>The graph and one of its DAGs, or null when no member honours the knowledge.</returns>
    /// <remarks>Source: Meek (1995), section 4: open edges that knowledge settles are directed, and his four rules applied.</remarks>
    public static (Cpdag Oriented, DirectedEdges Dag)? Orient(Cpdag completed, EdgeConstraints constraints)
    {
        var oriented = completed.Copy();
        if (completed.Directed.Any(edge => constraints.IsForbidden(edge.From, edge.To)))
        {
            return null;
        }

        foreach (var (a, b) in completed.Undirected)
        {
            switch (constraints.IsForbidden(a, b), constraints.IsForbidden(b, a))
            {
                case (true, true):
                    return null;
                case (true, false):
                    oriented.Orient(b, a);
                    break;
                case (false, true):
                    oriented.Orient(a, b);
                    break;
                default:
                    break;
            }
        }

        var outcome = MeekRules.Close(oriented, constraints, fourth: true);
        return
            outcome is { RefusedByCycle: 0, RefusedByKnowledge: 0 }
            && oriented.ConsistentExtension() is { } dag
            && Cpdag.FromDag(dag).SameAs(completed)
            ? (oriented, dag)
            : null;
    }
}
