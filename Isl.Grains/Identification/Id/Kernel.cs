using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Identification.Id;

/// <summary>
/// The distribution that the recursion of ID works on: first the joint of an ancestral set, later Q[S] of a district S, a product of
/// blocks P(block | what comes before), each of which sums to one over its own variables. Immutable.
/// </summary>
/// <remarks>
/// Source: Tian &amp; Pearl (2002), lemma 4: with W(i) the sum of Q over all variables after the i-th, a district's part of Q is the product of
/// the W(i) / W(i − 1) of its members. Neighbours in the order are taken together, since their quotients telescope.
/// </remarks>
internal sealed class Kernel
{
    private readonly LatentProjection _graph;
    private readonly EstimandSimplifier _simplifier;
    private readonly Block[]? _blocks;
    private readonly BitSet _kept;

    private Kernel(LatentProjection graph, EstimandSimplifier simplifier, Block[]? blocks, BitSet kept) =>
        (_graph, _simplifier, _blocks, _kept) = (graph, simplifier, blocks, kept);

    /// <summary>The observed joint distribution of an ancestral set.</summary>
    public static Kernel Joint(LatentProjection graph, EstimandSimplifier simplifier, BitSet nodes) => new(graph, simplifier, null, nodes);

    /// <summary>The distribution with all but the variables of an ancestral set summed out (line 2 of ID).</summary>
    public Kernel Restrict(BitSet ancestral) => new(_graph, _simplifier, _blocks, ancestral);

    /// <summary>Q of a district (line 7 of ID).</summary>
    public Kernel Factorise(BitSet district) => new(_graph, _simplifier, [.. Blocks(district)], district);

    /// <summary>Q of a district as a formula (lines 1 and 6 of ID).</summary>
    public Formula[] Product(BitSet district)
    {
        var product = new List<Formula>();
        foreach (var block in Blocks(district))
        {
            product.AddRange(block.Factors);
        }

        return [.. product];
    }

    private List<Block> Blocks(BitSet district) => _simplifier.TooLarge ? []
        : _blocks is null ? BlocksOfJoint(district)
        : BlocksOfChain(district, _blocks);

    /// <summary>P(block | before) in an order that keeps the district together: other variables first, wherever their causes allow it.</summary>
    private List<Block> BlocksOfJoint(BitSet district)
    {
        var blocks = new List<Block>();
        var order = _graph.Sorted(_kept);
        BitSet placed = default;
        for (var left = district; !left.IsEmpty;)
        {
            foreach (var node in order)
            {
                if (!district.Contains(node) && !placed.Contains(node) && (_graph.Parents(node) & _kept).IsSubsetOf(placed))
                {
                    placed |= BitSet.Of(node);
                }
            }

            var before = placed;
            var run = new List<int>();
            foreach (var node in order)
            {
                if (left.Contains(node) && (_graph.Parents(node) & _kept).IsSubsetOf(placed))
                {
                    run.Add(node);
                    placed |= BitSet.Of(node);
                }
            }

            var block = placed - before;
            left -= block;
            blocks.Add(new Block([.. run], [new ProbabilityFormula(block, _graph.MarkovPillow(block, before))]));
        }

        return blocks;
    }

    /// <summary>W(last of a run) / W(last before it) for every run of members in the chain's order.</summary>
    private List<Block> BlocksOfChain(BitSet district, Block[] chain)
    {
        var result = new List<Block>();
        var run = new List<int>();
        Prefix? before = null;
        var here = default(Prefix);
        for (var index = 0; index < chain.Length; index++)
        {
            foreach (var node in chain[index].Nodes)
            {
                if (_kept.Contains(node))
                {
                    if (run.Count > 0 && !district.Contains(node))
                    {
                        Close();
                    }

                    here = new Prefix(index, here.Nodes | BitSet.Of(node));
                    if (district.Contains(node))
                    {
                        run.Add(node);
                    }
                    else
                    {
                        before = here;
                    }
                }
            }
        }

        Close();
        return result;

        void Close()
        {
            if (run.Count > 0)
            {
                result.Add(new Block([.. run], Conditional(chain, here, before)));
                before = here;
                run.Clear();
            }
        }
    }

    private Formula[] Conditional(Block[] chain, Prefix to, Prefix? before)
    {
        if (before is not { } from)
        {
            return Marginal(chain, 0, to);
        }

        // Blocks before the first variable that is summed out stand in both parts of the quotient and cancel.
        var first = 0;
        while (first < from.Block && Array.TrueForAll(chain[first].Nodes, _kept.Contains))
        {
            first++;
        }

        return _simplifier.Quotient(Marginal(chain, first, to), Marginal(chain, first, from));
    }

    /// <summary>W: the blocks up to a place in the chain, with everything summed out but the kept variables up to there.</summary>
    private Formula[] Marginal(Block[] chain, int first, Prefix to)
    {
        var factors = new List<Formula>();
        BitSet nodes = default;
        for (var index = first; index <= to.Block; index++)
        {
            factors.AddRange(chain[index].Factors);
            nodes |= BitSet.Of(chain[index].Nodes);
        }

        return _simplifier.Sum(nodes - to.Nodes, [.. factors]);
    }

    /// <summary>Variables with their conditional distribution given all that comes before, in topological order.</summary>
    private readonly record struct Block(int[] Nodes, Formula[] Factors);

    /// <summary>A place in a chain: the block it is in, and the kept variables up to it.</summary>
    private readonly record struct Prefix(int Block, BitSet Nodes);
}
