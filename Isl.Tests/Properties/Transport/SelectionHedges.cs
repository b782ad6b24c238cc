using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;

namespace Isl.Tests.Properties.Transport;

/// <summary>
/// s-hedges by their definition, over all sets of nodes; for graphs without latent nodes whose variables are measured in both populations.
/// </summary>
internal sealed class SelectionHedges
{
    private readonly int _count;
    private readonly int[] _parents;
    private readonly int[] _siblings;
    private readonly int _treatment;
    private readonly int _outcome;
    private readonly int _selection;
    private readonly (bool IsTarget, int Set)[] _sources;
    private readonly CausalGraph _graph;

    public SelectionHedges(CausalGraph graph, TransportQuestion question)
    {
        _graph = graph;
        _count = graph.Nodes.Length;
        (_parents, _siblings) = (new int[_count], new int[_count]);
        foreach (var (from, to) in graph.Edges)
        {
            _parents[to] |= 1 << from;
        }

        foreach (var (a, b) in graph.Bidirected)
        {
            _siblings[a] |= 1 << b;
            _siblings[b] |= 1 << a;
        }

        _treatment = Mask([question.Treatment]);
        _outcome = Mask([question.Outcome]);
        _selection = Mask(question.Selection);
        _sources = [.. question.Experiments.Select(set => (false, Mask(set))), (false, 0), (true, 0)];
    }

    /// <summary>Is there a root set that no distribution gives?</summary>
    public bool Exist() => Enumerable.Range(1, (1 << _count) - 1).Any(root => IsRootSet(root) && _sources.All(source => IsBlocked(root, source)));

    /// <summary>Is this what it says it is?</summary>
    public void AssertIsOne(SelectionHedge hedge)
    {
        var root = Mask(hedge.RootSet);
        Assert.True(IsRootSet(root), "the root set is no district of ancestors of the outcome");
        Assert.Equal(_sources.Length, hedge.Obstacles.Length);
        foreach (var (isTarget, set) in _sources)
        {
            var obstacle = Assert.Single(hedge.Obstacles, one => one.Domain == (isTarget ? "target" : "source") && Mask(one.Do) == set);
            var nodes = Mask(obstacle.Nodes);
            Assert.True(
                obstacle.Kind switch
                {
                    "selection" => !isTarget && nodes != 0 && (nodes & root & _selection) == nodes,
                    "experiment" => nodes != 0 && (nodes & root & set) == nodes,
                    "hedge" => IsForestOver(nodes, root, set) && (nodes & _treatment) != 0,
                    _ => false,
                },
                $"{obstacle.Kind} {string.Join(",", obstacle.Nodes)} is in no way of {obstacle.Domain}");
        }
    }

    private int Mask(IEnumerable<string> names) => names.Aggregate(0, (mask, name) => mask | (1 << _graph.IndexOf(name)));

    /// <summary>A whole district of the ancestors of the outcome in the graph without the treatment.</summary>
    private bool IsRootSet(int root)
    {
        var needed = Ancestors(_outcome, ~_treatment);
        return (root & needed) == root && IsConnected(root) && Enumerable.Range(0, _count).All(node =>
            (needed >> node & 1) == 0 || (root >> node & 1) == 1 || (_siblings[node] & root) == 0);
    }

    private bool IsBlocked(int root, (bool IsTarget, int Set) source) =>
        (!source.IsTarget && (root & _selection) != 0) || (root & source.Set) != 0
        || Enumerable.Range(1, (1 << _count) - 1).Any(forest => IsForestOver(forest, root, source.Set));

    /// <summary>A larger set without what is set, tied together by hidden causes, all of it ancestors of the root set within itself.</summary>
    private bool IsForestOver(int forest, int root, int set) =>
        forest != root && (forest & root) == root && (forest & set) == 0 && IsConnected(forest) && Ancestors(root, forest) == forest;

    private int Ancestors(int nodes, int within)
    {
        for (var reached = nodes & within; ;)
        {
            var next = reached;
            for (var node = 0; node < _count; node++)
            {
                next |= (reached >> node & 1) == 1 ? _parents[node] & within : 0;
            }

            if (next == reached)
            {
                return reached;
            }

            reached = next;
        }
    }

    private bool IsConnected(int nodes)
    {
        for (var reached = nodes & -nodes; ;)
        {
            var next = reached;
            for (var node = 0; node < _count; node++)
            {
                next |= (reached >> node & 1) == 1 ? _siblings[node] & nodes : 0;
            }

            if (next == reached)
            {
                return reached == nodes;
            }

            reached = next;
        }
    }
}
