using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Numerics;
namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>An order of the variables and its improvement, one variable at a time.</summary>
/// <remarks>
/// Source: Andrews et al. (2023), best-move and BOSS. The score of an order is the sum of the local scores with the parents that growing and
/// shrinking pick among those before. A variable is taken out and tried at every position. Only it and those it passes change, so that one
/// walk along the order, with the local scores of each other variable with and without it, scores all positions.
/// </remarks>
internal sealed class OrderSearch
{
    private readonly GrowShrinkTrees _trees;
    private readonly OrderRules _rules;
    private readonly int[] _order;
    private readonly GrownParents?[] _parents;
    private readonly bool[] _before;
    private readonly GrownParents[] _own;
    private readonly GrownParents[] _with;
    private readonly GrownParents[] _without;

    /// <summary>Takes a start.</summary>
    /// <param name="trees">The trees.</param>
    /// <param name="rules">Rules of the order.</param>
    /// <param name="start">An order that keeps them; not changed.</param>
    public OrderSearch(GrowShrinkTrees trees, OrderRules rules, ReadOnlySpan<int> start)
    {
        (_trees, _rules, _order) = (trees, rules, start.ToArray());
        var d = _order.Length;
        (_parents, _before) = (new GrownParents?[d], new bool[d]);
        (_own, _with, _without) = (new GrownParents[d], new GrownParents[d], new GrownParents[d]);
    }

    /// <summary>The order reached.</summary>
    public ReadOnlySpan<int> Order => _order;

    /// <summary>Walks through all variables.</summary>
    public int Sweeps { get; private set; }

    /// <summary>Variables moved.</summary>
    public int Moves { get; private set; }

    /// <summary>The score of the order; −∞ if the budget was spent before every variable had its parents.</summary>
    public double Score => _parents.Sum(grown => grown?.Score ?? double.NegativeInfinity);

    /// <summary>The DAG of the order. A variable that the budget left without parents has the required ones.</summary>
    public DirectedEdges Dag(EdgeConstraints constraints)
    {
        var dag = new DirectedEdges(_order.Length);
        for (var to = 0; to < _parents.Length; to++)
        {
            for (var from = 0; from < _parents.Length; from++)
            {
                dag[from, to] = _parents[to] is { } grown ? grown.Parents.Contains(from) : constraints.IsRequired(from, to);
            }
        }

        return dag;
    }

    /// <summary>Moves variables while that gains.</summary>
    /// <returns>False if the budget was spent first.</returns>
    public bool Run(WorkBudget budget)
    {
        Array.Clear(_before);
        foreach (var variable in _order)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return false;
            }

            _parents[variable] = _trees.Trace(variable, _before);
            _before[variable] = true;
        }

        int moves;
        do
        {
            moves = Moves;
            Sweeps++;
            foreach (var variable in _order.ToArray())
            {
                budget.Progress?.Tell(new WorkProgress
                {
                    Stage = ProgressStage.Orders,
                    Iteration = Sweeps,
                    Done = Moves,
                    Score = Score,
                    Edges = _parents.Sum(grown => grown?.Parents.Count),
                });
                if (!Move(variable, budget))
                {
                    return false;
                }
            }
        }
        while (Moves > moves);

        return true;
    }

    /// <summary>Moves a variable to its best position.</summary>
    private bool Move(int variable, WorkBudget budget)
    {
        var now = Array.IndexOf(_order, variable);
        var (first, last) = _rules.Range(_order, now);
        if (!Try(variable, now, first, last, budget))
        {
            return false;
        }

        // Gain of each position over the first, summed up along the walk.
        var (total, best, bestTotal, nowTotal) = (0.0, first, double.NegativeInfinity, 0.0);
        for (var at = first; at <= last; at++)
        {
            var here = total + _own[at].Score;
            nowTotal = at == now ? here : nowTotal;
            if (here > bestTotal + _trees.Tie)
            {
                (best, bestTotal) = (at, here);
            }

            total += at < last ? _without[at].Score - _with[at].Score : 0;
        }

        if (bestTotal > nowTotal + _trees.Tie)
        {
            Place(variable, now, best);
        }

        return true;
    }

    /// <summary>The parents of a variable at every position, and of those it would pass with and without it before them.</summary>
    /// <remarks>First the variable, then the others: paths that begin alike follow each other, which saves regressions.</remarks>
    private bool Try(int variable, int now, int first, int last, WorkBudget budget)
    {
        foreach (var isOwn in (ReadOnlySpan<bool>)[true, false])
        {
            Array.Clear(_before);
            foreach (var other in _order.AsSpan(0, first))
            {
                _before[other] = true;
            }

            for (var at = first; at <= last; at++)
            {
                budget.ThrowIfCancelled();
                if (budget.IsSpent)
                {
                    return false;
                }

                // With the variable taken out, those behind it are one place further ahead.
                var other = at == last ? variable : _order[at < now ? at : at + 1];
                if (isOwn)
                {
                    _own[at] = at == now ? _parents[variable]! : _trees.Trace(variable, _before);
                }
                else if (at < last)
                {
                    _without[at] = at < now ? _parents[other]! : _trees.Trace(other, _before);
                    _before[variable] = true;
                    _with[at] = at >= now ? _parents[other]! : _trees.Trace(other, _before);
                    _before[variable] = false;
                }

                _before[other] = true;
            }
        }

        return true;
    }

    private void Place(int variable, int now, int best)
    {
        _parents[variable] = _own[best];
        for (var at = now; at < best; at++)
        {
            _order[at] = _order[at + 1];
            _parents[_order[at]] = _without[at];
        }

        for (var at = now; at > best; at--)
        {
            _order[at] = _order[at - 1];
            _parents[_order[at]] = _with[at - 1];
        }

        _order[best] = variable;
        Moves++;
    }
}
