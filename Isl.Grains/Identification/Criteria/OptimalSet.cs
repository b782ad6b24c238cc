using Isl.Grains.GraphCore;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification.Criteria;

/// <summary>What is known about the adjustment set of lowest asymptotic variance.</summary>
public enum OptimalSetStatus
{
    /// <summary>The O-set is valid and observed: no valid adjustment set has a lower asymptotic variance.</summary>
    LowestVariance,

    /// <summary>An outcome lies on no proper causal path, so its effect is zero and the O-set is not defined.</summary>
    NoCausalPath,

    /// <summary>No adjustment set is valid.</summary>
    NoValidSet,

    /// <summary>
    /// A node on a causal path shares an unobserved cause with a node outside, so which observed set is best may depend on the distribution.
    /// </summary>
    UnobservedCause,
}

/// <summary>The adjustment set of lowest asymptotic variance (the O-set), or why none is sure to be.</summary>
/// <remarks>
/// Source: Henckel, Perković &amp; Maathuis (2022), "Graphical criteria for efficient total effect estimation via adjustment in causal
/// linear models", definition 3.12 and theorem 3.13: the parents of the nodes on proper causal paths, without forbidden nodes and
/// treatments, are valid where any set is, and then no valid set has a lower asymptotic variance; Rotnitzky &amp; Smucler (2020) show the
/// same beyond linear models. The theorem is about graphs without unobserved nodes. Its proof needs no more than that the outcomes depend
/// on the nodes outside the forbidden ones through O-set and treatments alone, so it carries over when every unobserved cause of a node on
/// a causal path (a bidirected edge counts as one) reaches forbidden nodes only: it is then a part of the outcomes' noise, and its own
/// causes take its place. In all other cases the best observed set may depend on the distribution (Runge 2021), and none is called optimal here.
/// </remarks>
public sealed record OptimalSet
{
    /// <summary>What is known.</summary>
    public required OptimalSetStatus Status { get; init; }

    /// <summary>
    /// The set of lowest asymptotic variance, ascending; null unless <see cref="Status"/> is <see cref="OptimalSetStatus.LowestVariance"/>.
    /// </summary>
    public int[]? Nodes { get; init; }

    /// <summary>
    /// The observed part of the O-set where that is a valid adjustment set, though not sure to have the lowest variance: ascending, or null.
    /// </summary>
    public int[]? ObservedCandidate { get; init; }

    /// <summary>
    /// What is in the way, ascending: outcomes that lie on no causal path, or nodes on causal paths with an unobserved cause that reaches other nodes
    /// too.
    /// </summary>
    public int[] Witnesses { get; init; } = [];

    /// <summary>Why there is no optimal set, or on what ground there is one.</summary>
    /// <param name="names">Names of the graph's nodes.</param>
    public Finding Explain(IReadOnlyList<string> names)
    {
        return Status switch
        {
            OptimalSetStatus.LowestVariance => new SetHasLowestVariance(Named(Nodes!)),
            OptimalSetStatus.NoCausalPath => new NoOptimumWithoutPath(Named(Witnesses)),
            OptimalSetStatus.NoValidSet => new NoOptimumWithoutSet(),
            _ => new OptimumDependsOnDistribution(Named(Witnesses), ObservedCandidate is null ? null : Named(ObservedCandidate)),
        };

        string[] Named(int[] nodes) => [.. nodes.Select(node => names[node])];
    }

    internal static OptimalSet Find(CausalDiagram diagram, Adjustment adjustment, ReadOnlySpan<int> treatments, ReadOnlySpan<int> outcomes)
    {
        var untouched = new List<int>();
        foreach (var outcome in outcomes)
        {
            if (!adjustment.IsOnCausalPath(outcome))
            {
                untouched.Add(outcome);
            }
        }

        if (untouched.Count > 0)
        {
            untouched.Sort();
            return new OptimalSet { Status = OptimalSetStatus.NoCausalPath, Witnesses = [.. untouched] };
        }

        var (nodes, hidden) = Collect(diagram, adjustment, diagram.Flags(treatments));
        var valid = adjustment.IsValid(nodes);
        return !valid && adjustment.FindMinimal() is null ? new OptimalSet { Status = OptimalSetStatus.NoValidSet }
            : valid && hidden.Length == 0 ? new OptimalSet { Status = OptimalSetStatus.LowestVariance, Nodes = nodes }
            : new OptimalSet { Status = OptimalSetStatus.UnobservedCause, ObservedCandidate = valid ? nodes : null, Witnesses = hidden };
    }

    /// <summary>
    /// The observed members of the O-set, and the nodes of causal paths that share an unobserved cause with a node outside the forbidden ones.
    /// </summary>
    private static (int[] Nodes, int[] Hidden) Collect(CausalDiagram diagram, Adjustment adjustment, bool[] isTreatment)
    {
        var tied = TiedToOthers(diagram, adjustment.Forbidden, isTreatment);
        var member = new bool[diagram.Count];
        var seen = new bool[diagram.Count];
        var hidden = new List<int>();
        var waiting = new Stack<int>();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (!adjustment.IsOnCausalPath(node))
            {
                continue;
            }

            var shares = false;
            waiting.Push(node);
            while (waiting.TryPop(out var effect))
            {
                foreach (var sibling in diagram.Siblings(effect))
                {
                    shares |= tied[sibling];
                }

                foreach (var cause in diagram.Parents(effect))
                {
                    if (isTreatment[cause] || adjustment.Forbidden[cause])
                    {
                        continue;
                    }

                    if (!diagram.IsLatent(cause))
                    {
                        member[cause] = true;
                    }
                    else if (tied[cause])
                    {
                        shares = true;
                    }
                    else if (!seen[cause])
                    {
                        seen[cause] = true;
                        waiting.Push(cause);
                    }
                }
            }

            if (shares)
            {
                hidden.Add(node);
            }
        }

        return ([.. Enumerable.Range(0, diagram.Count).Where(node => member[node])], [.. hidden]);
    }

    /// <summary>
    /// Treatments, observed nodes that are not forbidden, and the unobserved nodes that reach one of these through unobserved ones alone. O(V + E).
    /// </summary>
    private static bool[] TiedToOthers(CausalDiagram diagram, bool[] forbidden, bool[] isTreatment)
    {
        var tied = new bool[diagram.Count];
        var waiting = new Stack<int>();
        for (var node = 0; node < diagram.Count; node++)
        {
            if (isTreatment[node] || (!forbidden[node] && !diagram.IsLatent(node)))
            {
                tied[node] = true;
                waiting.Push(node);
            }
        }

        while (waiting.TryPop(out var node))
        {
            foreach (var cause in diagram.Parents(node))
            {
                if (!tied[cause] && !forbidden[cause] && diagram.IsLatent(cause))
                {
                    tied[cause] = true;
                    waiting.Push(cause);
                }
            }
        }

        return tied;
    }
}
