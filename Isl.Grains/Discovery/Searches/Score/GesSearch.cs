using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>The state of a greedy equivalence search.</summary>
internal sealed class GesSearch(Cpdag start, GesOperators operators, EdgeConstraints constraints)
{
    private readonly bool _hasKnowledge = HasKnowledge(constraints);

    /// <summary>The class reached.</summary>
    public Cpdag Graph { get; private set; } = start;

    /// <summary>Has the budget ended the search?</summary>
    public bool IsBudgetSpent { get; private set; }

    /// <summary>How often the limit of subsets cut a search short.</summary>
    public long PassedOver => operators.PassedOver;

    /// <summary>One phase, until nothing gains.</summary>
    /// <returns>The steps taken.</returns>
    public List<GesOperator> Run(bool isForward, WorkBudget budget)
    {
        var d = Graph.Order;
        var steps = new List<GesOperator>();
        var known = new List<GesOperator>?[d * d];
        while (true)
        {
            budget.Progress?.Tell(new WorkProgress
            {
                Stage = isForward ? ProgressStage.Insertions : ProgressStage.Deletions,
                Done = steps.Count,
                Score = steps.Sum(step => step.Gain),
            });
            for (var at = 0; at < known.Length; at++)
            {
                budget.ThrowIfCancelled();
                if (budget.IsSpent)
                {
                    IsBudgetSpent = true;
                    return steps;
                }

                known[at] ??= isForward ? operators.Insertions(Graph, at / d, at % d) : operators.Deletions(Graph, at / d, at % d);
            }

            if (Best(known, isForward, budget.Cancellation) is not var (step, next))
            {
                return steps;
            }

            Forget(known, next, step);
            Graph = next;
            steps.Add(step);
        }
    }

    private static bool HasKnowledge(EdgeConstraints constraints) =>
        (
            from i in Enumerable.Range(0, constraints.Order)
            from j in Enumerable.Range(0, constraints.Order)
            where i != j && constraints.IsForbidden(i, j)
            select i).Any();

    private (GesOperator Step, Cpdag Next)? Best(List<GesOperator>?[] known, bool isForward, CancellationToken cancellation)
    {
        (GesOperator Step, Cpdag Next)? best = null;
        var least = 0.0;
        GesOperator? chosen = null;
        foreach (var candidates in known)
        {
            foreach (var candidate in candidates!)
            {
                if (candidate.Gain <= least + operators.Tie)
                {
                    break;
                }

                cancellation.ThrowIfCancellationRequested();
                if (isForward && !GesOperators.IsBlocked(Graph, candidate))
                {
                    continue;
                }

                // Without knowledge the class is worked out for the chosen operator only.
                if (_hasKnowledge)
                {
                    if (Apply(candidate, isForward) is not { } next || ClassKnowledge.Orient(next, constraints) is null)
                    {
                        continue;
                    }

                    best = (candidate, next);
                }

                (chosen, least) = (candidate, candidate.Gain);
                break;
            }
        }

        return _hasKnowledge || chosen is not { } step
            ? best
            : (
                step,
                Apply(step, isForward)
                    ?? throw new InvalidOperationException($"The operator on {step.From}, {step.To} is valid, yet leads to no class."));
    }

    private Cpdag? Apply(GesOperator step, bool isForward) =>
        isForward ? GesOperators.Insert(Graph, step.From, step.To, step.Subset) : GesOperators.Delete(Graph, step.From, step.To, step.Subset);

    /// <summary>
    /// Drops the operators a step touches. Those on (X, Y) depend on the parents and neighbours of Y, on what is adjacent to X, and on what
    /// is adjacent among the neighbours of Y; adjacency changes at the step's own pair only.
    /// </summary>
    private void Forget(List<GesOperator>?[] known, Cpdag next, GesOperator step)
    {
        var d = Graph.Order;
        for (var to = 0; to < d; to++)
        {
            var open = next.UndirectedRows[to];
            var isTouched = to == step.From || to == step.To
                || !open.SequenceEqual(Graph.UndirectedRows[to])
                || !next.ParentRows[to].SequenceEqual(Graph.ParentRows[to])
                || (next.IsUndirected(to, step.From) && next.IsUndirected(to, step.To));
            for (var from = 0; from < d; from++)
            {
                if (isTouched || from == step.From || from == step.To)
                {
                    known[(from * d) + to] = null;
                }
            }
        }
    }
}
