using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>What the reader of an answer should know: the steps that led to it, and what limits it.</summary>
internal sealed class AnswerFindings(DiscoveryDraft draft, ResampleTally tally, DirectedEdges edges, List<Conflict> conflicts)
{
    /// <summary>A share of resamples above which an edge that the graph lacks is told.</summary>
    private const double Doubtful = 0.5;

    /// <summary>A required edge whose weight has a p-value above this is told.</summary>
    private const double Unseen = 0.05;

    /// <summary>Unscaled columns that differ in size by more than this are told.</summary>
    private const double WideUnits = 1000;

    /// <summary>The steps, and last of all what confidence was computed from.</summary>
    public IEnumerable<Finding> Reasons(Finding confidence) =>
    [
        .. draft.Plain.Choice is { } choice ? (Finding[])[choice] : [],
        .. draft.Best.Reasons,
        .. ScalingReasons(),
        .. draft.IsPooled && draft.IsResampled(tally) ? (Finding[])[new ResamplesDrawn(tally.Done)] : [],
        .. KnowledgeReasons(),
        confidence,
    ];

    /// <summary>What limits the answer.</summary>
    public IEnumerable<Finding> Caveats() =>
    [
        .. draft.DegradedReason is { } reason ? (Finding[])[new SimplerMethodAnswered(reason)] : [],
        .. draft.Best.Caveats,
        .. LinearityCaveats(),
        .. RequiredCaveats(),
        .. ScalingCaveats(),
        .. ResampleCaveats(),
        .. conflicts.Take(Wording.MostNamed).Select(conflict => conflict.Finding),
        .. draft.Reading is { } reading && draft.Asked.Knowledge is not null ? ReadingCaveats.Of(reading) : [],
        .. draft.DataCaveats,
    ];

    private IEnumerable<Finding> LinearityCaveats()
    {
        var opens = draft.Method.NeedsIndependentNoise;
        var dependent = opens ? draft.Check.Dependent : draft.Check.Refuted;
        if (!dependent.IsEmpty)
        {
            yield return new DependentResiduals(Named(dependent, " -> "), opens);
        }

        if (!draft.Check.EitherWay.IsEmpty)
        {
            yield return new EitherWayFits(Named(draft.Check.EitherWay, " -> "));
        }

        if (!draft.Check.Hidden.IsEmpty)
        {
            yield return new HiddenDependence(Named(draft.Check.Hidden, " and "));
        }
    }

    private IEnumerable<Finding> RequiredCaveats() =>
        (from edge in edges.All()
         where draft.Constraints.IsRequired(edge.From, edge.To)
         let p = EdgeWeights.PValue(draft.Moments, edges, edge.From, edge.To)
         where p > Unseen
         select (Finding)new RequiredUnseen(Named([edge], " -> ")[0], p)).Take(Wording.MostNamed);

    private List<string> Named(IEnumerable<(int A, int B)> pairs, string mark) =>
        [.. pairs.Select(pair => $"{draft.Data.Variables[pair.A]}{mark}{draft.Data.Variables[pair.B]}")];

    private IEnumerable<Finding> ScalingReasons() => draft.Plain.Objective is null
        ? []
        : [new ColumnsScaled(draft.Plain.Scaling, Varsortability.Of(draft.Plain.Edges, draft.Moments))];

    private IEnumerable<Finding> ScalingCaveats()
    {
        if (draft.Plain.Objective is null)
        {
            yield break;
        }

        var ratio = draft.Moments.Deviations.Max() / draft.Moments.Deviations.Min();
        if (draft.Plain.Scaling == DataScaling.None && ratio > WideUnits)
        {
            yield return new UnitsMatter(ratio);
        }

        if (draft.Alternatives.Exists(graph => !graph.Edges.SameAs(draft.Best.Edges)))
        {
            yield return new OtherScalingDiffers(draft.Alternatives[0].Scaling);
        }
    }

    private IEnumerable<Finding> ResampleCaveats()
    {
        if (draft.DegradedReason is not null)
        {
            return draft.Asked.Bootstrap > 0 ? [new NothingResampled()] : [];
        }

        var missing = draft.Resamples - tally.Done - tally.Unusable;
        var absent = draft.IsResampled(tally) ? AbsentEdges() : [];
        return
        [
            .. draft.Resamples > 0 && missing > 0 ? (Finding[])[new ResamplesCutShort(tally.Done, draft.Resamples)] : [],
            .. draft.Resamples > 0 && tally.Unusable > 0 ? (Finding[])[new UnusableResamples(tally.Unusable)] : [],
            .. absent.Count > 0 ? (Finding[])[new EdgesOfResamplesOnly(absent)] : [],
        ];
    }

    private List<(string Edge, double Share)> AbsentEdges() =>
    [
        .. from i in Enumerable.Range(0, edges.Order)
           from j in Enumerable.Range(i + 1, edges.Order - i - 1)
           let share = tally.Adjacency(i, j)
           where !edges[i, j] && !edges[j, i] && share > Doubtful
           orderby share descending
           select (Absent(i, j), share),
    ];

    /// <summary>A pair with its direction, where most of the resamples that join it agree on one.</summary>
    private string Absent(int i, int j)
    {
        var most = Doubtful * tally.Adjacency(i, j);
        return tally.Share(i, j) > most ? Named([(i, j)], " -> ")[0]
            : tally.Share(j, i) > most ? Named([(j, i)], " -> ")[0]
            : Named([(i, j)], " - ")[0];
    }

    private IEnumerable<Finding> KnowledgeReasons()
    {
        if (draft.Reading is not { } reading || draft.Asked.Knowledge is not { } knowledge)
        {
            yield break;
        }

        yield return ReadingCaveats.Counts(reading);
        if (knowledge.DataWeight == 1)
        {
            yield return new SentencesHadNoWeight();
        }
        else if (draft.Weighed is not null)
        {
            yield return new SentencesAsFactors(knowledge.DataWeight);
        }
        else if (knowledge.DataWeight > 0)
        {
            yield return new SentencesPooled(knowledge.DataWeight, draft.DegradedReason is null ? tally.Done : null);
        }
    }
}
