using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>The graphs of two populations as one, with the variables whose mechanism may differ and the distributions at hand. Immutable.</summary>
/// <remarks>Source: Bareinboim &amp; Pearl (2012), definition 3: a selection node points at every variable whose mechanism may differ.</remarks>
internal sealed class SelectionDiagram
{
    private readonly CausalDiagram _whole;

    /// <summary>The diagram of a question.</summary>
    public SelectionDiagram(CausalGraph graph, TransportQuestion question)
    {
        Graph = graph;
        Question = question;
        _whole = new CausalDiagram(graph);
        Treatment = BitSet.Of(graph.IndexOf(question.Treatment));
        Outcome = BitSet.Of(graph.IndexOf(question.Outcome));
        Selection = Nodes(question.Selection);
        var source = Nodes(question.Source.Measured);
        var target = Nodes(question.Target.Measured);
        Sources =
        [
            .. question.Experiments.Select(Nodes)
                .Where(set => !set.IsEmpty)
                .OrderByDescending(set => set == Treatment)
                .ThenBy(set => set.Count)
                .Select(set => new DataSource(this, IsTarget: false, set, source | set)),
            new DataSource(this, IsTarget: false, default, source),
            new DataSource(this, IsTarget: true, default, target),
        ];
        Partial = (source | target) - (source & target);
        Observed = source | target | Treatment | Outcome;
    }

    /// <summary>The question.</summary>
    public TransportQuestion Question { get; }

    /// <summary>The graphs of both populations together.</summary>
    public CausalGraph Graph { get; }

    /// <summary>What is set.</summary>
    public BitSet Treatment { get; }

    /// <summary>What is read.</summary>
    public BitSet Outcome { get; }

    /// <summary>Variables whose mechanism may differ.</summary>
    public BitSet Selection { get; }

    /// <summary>
    /// The distributions at hand, those to be used first first: experiments, then observations of the source, then those of the target.
    /// </summary>
    public ImmutableArray<DataSource> Sources { get; }

    /// <summary>Variables that are measured in one population only.</summary>
    public BitSet Partial { get; }

    /// <summary>Variables that are measured anywhere, treatment and outcome included.</summary>
    public BitSet Observed { get; }

    /// <summary>Names of a set, in ordinal order.</summary>
    public ImmutableArray<string> Names(BitSet nodes) => Formula.Names(nodes, Graph.Nodes);

    /// <summary>The graph over some variables, the others latent.</summary>
    public LatentProjection Over(BitSet observed)
    {
        var latent = ImmutableArray.CreateBuilder<int>();
        for (var node = 0; node < Graph.Nodes.Length; node++)
        {
            if (!observed.Contains(node))
            {
                latent.Add(node);
            }
        }

        return new LatentProjection(new CausalDiagram(Graph with { Latent = latent.ToImmutable() }));
    }

    /// <summary>
    /// All variables whose mechanisms make P(set | do(fixed)): the set and its ancestors, latent ones too, in the graph without what is fixed.
    /// </summary>
    public BitSet Mechanisms(BitSet set, BitSet fixedNodes)
    {
        var reached = _whole.AncestorsAvoiding(set.ToArray(), _whole.Flags(fixedNodes.ToArray()));
        var members = new List<int>();
        for (var node = 0; node < reached.Length; node++)
        {
            if (reached[node])
            {
                members.Add(node);
            }
        }

        return BitSet.Of([.. members]);
    }

    private BitSet Nodes(ImmutableArray<string> names) => BitSet.Of([.. names.Select(Graph.IndexOf)]);
}
