using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Numerics;

namespace Isl.Grains.Transport;

/// <summary>A distribution at hand: what is measured in a population, seen or under an experiment.</summary>
/// <param name="Diagram">The diagram it belongs to.</param>
/// <param name="IsTarget">Whether it is of the target population.</param>
/// <param name="Experiment">Variables that the experiment sets; empty for observations.</param>
/// <param name="Measured">Variables that are measured, those set included.</param>
internal sealed record DataSource(SelectionDiagram Diagram, bool IsTarget, BitSet Experiment, BitSet Measured)
{
    private LatentProjection? _graph;
    private LatentProjection? _cut;
    private EstimandSimplifier? _simplifier;

    /// <summary>Name of the population on the wire.</summary>
    public string Domain => IsTarget ? "target" : "source";

    /// <summary>Rewrites formulas over this distribution.</summary>
    public EstimandSimplifier Simplifier => _simplifier ??= new EstimandSimplifier(Cut, CancellationToken.None);

    private LatentProjection Graph => _graph ??= Diagram.Over(Measured);

    /// <summary>The graph of the experiment: what it sets is a constant, which no edge joins.</summary>
    private LatentProjection Cut => _cut ??= Experiment.IsEmpty ? Graph : Graph.Mutilated(Experiment, Experiment);

    /// <summary>P(set | do(fixed)) of the target population from this distribution, or what is in the way.</summary>
    /// <param name="set">The variables whose joint mechanism is wanted.</param>
    /// <param name="fixedNodes">All other direct causes of the set.</param>
    /// <param name="withFormula">Whether to build the formula; otherwise the empty product stands for it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <remarks>
    /// Source: Lee, Correa &amp; Bareinboim (2020), algorithm gTR: a district comes from a distribution where no selection node points at it,
    /// that sets none of it, and from whose own district it can be identified. The graph is that of the variables measured there.
    /// </remarks>
    public Identified Identify(BitSet set, BitSet fixedNodes, bool withFormula, CancellationToken cancellation)
    {
        var differing = IsTarget ? default : Diagram.Mechanisms(set, fixedNodes) & Diagram.Selection;
        var missing = (set | fixedNodes) - Measured;
        if (!differing.IsEmpty || !missing.IsEmpty)
        {
            return differing.IsEmpty
                ? Identified.Blocked(this, ObstacleKind.Unmeasured, missing)
                : Identified.Blocked(this, ObstacleKind.Selection, differing);
        }

        var needed = Graph.Ancestors(set, Measured - fixedNodes);
        if (needed.Overlaps(Experiment))
        {
            return Identified.Blocked(this, ObstacleKind.Experiment, needed & Experiment);
        }

        var factors = new List<Formula>();
        foreach (var district in Cut.Districts(needed))
        {
            cancellation.ThrowIfCancellationRequested();
            if (OfDistrict(district, withFormula, factors, cancellation) is { } hedge)
            {
                return Identified.Blocked(this, ObstacleKind.Hedge, hedge);
            }
        }

        return new Identified(this, withFormula ? Simplifier.Sum(needed - set, [.. factors]) : [], default, default);
    }

    /// <summary>Q of a district, as in ID from line 2 on: adds its factors, or returns the larger district that it cannot be told from.</summary>
    private BitSet? OfDistrict(BitSet target, bool withFormula, List<Formula> factors, CancellationToken cancellation)
    {
        var nodes = Measured - Experiment;
        var kernel = withFormula ? Kernel.Joint(Cut, Simplifier, nodes) : null;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var ancestors = Cut.Ancestors(target, nodes);
            if (ancestors != nodes)
            {
                kernel = kernel?.Restrict(ancestors);
                nodes = ancestors;
            }

            var district = Cut.District(target.First, nodes);
            if (nodes == target || district == target)
            {
                factors.AddRange(kernel?.Product(target) ?? []);
                return null;
            }

            if (district == nodes)
            {
                return nodes;
            }

            kernel = kernel?.Factorise(district);
            nodes = district;
        }
    }
}

/// <summary>What keeps a distribution from giving a mechanism.</summary>
internal enum ObstacleKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mechanism may differ.</summary>
    Selection,

    /// <summary>Variables are not measured.</summary>
    Unmeasured,

    /// <summary>The experiment replaces it.</summary>
    Experiment,

    /// <summary>Hidden causes tie it to more.</summary>
    Hedge,
}

/// <summary>A mechanism from a distribution, or what is in the way.</summary>
/// <param name="From">The distribution.</param>
/// <param name="Factors">The formula as a product.</param>
/// <param name="Obstacle">What is in the way, if anything.</param>
/// <param name="Nodes">The variables that are.</param>
internal sealed record Identified(DataSource From, Formula[] Factors, ObstacleKind Obstacle, BitSet Nodes)
{
    /// <summary>Is it read off without a sum or a quotient?</summary>
    public bool IsPlain => Factors.All(factor => factor is ProbabilityFormula);

    /// <summary>Something is in the way.</summary>
    public static Identified Blocked(DataSource from, ObstacleKind kind, BitSet nodes) => new(from, [], kind, nodes);
}
