using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Graphs;

/// <summary>Writes an answer over graphs: the effect over all of them, and everything else by the heaviest that identifies it.</summary>
internal sealed class GraphEffectReport(
    Dataset data, GraphEffectDraft draft, GraphWeights graphs, int unusable, ImmutableArray<GraphEffect> effects, WorkBudget budget)
{
    private const double MostConfidence = 0.9;
    private const double LeastConfidence = 0.1;
    private const double EachCaveat = 0.1;

    private static readonly ImmutableArray<GraphVerdict> Best = [GraphVerdict.Identified, GraphVerdict.NoPath, GraphVerdict.NotIdentified];

    private GraphEffectQuestion Question => draft.Question;

    private bool IsFewer => graphs.All.Length + unusable < draft.Wanted;

    private string Title => SearchTable.Of(Question.Search.Algorithm).Title;

    /// <summary>Writes it.</summary>
    /// <exception cref="IslException">There is no graph to answer by.</exception>
    public EffectResult Answer()
    {
        if (graphs.All.IsEmpty)
        {
            throw unusable > 0
                ? new IslException(ErrorCode.NumericalFailure, "No resample could be searched: in each a column is constant.")
                : new IslException(ErrorCode.DeadlineExceeded, "Time ran out before any graph was found.");
        }

        var shown = graphs.Distinct.MinBy(graph => Best.IndexOf(graph.Found.Verdict))!; // the heaviest of the best
        var (table, asked) = GraphTables.ForEffects(data, Question, draft.Seed);
        var one = EffectAnswer.Compute(table, draft.Hash, ByOne(asked, shown.Found), budget);
        var form = one.Effect ?? NoEffect(table, asked);
        var values = new GraphValues(graphs, effects, form.Scale, asked.ConfidenceLevel);
        var together = Question.Mode == GraphSource.Class ? values.OfMembers() : values.OfResamples();
        var effect = together is { } known ? Headline(form, known.Mixture, known.PValue, values) : null;
        return one with
        {
            Completion = Completion.Of(one.Completion.Reason, one.Completion.IsCutShort || IsFewer || draft.IsCutShort || Missed().Any()),
            Effect = effect,
            GraphUncertainty = GraphReport.Of(
                asked.Graph.Nodes, graphs, values, together?.Mixture, draft.AreParentSets || IsFewer || Missed().Any()),
            Explanation = Explain(one, effect, (double)shown.Count / graphs.All.Length),
        };
    }

    /// <summary>The question by one graph. Where it has no causal path, what was asked of estimators and sets has no object.</summary>
    private EffectQuestion ByOne(EffectQuestion asked, FoundGraph graph)
    {
        var question = GraphVerdicts.With(asked, graph.Graph) with { Seed = draft.Seed };
        return graph.Verdict != GraphVerdict.NoPath
            ? question
            : question with { Strategy = EffectStrategy.Auto, AdjustmentSet = null, Instruments = null, Estimators = null };
    }

    /// <summary>The form of an effect that no graph needs an estimate of.</summary>
    private HeadlineEffect NoEffect(Dataset table, EffectQuestion asked)
    {
        var catalog = new ColumnCatalog(table, asked.Reading, asked.Kinds);
        var contrast = TreatmentContrasts.Of(SampleBuilder.Build(catalog, asked, [], [], [], draft.Seed).Data.Treatment, asked).Wire;
        var (estimand, scale) = (asked.Defaults.Estimand, asked.Defaults.Scale);
        return new HeadlineEffect(
            "", estimand, contrast, scale, null, null, null, null, HeadlineReport.UnitOf(scale, contrast, asked.Treatment, asked.Outcome), "");
    }

    private HeadlineEffect Headline(HeadlineEffect one, EffectMixture mixture, double? pValue, GraphValues values)
    {
        var (from, to) = (one.Contrast.From is { } low ? Levels.Text(low) : null, one.Contrast.To is { } high ? Levels.Text(high) : null);
        var (treatment, outcome) = (Question.Effect.Treatment, Question.Effect.Outcome);
        var used = graphs.All.Count(graph => values.Of(graph)?.Value is not null);
        var text = mixture.Range is { } range && range.Upper > range.Lower
            ? new EffectsOfMembers(treatment, outcome, from, to, one.Scale, range, used).Text
            : new HeadlineStatement(
                treatment,
                outcome,
                from,
                to,
                one.Scale,
                mixture.Value,
                mixture.Interval,
                [],
                new OneGraphIsRight(Question.Mode, used, graphs.All.Length).Text,
                one.Estimand).Text;
        return one with
        {
            Estimator = "graph_mixture",
            Value = mixture.Value,
            StandardError = mixture.StandardError,
            Interval = mixture.Interval,
            PValue = pValue,
            Statement = text,
        };
    }

    private Explanation Explain(EffectResult one, HeadlineEffect? effect, double weight)
    {
        var identified = graphs.Share(graph => graph.Verdict != GraphVerdict.NotIdentified);
        List<string> caveats = [.. Caveats().Texts(), .. one.Explanation.Caveats];
        return new Explanation(
            effect?.Statement ?? new NoGraphIdentifies(Question.Effect.Treatment, Question.Effect.Outcome, graphs.All.Length).Text,
            Wording.Paragraph(
                new GraphsFound(
                    Title, Question.Mode, draft.AreParentSets, graphs.All.Length, graphs.Distinct.Length, identified,
                    graphs.Share(GraphVerdict.NoPath)).Text,
                new PartsByOneGraph(weight).Text,
                one.Explanation.Reasoning),
            Wording.Paragraph(new GraphMixtureSource(Question.Mode).Text, one.Explanation.TechnicalBasis),
            [new SearchIsRight(Title).Text, .. one.Explanation.Assumptions],
            [.. caveats.Distinct()],
            Math.Round(Math.Max(MostConfidence - (EachCaveat * caveats.Count), LeastConfidence) * identified, 2));
    }

    private IEnumerable<Finding> Caveats() => AboutGraphs().Concat(AboutSearch());

    private IEnumerable<Finding> AboutGraphs()
    {
        var first = graphs.Distinct.FirstOrDefault(graph => graph.Found.Verdict == GraphVerdict.NotIdentified);
        if (first is not null && graphs.Share(GraphVerdict.NotIdentified) < 1)
        {
            yield return new GraphsDoNotIdentify(graphs.Share(GraphVerdict.NotIdentified), first.Found.Reason!);
        }

        var failed = effects.Where(effect => effect.Value is null).ToList();
        if (failed.Count > 0)
        {
            yield return new GraphsNotEstimated(graphs.Share(graph => failed.Exists(effect => effect.Key == graph.Key)), failed[0].Trouble);
        }

        if (Missed().Any())
        {
            yield return new GraphsNotEstimated((double)Missed().Count() / graphs.All.Length, null);
        }

        var contradicted = draft.IsContradicted ? graphs.All.Length : graphs.All.Count(graph => graph.IsContradicted);
        if (contradicted > 0)
        {
            yield return new GraphsContradicted(contradicted, graphs.All.Length);
        }

        if (graphs.All.Count(graph => graph.IsUnsettled) is var unsettled and > 0)
        {
            yield return new DirectionsUnsettled(Title, unsettled, graphs.All.Length);
        }
    }

    private IEnumerable<Finding> AboutSearch()
    {
        if (!Question.Split)
        {
            yield return new OneTableForBoth();
        }

        if (draft.AreParentSets)
        {
            yield return new MembersByParents(GraphEffectQuestion.MostGraphs);
        }

        if (IsFewer || draft.IsCutShort)
        {
            yield return new GraphsCutShort(graphs.All.Length, draft.Wanted);
        }

        if (unusable > 0)
        {
            yield return new ResamplesUnusable(unusable);
        }

        if (draft.LeftOut > 0)
        {
            yield return new SearchSkipsGaps(draft.LeftOut);
        }

        if (Question.Effect.Weights is { Kind: WeightKind.Sampling } weights)
        {
            yield return new SearchIsUnweighted(weights.Column);
        }

        if (!draft.CodedColumns.IsEmpty)
        {
            yield return new CategoriesAsNumbers(Title, draft.CodedColumns);
        }
    }

    /// <summary>Graphs that identify the effect, but whose turn to be estimated by did not come.</summary>
    private IEnumerable<FoundGraph> Missed()
    {
        var done = effects.Select(effect => effect.Key).ToHashSet(StringComparer.Ordinal);
        return graphs.All.Where(graph => graph.Verdict == GraphVerdict.Identified && !done.Contains(graph.Key));
    }
}
