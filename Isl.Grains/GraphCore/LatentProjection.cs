using Isl.Grains.Numerics;

namespace Isl.Grains.GraphCore;

/// <summary>An acyclic directed mixed graph over observed nodes only, as bit rows of neighbours.</summary>
/// <remarks>
/// Source: Verma's latent projection (Tian &amp; Pearl 2003): a latent node is removed by joining its parents to its children, and its
/// children and siblings to each other by bidirected edges. Nodes keep their indices. Immutable.
/// </remarks>
internal sealed class LatentProjection
{
    private const int MaxWordsOnStack = 32;

    private readonly BitSet[] _parents;
    private readonly BitSet[] _children;
    private readonly BitSet[] _siblings;
    private readonly int[] _positions;
    private readonly int _words;

    /// <summary>Projects the latent nodes out.</summary>
    public LatentProjection(CausalDiagram diagram)
    {
        var count = diagram.Count;
        _words = Math.Max(1, Bits.WordsFor(count));
        (_parents, _children, _siblings) = (new BitSet[count], new BitSet[count], new BitSet[count]);
        for (var node = 0; node < count; node++)
        {
            _parents[node] = BitSet.Of(diagram.Parents(node));
            _children[node] = BitSet.Of(diagram.Children(node));
            _siblings[node] = BitSet.Of(diagram.Siblings(node));
        }

        var latents = 0;
        for (var node = 0; node < count; node++)
        {
            if (diagram.IsLatent(node))
            {
                latents++;
                Remove(node);
            }
        }

        // Every directed edge of the projection runs along a directed path of the diagram, so its order serves here too.
        var order = diagram.TopologicalOrder();
        Order = latents == 0 ? order : Array.FindAll(order, node => !diagram.IsLatent(node));
        Observed = BitSet.Of(Order);
        _positions = new int[count];
        for (var i = 0; i < Order.Length; i++)
        {
            _positions[Order[i]] = i;
        }
    }

    private LatentProjection(LatentProjection from, BitSet[] parents, BitSet[] children, BitSet[] siblings)
    {
        (_parents, _children, _siblings) = (parents, children, siblings);
        (_positions, _words, Order, Observed) = (from._positions, from._words, from.Order, from.Observed);
    }

    /// <summary>The observed nodes.</summary>
    public BitSet Observed { get; }

    /// <summary>The observed nodes, causes before their effects. Not to be written.</summary>
    public int[] Order { get; }

    /// <summary>Nodes that point at <paramref name="node"/>.</summary>
    public BitSet Parents(int node) => _parents[node];

    /// <summary>Nodes that <paramref name="node"/> points at.</summary>
    public BitSet Children(int node) => _children[node];

    /// <summary>Place in <see cref="Order"/> of the last member of a set; -1 if it is empty.</summary>
    public int LastPosition(BitSet nodes)
    {
        var last = -1;
        foreach (var node in nodes)
        {
            last = Math.Max(last, _positions[node]);
        }

        return last;
    }

    /// <summary>Place in <see cref="Order"/> of the first member of a set.</summary>
    public int FirstPosition(BitSet nodes)
    {
        var first = int.MaxValue;
        foreach (var node in nodes)
        {
            first = Math.Min(first, _positions[node]);
        }

        return first;
    }

    /// <summary>The members of a set in topological order.</summary>
    public int[] Sorted(BitSet nodes)
    {
        var sorted = nodes.ToArray();
        Array.Sort(sorted, (a, b) => _positions[a].CompareTo(_positions[b]));
        return sorted;
    }

    /// <summary>Ancestors of <paramref name="nodes"/>, themselves included, in the subgraph on <paramref name="within"/>.</summary>
    public BitSet Ancestors(BitSet nodes, BitSet within) => Closure(nodes, within, _parents);

    /// <summary>The district (c-component) of <paramref name="node"/> in the subgraph on <paramref name="within"/>.</summary>
    public BitSet District(int node, BitSet within) => Closure(BitSet.Of(node), within, _siblings);

    /// <summary>All districts of the subgraph on <paramref name="within"/>, in the order of their first nodes.</summary>
    public List<BitSet> Districts(BitSet within)
    {
        var districts = new List<BitSet>();
        for (var rest = within; !rest.IsEmpty; rest -= districts[^1])
        {
            districts.Add(District(rest.First, within));
        }

        return districts;
    }

    /// <summary>
    /// What a set depends on among its predecessors: its districts in the subgraph on both, and their parents (the ordered local Markov
    /// property of Richardson 2003).
    /// </summary>
    /// <param name="nodes">The set.</param>
    /// <param name="before">Predecessors of every member.</param>
    public BitSet MarkovPillow(BitSet nodes, BitSet before)
    {
        var within = nodes | before;
        var pillow = Closure(nodes, within, _siblings);
        foreach (var node in pillow)
        {
            pillow |= _parents[node] & within;
        }

        return pillow - nodes;
    }

    /// <summary>The graph without the arrows into one set (bidirected ones too) and without those out of another.</summary>
    public LatentProjection Mutilated(BitSet into, BitSet outOf)
    {
        var count = _parents.Length;
        var (parents, children, siblings) = (new BitSet[count], new BitSet[count], new BitSet[count]);
        for (var node = 0; node < count; node++)
        {
            parents[node] = into.Contains(node) ? default : _parents[node] - outOf;
            siblings[node] = into.Contains(node) ? default : _siblings[node] - into;
            children[node] = outOf.Contains(node) ? default : _children[node] - into;
        }

        return new LatentProjection(this, parents, children, siblings);
    }

    /// <summary>m-separation of two disjoint sets by a third, disjoint from both.</summary>
    /// <remarks>Source: reachability as in <see cref="DSeparation"/>, with a set of nodes visited per step. O(V²/64).</remarks>
    public bool IsSeparated(BitSet x, BitSet y, BitSet given)
    {
        var open = Ancestors(given, Observed);
        var size = _words;
        Span<ulong> memory = size <= MaxWordsOnStack ? stackalloc ulong[4 * size] : new ulong[4 * size];
        memory.Clear();
        var byTail = memory[..size];
        var byHead = memory[size..(2 * size)];
        var seenByTail = memory[(2 * size)..(3 * size)];
        var seenByHead = memory[(3 * size)..];
        for (var word = 0; word < size; word++)
        {
            // A walk starts as if it had come up from a child: it may leave in every direction.
            byTail[word] = seenByTail[word] = x.Word(word);
        }

        while (true)
        {
            BitSet toParents = default, toSiblings = default, toChildren = default;
            if (Bits.TryTakeFirst(byTail, out var node))
            {
                if (given.Contains(node))
                {
                    continue;
                }

                (toParents, toSiblings, toChildren) = (_parents[node], _siblings[node], _children[node]);
            }
            else if (Bits.TryTakeFirst(byHead, out node))
            {
                toChildren = given.Contains(node) ? default : _children[node];
                if (open.Contains(node))
                {
                    (toParents, toSiblings) = (_parents[node], _siblings[node]);
                }
            }
            else
            {
                return true;
            }

            for (var word = 0; word < size; word++)
            {
                var tail = toParents.Word(word) & ~seenByTail[word];
                var head = (toSiblings.Word(word) | toChildren.Word(word)) & ~seenByHead[word];
                if (((tail | head) & y.Word(word)) != 0)
                {
                    return false;
                }

                byTail[word] |= tail;
                seenByTail[word] |= tail;
                byHead[word] |= head;
                seenByHead[word] |= head;
            }
        }
    }

    private void Remove(int latent)
    {
        var alone = BitSet.Of(latent);
        var (parents, children, siblings) = (_parents[latent], _children[latent], _siblings[latent]);
        foreach (var child in children)
        {
            _parents[child] = (_parents[child] | parents) - alone;
            _siblings[child] = (_siblings[child] | children | siblings) - BitSet.Of(child) - alone;
        }

        foreach (var parent in parents)
        {
            _children[parent] = (_children[parent] | children) - alone;
        }

        foreach (var sibling in siblings)
        {
            _siblings[sibling] = (_siblings[sibling] | children) - BitSet.Of(sibling) - alone;
        }

        _parents[latent] = _children[latent] = _siblings[latent] = default;
    }

    private BitSet Closure(BitSet start, BitSet within, BitSet[] neighbours)
    {
        Span<ulong> memory = _words <= MaxWordsOnStack ? stackalloc ulong[2 * _words] : new ulong[2 * _words];
        var reached = memory[.._words];
        var pending = memory[_words..];
        for (var word = 0; word < _words; word++)
        {
            reached[word] = pending[word] = start.Word(word);
        }

        while (Bits.TryTakeFirst(pending, out var node))
        {
            var next = neighbours[node];
            for (var word = 0; word < _words; word++)
            {
                var fresh = next.Word(word) & within.Word(word) & ~reached[word];
                reached[word] |= fresh;
                pending[word] |= fresh;
            }
        }

        return new BitSet(reached);
    }
}
