using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Graphs;

/// <summary>The parts that the work on a question over graphs is cut into; pure, so that any silo gives the same.</summary>
public static class GraphParts
{
    /// <summary>The graphs of a part's resamples, or those it was given, with what each means; as many as the time allows.</summary>
    /// <param name="part">The part.</param>
    /// <param name="data">The table.</param>
    /// <param name="budget">When spent, it ends with what it has; when cancelled, it throws.</param>
    public static GraphFindings Find(GraphPart part, Dataset data, WorkBudget budget)
    {
        var question = part.Question;
        var (table, asked) = GraphTables.ForEffects(data, question, part.Seed);
        var verdicts = new GraphVerdicts(CatalogOf(table, asked), asked, budget);
        var (graphs, unusable) = (ImmutableArray.CreateBuilder<FoundGraph>(), 0);
        foreach (var graph in part.Given.TakeWhile(_ => !budget.IsSpent))
        {
            Judge(new SoughtGraph(graph, false, false));
        }

        if (!part.Given.IsEmpty)
        {
            return new GraphFindings(graphs.ToImmutable(), 0);
        }

        var sampler = new GraphSampler(GraphTables.ForSearch(data, question, part.Seed), question.Search, part.Seed, budget);
        for (var i = 0; i < part.Count && !budget.IsSpent; i++)
        {
            budget.ThrowIfCancelled();
            var estimate = sampler.SearchResample(part.First + i);
            if (estimate is null)
            {
                unusable++;
            }
            else if (estimate.Stop != StopReason.BudgetSpent)
            {
                Judge(SoughtGraph.Of(estimate, sampler.Constraints));
            }
        }

        return new GraphFindings(graphs.ToImmutable(), unusable);

        void Judge(SoughtGraph sought)
        {
            var verdict = verdicts.On(sought);
            if (!budget.IsSpent)
            {
                graphs.Add(verdict); // what the clock may have cut short is left out
            }
        }
    }

    /// <summary>The effect by each of the graphs that a part was given; as many as the time allows.</summary>
    /// <param name="part">The part.</param>
    /// <param name="data">The table.</param>
    /// <param name="budget">When spent, it ends with what it has; when cancelled, it throws.</param>
    public static ImmutableArray<GraphEffect> Estimate(GraphPart part, Dataset data, WorkBudget budget)
    {
        var (table, question) = GraphTables.ForEffects(data, part.Question, part.Seed);
        var catalog = CatalogOf(table, question);
        var verdicts = new GraphVerdicts(catalog, question, budget);
        var effects = ImmutableArray.CreateBuilder<GraphEffect>();
        foreach (var graph in part.Given.TakeWhile(_ => !budget.IsSpent))
        {
            budget.ThrowIfCancelled();
            var key = verdicts.On(new SoughtGraph(graph, false, false)).Key;
            var asked = GraphVerdicts.With(question, graph);
            try
            {
                var run = new EffectRun(catalog, part.DatasetHash, asked, verdicts.Plan(asked), part.Seed, budget).HeadlineAlone();
                if (run.Draft.IsCutShort || budget.IsSpent)
                {
                    break; // with more time it might be another
                }

                var (estimate, freedom) = (run.Estimate, run.Draft.Pairs[0].DegreesOfFreedom);
                effects.Add(new GraphEffect(
                    key,
                    estimate.Value,
                    estimate.StandardError,
                    estimate.Interval?.Lower,
                    estimate.Interval?.Upper,
                    double.IsFinite(freedom) ? freedom : null,
                    estimate.PValue,
                    null));
            }
            catch (InputException e)
            {
                effects.Add(new GraphEffect(key, null, null, null, null, null, null, e.Errors[0].Message));
            }
        }

        return effects.ToImmutable();
    }

    private static ColumnCatalog CatalogOf(Dataset data, EffectQuestion question) => new(data, question.Reading, question.Kinds);
}
