namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>All conditioning sets of one size for one pair, out of the neighbours of one of the two.</summary>
/// <param name="x">One variable.</param>
/// <param name="y">The other.</param>
/// <param name="candidates">Variables to condition on, ascending, without the two.</param>
/// <param name="shared">By candidate: was it a candidate of an earlier sweep of the pair at this size? Sets of such alone are left out. Empty:
/// none.</param>
/// <param name="size">Size of the sets.</param>
public readonly ref struct SubsetSweep(int x, int y, ReadOnlySpan<int> candidates, ReadOnlySpan<bool> shared, int size)
{
    /// <summary>One variable.</summary>
    public int X => x;

    /// <summary>The other.</summary>
    public int Y => y;

    /// <summary>Size of the sets.</summary>
    public int Size => size;

    /// <summary>Variables to condition on.</summary>
    public ReadOnlySpan<int> Candidates { get; } = candidates;

    /// <summary>Candidates that an earlier sweep had as well.</summary>
    public ReadOnlySpan<bool> Shared { get; } = shared;

    /// <summary>Was a candidate in an earlier sweep?</summary>
    public bool IsShared(int candidate) => Shared.Length > 0 && Shared[candidate];
}

/// <summary>A test of conditional independence between two of d variables.</summary>
/// <remarks>
/// Holds scratch memory: one instance serves one thread. The same instance gives the same answer to the same question, whichever way it is put.
/// </remarks>
public abstract class IndependenceTest
{
    /// <summary>Number of variables.</summary>
    public abstract int Order { get; }

    /// <summary>Largest conditioning set the data can bear; −1 where no test is possible.</summary>
    public abstract int MaxConditioning { get; }

    /// <summary>Grain of the p-values: those that round to the same multiple of it rank equal. 0 for exact values.</summary>
    public virtual double Resolution => 0;

    /// <summary>p-value of the hypothesis that two variables are independent given others.</summary>
    /// <param name="x">One variable.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">Variables to condition on, ascending, without the two; at most <see cref="MaxConditioning"/>.</param>
    /// <returns>0..1, never NaN; 0 (dependence is kept) where the data allow no test.</returns>
    public abstract double PValue(int x, int y, ReadOnlySpan<int> given);

    /// <summary>Makes all tests of a sweep.</summary>
    /// <param name="sweep">The pair and its conditioning sets.</param>
    /// <param name="separators">By candidate: set to true where it is in a set that separates the pair; the rest is left alone.</param>
    /// <param name="tally">Counts tests; where it says stop, the sweep ends early.</param>
    /// <param name="largestP">The largest p-value met, −1 where no test was made.</param>
    /// <returns>Whether any set separates the pair.</returns>
    public virtual bool TestSubsets(in SubsetSweep sweep, Span<bool> separators, TestTally tally, out double largestP)
    {
        largestP = -1;
        var found = false;
        var combination = new Combination(sweep.Candidates.Length, sweep.Size);
        var given = new int[sweep.Size];
        while (combination.Next())
        {
            var fresh = sweep.Size == 0 || sweep.Shared.Length == 0;
            for (var i = 0; i < given.Length; i++)
            {
                given[i] = sweep.Candidates[combination.Chosen[i]];
                fresh |= !sweep.IsShared(combination.Chosen[i]);
            }

            if (!fresh)
            {
                continue;
            }

            var p = PValue(sweep.X, sweep.Y, given);
            tally.Note(p);
            largestP = Math.Max(largestP, p);
            if (p > tally.Alpha)
            {
                found = true;
                foreach (var chosen in combination.Chosen)
                {
                    separators[chosen] = true;
                }
            }

            if (!tally.Count(1))
            {
                break;
            }
        }

        return found;
    }
}

/// <summary>The subsets of a size of 0..n−1, in lexicographic order.</summary>
internal sealed class Combination(int n, int size)
{
    private bool _started;

    /// <summary>The current subset, ascending.</summary>
    public int[] Chosen { get; } = [.. Enumerable.Range(0, size)];

    /// <summary>Steps to the first or next subset; false when there is none.</summary>
    public bool Next()
    {
        if (!_started)
        {
            _started = true;
            return size <= n;
        }

        for (var at = size - 1; at >= 0; at--)
        {
            if (Chosen[at] < n - size + at)
            {
                Chosen[at]++;
                for (var rest = at + 1; rest < size; rest++)
                {
                    Chosen[rest] = Chosen[rest - 1] + 1;
                }

                return true;
            }
        }

        return false;
    }
}
