using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>Settings of a best order score search.</summary>
public sealed record BossSettings
{
    /// <summary>Penalty a parameter, in units of log n; ½ is BIC.</summary>
    public double Lambda { get; init; } = 0.5;

    /// <summary>Most parents of a variable. Never more than half the rows, beyond which anything can be fitted.</summary>
    public int MaxParents { get; init; } = int.MaxValue;

    /// <summary>Most starts after the first; the best outcome counts.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>
    /// No further start, the second excepted, once this many parent sets have been scored (again after a drop of the trees counts again):
    /// a bound of the work that is the same on any machine.
    /// </summary>
    public long RestartScores { get; init; } = 30_000;

    /// <summary>Does a backward equivalence search follow, as in the paper?</summary>
    public bool Backward { get; init; } = true;

    /// <summary>Most subsets tried for one of its deletions.</summary>
    public int MaxSubsets { get; init; } = 4096;

    /// <summary>About the bytes that the grow-shrink trees may hold. Beyond them they are dropped and grow anew, to the same outcome.</summary>
    public long MaxTreeBytes { get; init; } = 64 << 20;

    /// <summary>Prior knowledge, always honoured in the result.</summary>
    public required EdgeConstraints Constraints { get; init; }
}

/// <summary>What a best order score search found.</summary>
/// <param name="Cpdag">The Markov class, as a completed graph.</param>
/// <param name="Oriented">Its members that honour the knowledge: <paramref name="Cpdag"/> with the directions that follow from it.</param>
/// <param name="Dag">One of those members, by cause, then effect.</param>
/// <param name="Score">BIC of the class; higher is better.</param>
/// <param name="EmptyScore">BIC of the graph without edges.</param>
/// <param name="Order">An order of the variables along <paramref name="Dag"/>.</param>
/// <param name="Starts">Orders started from; the last one may have been cut short by the budget.</param>
/// <param name="Sweeps">Walks through all variables, over all starts.</param>
/// <param name="Moves">Variables moved in the order, over all starts.</param>
/// <param name="Backward">Deletions of the last phase, in order.</param>
/// <param name="Determined">Variables that their parents in <paramref name="Dag"/> determine exactly; edges among them are arbitrary.</param>
/// <param name="PassedOver">How often <see cref="BossSettings.MaxSubsets"/> cut a search for deletions short.</param>
/// <param name="TreeNodes">Nodes of the grow-shrink trees, those dropped since included.</param>
/// <param name="TreeDrops">How often <see cref="BossSettings.MaxTreeBytes"/> was met, which costs time.</param>
/// <param name="ScoresComputed">Parent sets scored, those of the last phase included.</param>
/// <param name="Stop">Converged, or BudgetSpent: then the best class reached so far.</param>
public sealed record BossFit(
    Cpdag Cpdag,
    Cpdag Oriented,
    ImmutableArray<(int From, int To)> Dag,
    double Score,
    double EmptyScore,
    ImmutableArray<int> Order,
    int Starts,
    int Sweeps,
    int Moves,
    ImmutableArray<GesStep> Backward,
    ImmutableArray<int> Determined,
    long PassedOver,
    long TreeNodes,
    int TreeDrops,
    long ScoresComputed,
    StopReason Stop);

/// <summary>BOSS: greedy search over orders of the variables, by BIC of linear Gaussian models.</summary>
/// <remarks>
/// Source: Andrews, Ramsey, Sanchez Romero, Camchong &amp; Kummerfeld (2023), "Fast Scalable and Accurate Discovery of DAGs Using the Best
/// Order Score Search and Grow-Shrink Trees", NeurIPS 36: an order gives a DAG by growing and shrinking (<see cref="GrowShrinkTrees"/>),
/// variables are moved to their best position until none gains (<see cref="OrderSearch"/>), and the backward phase of GES (Chickering 2002)
/// ends it. Scores are those of <see cref="Ges"/>.
/// Deviations. The paper starts anywhere; here the first start has the variables by their summed squared correlations, weakest first, the
/// second is its reverse, further ones are shuffled by a fixed seed. So the answer is determined by the data, and the columns' order matters
/// only where sums tie. The best order of all starts is taken; how many there are depends on the work they cost. A move must gain more than
/// rounding; of equal positions the first is taken. A variable has at most half as many parents as there are rows.
/// Prior knowledge is honoured by construction: see <see cref="OrderRules"/> for the order, <see cref="GrowShrinkTrees"/> for the parents and
/// <see cref="ClassKnowledge"/> for the class. A required edge also binds the order: a variable does not pass its required parents.
/// </remarks>
public static class Boss
{
    /// <summary>Decides the shuffled starts.</summary>
    private const int Seed = 20231210;

    /// <summary>Searches.</summary>
    /// <param name="covariance">Row-major d×d, divisor n, diagonal positive; may be singular.</param>
    /// <param name="rows">Number of rows n.</param>
    /// <param name="settings">Settings; at most 256 variables.</param>
    /// <param name="budget">When spent, the search ends with the best class it has reached; when cancelled, it throws.</param>
    /// <exception cref="ArgumentException">A variance is not positive, or a setting is out of range.</exception>
    public static BossFit Fit(
        ReadOnlySpan<double> covariance, int rows, BossSettings settings, WorkBudget budget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        return Fit(new GaussianScore(covariance, settings.Constraints.Order, rows, settings.Lambda), settings, budget);
    }

    /// <summary>Searches by another score.</summary>
    /// <param name="score">The score; its penalty is its own.</param>
    /// <param name="settings">Settings; at most 256 variables.</param>
    /// <param name="budget">When spent, the search ends with the best class it has reached; when cancelled, it throws.</param>
    internal static BossFit Fit(LocalScore score, BossSettings settings, WorkBudget budget)
    {
        var constraints = settings.Constraints;
        var (d, rows) = (constraints.Order, score.Rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(d, GrowShrinkTrees.MostVariables);
        ArgumentOutOfRangeException.ThrowIfNegative(settings.Restarts);
        var emptyScore = score.Total(new DirectedEdges(d));
        var maxParents = Math.Min(settings.MaxParents, rows / 2);
        var ranked = ByStrength(score);
        var trees = new GrowShrinkTrees(score, settings, maxParents, ranked);
        var rules = new OrderRules(constraints);
        var (best, bestScore, converged, starts, sweeps, moves) = ((OrderSearch?)null, double.NegativeInfinity, true, 0, 0, 0);
        foreach (var start in Starts(ranked, settings.Restarts))
        {
            var search = new OrderSearch(trees, rules, rules.Order(start));
            converged = search.Run(budget);
            (sweeps, moves) = (sweeps + search.Sweeps, moves + search.Moves);
            if (search.Score is var reached && (best is null || reached > bestScore + trees.Tie))
            {
                (best, bestScore) = (search, reached);
            }

            starts++;
            if (!converged || (starts > 1 && trees.Scored >= settings.RestartScores))
            {
                break;
            }
        }

        var limits = new GesSettings { Constraints = constraints, Lambda = settings.Lambda, MaxSubsets = settings.MaxSubsets };
        var last = new GesSearch(Cpdag.FromDag(best!.Dag(constraints)), new GesOperators(score, limits, maxParents), constraints);
        var backward = settings.Backward && converged ? last.Run(isForward: false, budget) : [];

        // The DAG of the order honours the knowledge, and deletions enter no class without such a member.
        var (oriented, dag) = ClassKnowledge.Orient(last.Graph, constraints)
            ?? throw new InvalidOperationException("The class has no member that honours the prior knowledge.");
        return new BossFit(
            last.Graph,
            oriented,
            [.. dag.All()],
            score.Total(dag),
            emptyScore,
            [.. OrderRules.Sorted([.. best.Order], (before, after) => dag[before, after])],
            starts,
            sweeps,
            moves,
            [.. backward.Select(step => new GesStep(step.From, step.To, [.. step.Subset.ToArray()], step.Gain))],
            [.. Enumerable.Range(0, d).Where(node => score.IsExact(node, LocalScore.Parents(dag, node)))],
            last.PassedOver,
            trees.Nodes,
            trees.Drops,
            trees.Scored + score.Evaluations,
            converged && !last.IsBudgetSpent ? StopReason.Converged : StopReason.BudgetSpent);
    }

    /// <summary>The variables by how strongly they depend on others, weakest first; ties by index.</summary>
    private static int[] ByStrength(LocalScore score)
    {
        var strength = score.Strengths();
        return [.. Enumerable.Range(0, strength.Length).OrderBy(i => strength[i])];
    }

    private static IEnumerable<int[]> Starts(int[] ranked, int restarts)
    {
        yield return ranked;
        var random = new Random(Seed);
        for (var start = 1; start <= restarts; start++)
        {
            int[] next = [.. ranked];
            if (start == 1)
            {
                Array.Reverse(next);
            }
            else
            {
                random.Shuffle(next);
            }

            yield return next;
        }
    }
}
