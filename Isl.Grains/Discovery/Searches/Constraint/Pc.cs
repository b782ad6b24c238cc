using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>Settings of a PC run.</summary>
public sealed record PcSettings
{
    /// <summary>Significance level: an edge goes when p exceeds it. Between 0 and 1.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>When the middle of an unshielded triple is a collider.</summary>
    public ColliderRule Rule { get; init; } = ColliderRule.SeparatingSets;

    /// <summary>What happens when colliders disagree about an edge.</summary>
    public ColliderPriority Priority { get; init; } = ColliderPriority.KeepExisting;

    /// <summary>Largest conditioning set to test.</summary>
    public int MaxConditioning { get; init; } = int.MaxValue;

    /// <summary>Most tests to make; counted in batches of at most d.</summary>
    public long MaxTests { get; init; } = 100_000_000;

    /// <summary>Prior knowledge, honoured in every result.</summary>
    public required EdgeConstraints Constraints { get; init; }
}

/// <summary>Result of a PC run.</summary>
public sealed record PcFit
{
    /// <summary>
    /// The graph: the completed graph of a Markov class (with prior knowledge, of the part of it that agrees) unless <see cref="IsValid"/> says
    /// otherwise.
    /// </summary>
    public required Cpdag Graph { get; init; }

    /// <summary>
    /// Does the graph stand for at least one DAG, and say all that its members agree on? False where conflicting tests, on whatever side
    /// the priority settled them, left a graph that no DAG has.
    /// </summary>
    public required bool IsValid { get; init; }

    /// <summary>Union of the separating sets found for each pair tested apart, keyed by the lower index first.</summary>
    public required ImmutableSortedDictionary<(int A, int B), ImmutableArray<int>> SeparatingSets { get; init; }

    /// <summary>Distinct tests made.</summary>
    public required long Tests { get; init; }

    /// <summary>Tests that were not possible because a conditioning set determines one of the two; dependence was kept.</summary>
    public required long SingularTests { get; init; }

    /// <summary>The p-value that came nearest to the significance level; null when nothing was tested.</summary>
    public required double? NearestToAlpha { get; init; }

    /// <summary>Largest size of a conditioning set tested, −1 for none.</summary>
    public required int Depth { get; init; }

    /// <summary>Would larger conditioning sets have been tested, had the settings or the rows allowed it?</summary>
    public required bool IsDepthLimited { get; init; }

    /// <summary>Contradictions met.</summary>
    public required PcConflicts Conflicts { get; init; }

    /// <summary>Edges on which colliders disagree: their order, or the priority, decided.</summary>
    internal ImmutableArray<(int A, int B)> Disputed { get; init; } = [];

    /// <summary>Middles of triples that the tests call a common effect of their ends and prior knowledge does not allow to be one.</summary>
    internal ImmutableArray<Collider> AgainstKnowledge { get; init; } = [];

    /// <summary>Converged, or why tests ended early; edges that further tests might have removed are then still there.</summary>
    public required StopReason Stop { get; init; }

    /// <summary>A DAG, and what had to be done to get one.</summary>
    internal PcDag Dag { get; init; } = null!;

    /// <summary>Row-major d×d, symmetric: largest p-value met for each pair; −1 where it was not tested.</summary>
    public required ImmutableArray<double> LargestP { get; init; }

    /// <summary>
    /// The strongest evidence against an edge: the largest p-value of the tests its pair survived; null where prior knowledge settled it.
    /// </summary>
    public double? PValue(int a, int b) => LargestP[(a * Graph.Order) + b] is >= 0 and var p ? p : null;

    /// <summary>Further DAGs of the class that honour prior knowledge, in a fixed order; none where the graph has no member.</summary>
    /// <param name="max">How many at most.</param>
    /// <param name="constraints">Prior knowledge.</param>
    internal List<DirectedEdges> Members(int max, EdgeConstraints constraints) => Dag.IsRepaired ? [] : Graph.Members(max, constraints);
}

/// <summary>PC-stable: the Markov class of the graphs whose separations agree with tests of conditional independence.</summary>
/// <remarks>
/// Source: Spirtes, Glymour &amp; Scheines (2000), section 5.4.2; order-independent adjacencies by Colombo &amp; Maathuis (2014). With a test
/// that knows the truth, and no hidden common cause, the result is the completed graph of the true DAG. With knowledge (Meek 1995),
/// required edges are kept untested, forbidden directions refused everywhere.
/// </remarks>
public static class Pc
{
    /// <summary>Finds the class.</summary>
    /// <param name="test">Test of conditional independence.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="ArgumentException">The constraints are of another number of variables, or alpha is not between 0 and 1.</exception>
    public static PcFit Fit(IndependenceTest test, PcSettings settings, WorkBudget budget)
    {
        if (settings.Constraints.Order != test.Order || !(settings.Alpha > 0 && settings.Alpha < 1))
        {
            throw new ArgumentException(
                $"The constraints are over {settings.Constraints.Order} of {test.Order} variables, "
                    + $"or alpha ({settings.Alpha}) is not between 0 and 1.",
                nameof(settings));
        }

        var tally = new TestTally(settings.Alpha, settings.MaxTests, budget);
        var skeleton = new PcSkeleton(test, settings, tally);
        skeleton.Find();
        var triples = new PcColliders(test, settings, skeleton, tally);
        var (graph, conflicts, disputed) = PcOrientation.Orient(skeleton.Adjacent, triples.Find(), settings);
        var dag = PcDag.Of(graph, settings.Constraints, skeleton.LargestP);
        return new PcFit
        {
            Graph = graph,
            IsValid = !dag.IsRepaired && IsMaximal(graph, settings.Constraints),
            SeparatingSets = Sets(skeleton, test.Order),
            Tests = tally.Tests,
            SingularTests = tally.Singular,
            NearestToAlpha = tally.NearestToAlpha,
            Depth = skeleton.Depth,
            IsDepthLimited = skeleton.IsDepthLimited,
            Conflicts = conflicts,
            Disputed = [.. disputed],
            AgainstKnowledge = [.. triples.AgainstKnowledge],
            Stop = tally.Stopped ?? StopReason.Converged,
            Dag = dag,
            LargestP =
            [
                .. from i in Enumerable.Range(0, test.Order) from j in Enumerable.Range(0, test.Order) select i == j ? -1 : skeleton.LargestP(i, j),
            ],
        };
    }

    /// <summary>Is the graph what knowledge leaves of its class: its members' completed graph, directed by knowledge and Meek's rules?</summary>
    private static bool IsMaximal(Cpdag graph, EdgeConstraints constraints)
    {
        var expected = Cpdag.FromDag(graph.ConsistentExtension()!);
        foreach (var (from, to) in graph.Directed.Where(edge => constraints.IsForbidden(edge.To, edge.From)))
        {
            expected.Orient(from, to);
        }

        MeekRules.Close(expected, constraints);
        return expected.SameAs(graph);
    }

    private static ImmutableSortedDictionary<(int A, int B), ImmutableArray<int>> Sets(PcSkeleton skeleton, int d)
    {
        var sets = ImmutableSortedDictionary.CreateBuilder<(int A, int B), ImmutableArray<int>>();
        for (var i = 0; i < d; i++)
        {
            for (var j = i + 1; j < d; j++)
            {
                if (skeleton.Separators(i, j) is { } set && !skeleton.Adjacent[i, j])
                {
                    sets.Add((i, j), [.. set]);
                }
            }
        }

        return sets.ToImmutable();
    }
}
