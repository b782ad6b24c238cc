using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>The parents that growing and shrinking give a variable.</summary>
/// <param name="Parents">The parents.</param>
/// <param name="Score">The variable's local score with them.</param>
internal sealed record GrownParents(BitSet Parents, double Score);

/// <summary>
/// Grow-shrink trees: for every variable, the parents that growing and then shrinking pick among those before it in an order, kept so that
/// orders which differ elsewhere cost no regression.
/// </summary>
/// <remarks>
/// Source: Andrews et al. (2023), the section on grow-shrink trees. A node of a variable's tree stands for the parents grown so far, in the
/// order in which they were added. It lists every variable whose addition gains, best first; the first of them that is before the variable is
/// added next, whatever else is. Where none is before it, the grown parents are shrunk: the one whose removal gains most is removed, until
/// none gains; the outcome is kept at the node, as it depends on nothing else.
/// Prior knowledge: growing starts from the required parents, which are never removed, and lists no forbidden one.
/// Linear Gaussian scores come from regressions along the path, others from the score itself.
/// Memory: once the trees hold more than a limit they are dropped and grow anew, which costs time and changes no answer.
/// Not safe for concurrent use.
/// </remarks>
internal sealed class GrowShrinkTrees
{
    /// <summary>Indices must be below this: a node lists variables as bytes.</summary>
    public const int MostVariables = byte.MaxValue + 1;

    /// <summary>About the bytes of a node with what shrinking leaves of it.</summary>
    private const int NodeBytes = 104;

    /// <summary>About the bytes of an array without its elements.</summary>
    private const int ArrayBytes = 24;

    private readonly LocalScore _score;
    private readonly EdgeConstraints _constraints;
    private readonly PathRegression? _regression;
    private readonly int[] _ranked;
    private readonly int _maxParents;
    private readonly long _capacity;
    private readonly double _half;
    private readonly double _penalty;
    private readonly double _growRatio;
    private readonly double _shrinkRatio;
    private readonly Node?[] _roots;
    private readonly int[]?[] _required;
    private readonly int[] _path;
    private readonly double[] _covariances;
    private readonly double[] _shares;
    private readonly byte[] _listed;
    private readonly double[] _listedShares;
    private int _depth;
    private long _size;

    /// <summary>Plants the trees.</summary>
    /// <param name="score">The score.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="maxParents">Most parents of a variable.</param>
    /// <param name="ranked">The variables; where two gain alike, the one that stands first here goes first.</param>
    public GrowShrinkTrees(LocalScore score, BossSettings settings, int maxParents, int[] ranked)
    {
        var d = score.Order;
        (_score, _constraints, _ranked, _maxParents, _capacity) = (score, settings.Constraints, ranked, maxParents, settings.MaxTreeBytes);
        _regression = score is GaussianScore gaussian ? new PathRegression(gaussian.Correlation.ToArray(), d) : null;
        _half = score.Rows / 2.0;
        _penalty = settings.Lambda * Math.Log(score.Rows);
        Tie = 1e-10 * Math.Max(score.Rows, 100);
        _growRatio = Math.Exp(-(_penalty + Tie) / _half);
        _shrinkRatio = Math.Exp((_penalty - Tie) / _half);
        (_roots, _required) = (new Node?[d], new int[d][]);
        (_path, _listed, _covariances, _shares, _listedShares) = (new int[d], new byte[d], new double[d], new double[d], new double[d]);
    }

    /// <summary>Gains at most this far from each other, or from zero, are rounding.</summary>
    public double Tie { get; }

    /// <summary>Nodes grown, those dropped since included.</summary>
    public long Nodes { get; private set; }

    /// <summary>Parent sets scored.</summary>
    public long Scored { get; private set; }

    /// <summary>How often the trees outgrew their limit and were dropped.</summary>
    public int Drops { get; private set; }

    /// <summary>The parents that growing and shrinking give a variable.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="before">Which variables are before it; the required parents are taken to be.</param>
    public GrownParents Trace(int variable, ReadOnlySpan<bool> before)
    {
        if (_size > _capacity)
        {
            Array.Clear(_roots);
            _size = 0;
            Drops++;
        }

        var required = _required[variable] ??= [.. _ranked.Where(from => _constraints.IsRequired(from, variable))];
        required.CopyTo(_path, 0);
        _depth = required.Length;
        var node = _roots[variable] ??= NewNode(null, 0);
        while (true)
        {
            var gaining = node.Gaining ??= Gaining(variable);
            var at = 0;
            while (at < gaining.Length && !before[gaining[at]])
            {
                at++;
            }

            if (at == gaining.Length)
            {
                return node.Shrunk ??= Shrink(variable, required.Length);
            }

            _path[_depth++] = gaining[at];
            node = Child(node, gaining[at]);
        }
    }

    private Node NewNode(Node? sibling, byte added)
    {
        Nodes++;
        _size += NodeBytes;
        return new Node { Sibling = sibling, Added = added };
    }

    private Node Child(Node node, byte added)
    {
        var child = node.Child;
        while (child is not null && child.Added != added)
        {
            child = child.Sibling;
        }

        return child ?? (node.Child = NewNode(node.Child, added));
    }

    /// <summary>The variables whose addition to the path gains, best first.</summary>
    private byte[] Gaining(int variable)
    {
        if (_depth >= _maxParents)
        {
            return []; // Shared, so it counts for nothing.
        }

        return _regression is null ? GainingByScore(variable) : GainingByRegression(variable, _regression);
    }

    private byte[] GainingByScore(int variable)
    {
        var path = BitSet.Of(_path.AsSpan(0, _depth));
        var without = _score.Local(variable, path);
        var count = 0;
        foreach (var from in _ranked)
        {
            if (from != variable && !path.Contains(from) && !_constraints.IsForbidden(from, variable)
                && _score.Local(variable, path | BitSet.Of(from)) is var with && with > without + Tie)
            {
                List(count++, from, -with);
            }
        }

        return Listed(count);
    }

    private byte[] GainingByRegression(int variable, PathRegression regression)
    {
        regression.Condition(_path.AsSpan(0, _depth));
        regression.Covariances(variable, _covariances);
        var left = regression.Left;
        var least = Held(left[variable]) * _growRatio;
        var count = 0;
        foreach (var from in _ranked)
        {
            // What is on the path has nothing left.
            if (left[from] > GaussianScore.Collinear)
            {
                var share = Held(left[variable] - (_covariances[from] * _covariances[from] / left[from]));
                if (share < least && !_constraints.IsForbidden(from, variable))
                {
                    List(count++, from, share);
                }
            }
        }

        return Listed(count);
    }

    private byte[] Listed(int count)
    {
        Scored += _roots.Length - 1 - _depth;
        _size += ArrayBytes + count;
        return _listed[..count];
    }

    /// <summary>Puts a variable behind those that leave no more than it does.</summary>
    private void List(int count, int variable, double share)
    {
        var at = count;
        for (; at > 0 && _listedShares[at - 1] > share; at--)
        {
            (_listed[at], _listedShares[at]) = (_listed[at - 1], _listedShares[at - 1]);
        }

        (_listed[at], _listedShares[at]) = ((byte)variable, share);
    }

    private static double Held(double share) => Math.Max(share, GaussianScore.LeastShare);

    /// <summary>Removes parents from the path, but not the first ones, while that gains.</summary>
    private GrownParents Shrink(int variable, int required) =>
        _regression is null ? ShrinkByScore(variable, required) : ShrinkByRegression(variable, required, _regression);

    private GrownParents ShrinkByScore(int variable, int required)
    {
        var parents = BitSet.Of(_path.AsSpan(0, _depth));
        while (true)
        {
            var (best, removed) = (_score.Local(variable, parents), -1);
            Scored += _depth - required;
            for (var at = required; at < _depth; at++)
            {
                if (_score.Local(variable, parents - BitSet.Of(_path[at])) is var score && score > best + Tie)
                {
                    (best, removed) = (score, at);
                }
            }

            if (removed < 0)
            {
                return new GrownParents(parents, best);
            }

            parents -= BitSet.Of(_path[removed]);
            _path.AsSpan(removed + 1, _depth - removed - 1).CopyTo(_path.AsSpan(removed));
            _depth--;
        }
    }

    private GrownParents ShrinkByRegression(int variable, int required, PathRegression regression)
    {
        while (true)
        {
            var path = _path.AsSpan(0, _depth);
            regression.Condition(path);
            var share = Held(regression.Left[variable]);
            var removed = -1;
            if (_depth > required)
            {
                regression.WithoutEach(variable, _shares);
                Scored += _depth - required;
                var least = share * _shrinkRatio;
                for (var at = required; at < _depth; at++)
                {
                    if (Held(_shares[at]) < least)
                    {
                        (removed, least) = (at, Held(_shares[at]));
                    }
                }
            }

            if (removed < 0)
            {
                return new GrownParents(BitSet.Of(path), _score.Local(variable, default) - (_half * Math.Log(share)) - (_penalty * _depth));
            }

            path[(removed + 1)..].CopyTo(path[removed..]);
            _depth--;
        }
    }

    private sealed class Node
    {
        /// <summary>Variables whose addition gains, best first; null until asked for. A byte each: <see cref="MostVariables"/>.</summary>
        public byte[]? Gaining { get; set; }

        /// <summary>The newest node with one more parent; older ones are its siblings. They are few: most nodes are on one path only.</summary>
        public Node? Child { get; set; }

        /// <summary>The next node with the same parents but the last.</summary>
        public Node? Sibling { get; init; }

        /// <summary>The parent added last.</summary>
        public byte Added { get; init; }

        /// <summary>What shrinking leaves of the parents; null until asked for.</summary>
        public GrownParents? Shrunk { get; set; }
    }
}
