using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint;

/// <summary>The adjacencies that no conditioning set explains away.</summary>
/// <remarks>
/// Source: Colombo &amp; Maathuis (2014), algorithm 4.1 (PC-stable): neighbours are those at the start of a depth, so that the order of the
/// columns has no part in it. Deviation: within a depth every subset of either side's neighbours is tested, and the separating set of a pair
/// is the union of all sets that separate it, which makes colliders independent of the order of tests as well. A pair that prior knowledge
/// requires is not tested; one that it forbids both ways is apart from the start.
/// </remarks>
internal sealed class PcSkeleton
{
    private readonly IndependenceTest _test;
    private readonly PcSettings _settings;
    private readonly TestTally _tally;
    private readonly List<int>?[] _separators;
    private readonly double[] _largestP;
    private readonly int[] _removedAt;

    public PcSkeleton(IndependenceTest test, PcSettings settings, TestTally tally)
    {
        (_test, _settings, _tally) = (test, settings, tally);
        var d = test.Order;
        Adjacent = new BitMatrix(d);
        _separators = new List<int>?[d * d];
        _largestP = [.. Enumerable.Repeat(-1.0, d * d)];
        _removedAt = [.. Enumerable.Repeat(-1, d * d)];
    }

    /// <summary>Which pairs are adjacent.</summary>
    public BitMatrix Adjacent { get; }

    /// <summary>Largest size of a conditioning set tested, −1 for none.</summary>
    public int Depth { get; private set; } = -1;

    /// <summary>Would larger conditioning sets have been tested, had the settings or the data allowed it?</summary>
    public bool IsDepthLimited { get; private set; }

    private int Largest => Math.Min(_settings.MaxConditioning, _test.MaxConditioning);

    /// <summary>Union of the sets that separate a pair, ascending; null where none was found.</summary>
    public List<int>? Separators(int a, int b) => _separators[(Math.Min(a, b) * _test.Order) + Math.Max(a, b)];

    /// <summary>Largest p-value met for a pair; −1 where it was not tested.</summary>
    public double LargestP(int a, int b) => _largestP[(Math.Min(a, b) * _test.Order) + Math.Max(a, b)];

    /// <summary>Size of the conditioning sets up to which every set of neighbours was tested for a pair that is apart; −1 for none.</summary>
    public int TestedUpTo(int a, int b) => _removedAt[(Math.Min(a, b) * _test.Order) + Math.Max(a, b)];

    /// <summary>Finds the adjacencies; ends early when the tally says stop, with pairs then left adjacent that further tests might part.</summary>
    public void Find()
    {
        var d = _test.Order;
        var constraints = _settings.Constraints;
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                Adjacent[i, j] = i != j && !(constraints.IsForbidden(i, j) && constraints.IsForbidden(j, i));
            }
        }

        var separators = new bool[d];
        for (var size = 0; Enumerable.Range(0, d).Any(node => Adjacent.Count(node) > size); size++)
        {
            if (size > Largest)
            {
                IsDepthLimited = true;
                return;
            }

            Depth = size;
            var before = Adjacent.Copy();
            for (var x = 0; x < d; x++)
            {
                _tally.Tell(size, Enumerable.Range(0, d).Sum(Adjacent.Count) / 2);
                for (var y = Bits.Next(before[x], x + 1); y >= 0; y = Bits.Next(before[x], y + 1))
                {
                    if (!constraints.IsRequired(x, y) && !constraints.IsRequired(y, x) && SeparatesAt(size, x, y, before, separators))
                    {
                        Adjacent[x, y] = Adjacent[y, x] = false;
                        _removedAt[(x * d) + y] = size;
                    }

                    if (_tally.Stopped is not null)
                    {
                        return;
                    }
                }
            }
        }
    }

    /// <summary>
    /// Seeks separating sets of a pair that was never adjacent, smallest first, among the neighbours of either. Prior knowledge says that
    /// the pair is apart, not why; whether the middle of a triple is a collider, the data say.
    /// </summary>
    public void FindSeparators(int a, int b)
    {
        var (x, y) = (Math.Min(a, b), Math.Max(a, b));
        var separators = new bool[_test.Order];
        for (var size = 0; size <= Math.Min(Largest, Math.Max(Adjacent.Count(x), Adjacent.Count(y))) && _tally.Stopped is null; size++)
        {
            _removedAt[(x * _test.Order) + y] = size;
            if (SeparatesAt(size, x, y, Adjacent, separators))
            {
                return;
            }
        }
    }

    /// <summary>Tests a pair given all sets of one size; true when one of them separates it.</summary>
    private bool SeparatesAt(int size, int x, int y, BitMatrix neighbours, bool[] separators)
    {
        var found = false;
        var union = new List<int>();
        int[] near = [.. neighbours.Members(x).Where(node => node != y)];
        if (near.Length >= size)
        {
            found = Sweep(new SubsetSweep(x, y, near, [], size), separators, union);
        }

        int[] far = [.. neighbours.Members(y).Where(node => node != x)];
        bool[] shared = [.. far.Select(node => neighbours[x, node])];
        if (_tally.Stopped is null && far.Length >= size && size > 0 && !Array.TrueForAll(shared, both => both))
        {
            found |= Sweep(new SubsetSweep(x, y, far, shared, size), separators, union);
        }

        if (found)
        {
            _separators[(x * _test.Order) + y] = [.. union.Distinct().Order()];
        }

        return found;
    }

    private bool Sweep(in SubsetSweep sweep, bool[] separators, List<int> union)
    {
        var flags = separators.AsSpan(0, sweep.Candidates.Length);
        flags.Clear();
        var found = _test.TestSubsets(sweep, flags, _tally, out var p);
        ref var largest = ref _largestP[(sweep.X * _test.Order) + sweep.Y];
        largest = Math.Max(largest, p);
        for (var i = 0; i < flags.Length && found; i++)
        {
            if (flags[i])
            {
                union.Add(sweep.Candidates[i]);
            }
        }

        return found;
    }
}
