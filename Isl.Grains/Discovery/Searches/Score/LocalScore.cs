using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>A score of DAGs, node by node; higher is better, and Markov-equivalent DAGs have the same.</summary>
/// <remarks>Scores are kept, keyed by node and parents. Not safe for concurrent use.</remarks>
internal abstract class LocalScore
{
    private readonly Dictionary<(int Node, BitSet Parents), double> _known = [];

    /// <summary>Number of variables.</summary>
    public abstract int Order { get; }

    /// <summary>Number of rows.</summary>
    public abstract int Rows { get; }

    /// <summary>Local scores computed.</summary>
    public int Evaluations => _known.Count;

    /// <summary>Score of a node with the given parents.</summary>
    public double Local(int node, BitSet parents)
    {
        if (!_known.TryGetValue((node, parents), out var score))
        {
            score = Compute(node, parents);
            _known.Add((node, parents), score);
        }

        return score;
    }

    /// <summary>Score of a DAG.</summary>
    public double Total(DirectedEdges dag)
    {
        var sum = 0.0;
        for (var node = 0; node < dag.Order; node++)
        {
            sum += Local(node, Parents(dag, node));
        }

        return sum;
    }

    /// <summary>Do the parents determine the node?</summary>
    public abstract bool IsExact(int node, BitSet parents);

    /// <summary>How strongly each variable depends on the others, one at a time: an order to begin with.</summary>
    public abstract double[] Strengths();

    /// <summary>Parents of a node as a set.</summary>
    public static BitSet Parents(DirectedEdges dag, int node)
    {
        var parents = default(BitSet);
        for (var from = 0; from < dag.Order; from++)
        {
            parents = dag[from, node] ? parents | BitSet.Of(from) : parents;
        }

        return parents;
    }

    /// <summary>The score of a node with its parents, penalty included.</summary>
    protected abstract double Compute(int node, BitSet parents);
}
