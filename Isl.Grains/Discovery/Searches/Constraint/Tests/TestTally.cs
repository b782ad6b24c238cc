using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Counts the tests of one run, and says when enough is enough.</summary>
/// <param name="alpha">Significance level: a pair counts as independent when p exceeds it.</param>
/// <param name="maxTests">Tests allowed.</param>
/// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
public sealed class TestTally(double alpha, long maxTests, WorkBudget budget)
{
    private double _below = double.NegativeInfinity;
    private double _above = double.PositiveInfinity;

    /// <summary>Significance level.</summary>
    public double Alpha => alpha;

    /// <summary>Distinct tests made.</summary>
    public long Tests { get; private set; }

    /// <summary>Tests that could not be made because the conditioning set (nearly) determines one of the two; dependence was kept.</summary>
    public long Singular { get; private set; }

    /// <summary>Why no further test may be made; null while one may.</summary>
    public StopReason? Stopped { get; private set; }

    /// <summary>The p-value that came nearest to the significance level; null before the first test.</summary>
    public double? NearestToAlpha =>
        Tests == 0 || (double.IsInfinity(_below) && double.IsInfinity(_above)) ? null
        : alpha - _below <= _above - alpha ? _below
        : _above;

    /// <summary>Counts tests.</summary>
    /// <returns>Whether more may follow.</returns>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public bool Count(long tests, long singular = 0)
    {
        Tests += tests;
        Singular += singular;
        budget.ThrowIfCancelled();
        if (Stopped is null)
        {
            Stopped = budget.IsSpent ? StopReason.BudgetSpent : Tests >= maxTests ? StopReason.MaxIterations : null;
        }

        return Stopped is null;
    }

    /// <summary>Leaves word of how far the tests are.</summary>
    /// <param name="depth">Size of the conditioning sets.</param>
    /// <param name="edges">Pairs still adjacent.</param>
    public void Tell(int depth, int edges) =>
        budget.Progress?.Tell(new WorkProgress { Stage = ProgressStage.Skeleton, Depth = depth, Tests = Tests, Edges = edges });

    /// <summary>Takes notice of a p-value.</summary>
    public void Note(double p)
    {
        if (p > alpha)
        {
            _above = Math.Min(_above, p);
        }
        else
        {
            _below = Math.Max(_below, p);
        }
    }
}
