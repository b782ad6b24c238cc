using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>Settings of a greedy equivalence search.</summary>
public sealed record GesSettings
{
    /// <summary>Penalty a parameter, in units of log n; ½ is BIC.</summary>
    public double Lambda { get; init; } = 0.5;

    /// <summary>Most parents of a variable. Never more than half the rows, beyond which anything can be fitted.</summary>
    public int MaxParents { get; init; } = int.MaxValue;

    /// <summary>Most subsets tried for one edge: a bound of the work where a neighbourhood is densely connected.</summary>
    public int MaxSubsets { get; init; } = 4096;

    /// <summary>Prior knowledge, always honoured in the result.</summary>
    public required EdgeConstraints Constraints { get; init; }
}

/// <summary>A step of the search.</summary>
/// <param name="From">The cause inserted or deleted.</param>
/// <param name="To">Its effect.</param>
/// <param name="Subset">T of an insertion, H of a deletion, ascending.</param>
/// <param name="Gain">What the score gained.</param>
public sealed record GesStep(int From, int To, ImmutableArray<int> Subset, double Gain);

/// <summary>What a greedy equivalence search found.</summary>
/// <param name="Cpdag">The Markov class, as a completed graph.</param>
/// <param name="Oriented">Its members that honour the prior knowledge: <paramref name="Cpdag"/> with the directions that follow from
/// knowledge.</param>
/// <param name="Dag">One of those members, by cause, then effect.</param>
/// <param name="Score">BIC of the class; higher is better.</param>
/// <param name="EmptyScore">BIC of the graph without edges.</param>
/// <param name="Forward">Insertions, in order.</param>
/// <param name="Backward">Deletions, in order.</param>
/// <param name="Determined">Variables that their parents in <paramref name="Dag"/> determine exactly; edges among them are arbitrary.</param>
/// <param name="PassedOver">How often <see cref="GesSettings.MaxSubsets"/> cut a search short.</param>
/// <param name="ScoresComputed">Regressions computed.</param>
/// <param name="Stop">Converged, or BudgetSpent: then the class reached so far.</param>
public sealed record GesFit(
    Cpdag Cpdag,
    Cpdag Oriented,
    ImmutableArray<(int From, int To)> Dag,
    double Score,
    double EmptyScore,
    ImmutableArray<GesStep> Forward,
    ImmutableArray<GesStep> Backward,
    ImmutableArray<int> Determined,
    long PassedOver,
    int ScoresComputed,
    StopReason Stop);

/// <summary>GES: greedy search through the Markov classes of DAGs, by BIC of linear Gaussian models.</summary>
/// <remarks>
/// Source: Chickering (2002), "Optimal structure identification with greedy search": insertions while they gain, then deletions. Operators
/// are scanned by cause, effect and subset (size, then members), and only a better one replaces, so the answer is determined by the data.
/// Operators are kept from step to step and computed anew only where the step changed the neighbourhood they depend on; whether an
/// insertion closes a cycle is looked at only when it would be the best.
/// Prior knowledge: the search starts from the class of the required edges, never deletes one, and enters a class only if it has a member
/// with every required and no forbidden edge (see <see cref="ClassKnowledge"/>). So the result honours it by construction.
/// </remarks>
public static class Ges
{
    /// <summary>Searches.</summary>
    /// <param name="covariance">Row-major d×d, divisor n, diagonal positive; may be singular.</param>
    /// <param name="rows">Number of rows n.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="ArgumentException">A variance is not positive.</exception>
    public static GesFit Fit(
        ReadOnlySpan<double> covariance,
        int rows,
        GesSettings settings,
        WorkBudget budget)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        return Fit(new GaussianScore(covariance, settings.Constraints.Order, rows, settings.Lambda), settings, budget);
    }

    /// <summary>Searches by another score.</summary>
    /// <param name="score">The score; its penalty is its own.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    internal static GesFit Fit(LocalScore score, GesSettings settings, WorkBudget budget)
    {
        var constraints = settings.Constraints;
        var (d, rows) = (constraints.Order, score.Rows);
        var emptyScore = score.Total(new DirectedEdges(d));
        var required = new DirectedEdges(d);
        foreach (var (from, to) in from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where constraints.IsRequired(i, j) select (i, j))
        {
            required[from, to] = true;
        }

        var search = new GesSearch(Cpdag.FromDag(required), new GesOperators(score, settings, Math.Min(settings.MaxParents, rows / 2)), constraints);
        var forward = search.Run(isForward: true, budget);
        var backward = search.IsBudgetSpent ? [] : search.Run(isForward: false, budget);

        // The search enters no class without such a member, and the required edges themselves are one at its start.
        var (oriented, dag) =
            ClassKnowledge.Orient(search.Graph, constraints)
            ?? throw new InvalidOperationException("The class has no member that honours the prior knowledge.");
        return new GesFit(
            search.Graph,
            oriented,
            [.. dag.All()],
            score.Total(dag),
            emptyScore,
            Steps(forward),
            Steps(backward),
            [.. Enumerable.Range(0, d).Where(node => score.IsExact(node, LocalScore.Parents(dag, node)))],
            search.PassedOver,
            score.Evaluations,
            search.IsBudgetSpent ? StopReason.BudgetSpent : StopReason.Converged);
    }

    private static ImmutableArray<GesStep> Steps(List<GesOperator> operators) =>
        [.. operators.Select(step => new GesStep(step.From, step.To, [.. step.Subset.ToArray()], step.Gain))];
}
