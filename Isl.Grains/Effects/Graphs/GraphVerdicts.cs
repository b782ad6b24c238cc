using System.Collections.Immutable;
using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Graphs;

/// <summary>Says what graphs mean for the effect of a question.</summary>
internal sealed class GraphVerdicts
{
    /// <summary>Between the parts of a key: no name holds it.</summary>
    private const char Mark = '\u001f';

    private readonly ColumnCatalog _catalog;
    private readonly EffectQuestion _question;
    private readonly WorkBudget _budget;
    private readonly Func<ImmutableArray<string>, bool> _isCountable;
    private readonly Dictionary<string, FoundGraph> _known = new(StringComparer.Ordinal);

    /// <summary>Prepares a question.</summary>
    public GraphVerdicts(ColumnCatalog catalog, EffectQuestion question, WorkBudget budget)
    {
        (_catalog, _question, _budget) = (catalog, question, budget);
        _isCountable = Countable.By(catalog);
    }

    /// <summary>The question with a graph in it.</summary>
    public static EffectQuestion With(EffectQuestion question, GraphEdges graph) => question with
    {
        Graph = question.Graph with { Edges = graph.Edges, Undirected = graph.Undirected },
        AdjustmentSet = question.AdjustmentSet ?? (question.Strategy is EffectStrategy.Auto or EffectStrategy.Backdoor ? graph.Parents : null),
    };

    /// <summary>The verdict on a graph.</summary>
    public FoundGraph On(SoughtGraph sought)
    {
        var name = SoughtGraph.KeyOf(sought.Graph);
        if (!_known.TryGetValue(name, out var verdict))
        {
            _known[name] = verdict = Judge(sought.Graph);
        }

        return verdict with { Graph = sought.Graph, IsContradicted = sought.IsContradicted, IsUnsettled = sought.IsUnsettled };
    }

    /// <summary>The way of estimating the effect by a graph.</summary>
    public EffectPlan Plan(EffectQuestion asked) => EffectPlanning.Plan(asked, _catalog, _isCountable, implicationData: null, _budget);

    private FoundGraph Judge(GraphEdges graph)
    {
        var asked = With(_question, graph);
        try
        {
            if (CausalPaths.AreNone(asked))
            {
                return new FoundGraph(graph, GraphVerdict.NoPath, "", "no_causal_path", null, null, false, false);
            }

            var plan = Plan(asked);
            return plan.Strategy is null
                ? new FoundGraph(graph, GraphVerdict.NotIdentified, "", null, null, plan.Result.Reason ?? "", false, false)
                : new FoundGraph(
                    graph, GraphVerdict.Identified, KeyOf(plan), IdentificationReport.Of(plan).Method, plan.Covariates, null, false, false);
        }
        catch (InputException e)
        {
            // The set, the strategy or the instruments asked for do not fit this graph; another may allow them.
            return new FoundGraph(graph, GraphVerdict.NotIdentified, "", null, null, e.Errors[0].Message, false, false);
        }
    }

    /// <summary>All that the headline reads of a plan.</summary>
    private string KeyOf(EffectPlan plan)
    {
        var readsAll = plan.Strategy != EffectStrategy.Backdoor
            || _question.Estimators?.Any(spec => spec.Name is EstimatorName.Iv or EstimatorName.FrontDoor or EstimatorName.PlugIn) == true;
        List<string> parts = [$"{plan.Strategy}", .. plan.Covariates];
        if (readsAll)
        {
            parts.AddRange(["|", .. plan.Instruments, "|", .. plan.InstrumentCovariates]);
            parts.AddRange(["|", .. plan.FrontDoorSet ?? [], "|", plan.Result.IdentificationFormula ?? ""]);
        }

        return string.Join(Mark, parts);
    }
}
