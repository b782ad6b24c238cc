using System.Collections.Immutable;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>Builds the answer from a draft and its resamples: weights in the data's units, diagnostics, words.</summary>
internal sealed class DiscoveryReport(DiscoveryDraft draft, ResampleTally tally)
{
    private const double Doubtful = 0.5;
    private const int MostNamed = 5;
    private readonly List<string> _reasons = [];
    private readonly List<string> _caveats = [];
    private readonly ImmutableArray<string> _variables = draft.Data.Variables;

    /// <summary>Were resamples made for the answer itself?</summary>
    private bool IsResampled => draft.Asked.Bootstrap > 0 && draft.DegradedReason is null && tally.Done > 0;

    private GraphEstimate Best => draft.Best;

    /// <summary>The answer.</summary>
    public DiscoveryResult ToResult()
    {
        var edges = Edges();
        var (details, bic) = EdgeWeights.Of(draft, edges, Detail);
        var confidence = Math.Round(Math.Clamp(Confidence(edges), 0, 1), 3);
        var conflicts = EvidenceConflicts.Find(draft, edges);
        var cutShort = draft.CutShort || (draft.DegradedReason is null && tally.Done + tally.Unusable < draft.Resamples);
        Explain(edges, conflicts);
        var found = draft.Reading is null || Best == draft.Weighed ? Best.Class : null;
        return new DiscoveryResult
        {
            Dag = ToDag(edges, Best.Scaling, Label()),
            Cpdag = found is null ? null : ToClass(found),
            EdgesDetail = details,
            Confidence = confidence,
            AlgorithmUsed = GraphSearch.NameOf(Best.Algorithm),
            AlternativeDags =
            [
                .. draft.Alternatives.Where(graph => !graph.Edges.SameAs(edges)).Select(graph => ToDag(graph.Edges, graph.Scaling, graph.Label)),
            ],
            Diagnostics = Diagnostics(edges, bic),
            Knowledge = draft.Reading?.ToReport(draft.Asked.Knowledge?.DataWeight, conflicts),
            DatasetHash = draft.Hash,
            Seed = draft.Seed,
            Completion = Completion.Of(draft.DegradedReason, cutShort),
            Explanation = new Explanation(
                DiscoveryWords.Summary(details, _variables.Length, draft.Reading is not null),
                string.Join(" ", _reasons),
                Best.Basis,
                Best.Assumptions,
                [.. _caveats],
                confidence),
        };
    }

    /// <summary>The graph of the answer: what the search found, or what sentences and resamples make of it together.</summary>
    private DirectedEdges Edges()
    {
        if (draft.Reading is not { } reading || draft.Asked.Knowledge is not { } knowledge || draft.Weighed is not null || knowledge.DataWeight == 1)
        {
            return Best.Edges;
        }

        return HybridPool.Combine(tally.Shares(tally.Share), tally.Shares(tally.Adjacency), reading, knowledge.DataWeight, draft.Constraints);
    }

    private string Label() => draft.Reading is not null ? "sentences and data together"
        : Best.Class is not null ? "member 1 of the equivalence class"
        : draft.Plain.Scaling == DataScaling.None ? "best fit without scaling the columns" : "best fit on standardised columns";

    private EdgeDetail Detail(int from, int to, double weight)
    {
        var stated = draft.Reading?.Kept.Find(edge => edge.From == from && edge.To == to);
        var inData = draft.Plain.Edges[from, to];
        return new EdgeDetail(
            _variables[from],
            _variables[to],
            weight,
            IsResampled ? Math.Round(tally.Share(from, to), 6) : null,
            IsResampled ? tally.Support(from, to) : null,
            draft.Constraints.IsRequired(from, to) ? "required" : stated is null ? "data" : inData ? "both" : "knowledge",
            stated is null ? null : draft.Reading!.Sentences[stated.Sentence],
            stated is null ? null : KnowledgeReading.SignName(stated.Sign));
    }

    private double Confidence(DirectedEdges edges)
    {
        if (draft.Asked.Knowledge is { DataWeight: 0 })
        {
            _reasons.Add("The data were given no weight: the graph is that of the sentences, and confidence is that of the reading.");
            return KnowledgeAnswer.Confidence(draft.Reading!);
        }

        if (draft.IsPooled && draft.DegradedReason is null && tally.Done > 0)
        {
            return PooledConfidence(edges);
        }

        if (!IsResampled)
        {
            return Best.Confidence;
        }

        var free = edges.All().Where(edge => !draft.Constraints.IsRequired(edge.From, edge.To)).ToList();
        if (free.Count == 0)
        {
            return (double)tally.Empty / tally.Done;
        }

        return free.Average(edge => tally.Share(edge.From, edge.To));
    }

    private double PooledConfidence(DirectedEdges edges)
    {
        var weight = draft.Asked.Knowledge!.DataWeight;
        var said = HybridPool.Said(edges.Order, draft.Reading!);
        var beliefs = edges
            .All()
            .Select(edge => (weight * tally.Share(edge.From, edge.To)) + ((1 - weight) * said[(edge.From * edges.Order) + edge.To]))
            .ToList();
        _reasons.Add(
            beliefs.Count == 0
                ? "No edge is believed; a confidence of 0.5 says that an empty graph is weak evidence."
                : "Confidence is the mean belief in the graph's edges.");
        return beliefs.Count == 0 ? 0.5 : beliefs.Average();
    }

    private DiscoveryDiagnostics Diagnostics(DirectedEdges edges, double bic) => new(
        Best.Iterations,
        WireFigures.Round(Best.Objective),
        WireFigures.Round(Best.H),
        Best.Stop == StopReason.Converged,
        Best.Stop,
        draft.SecondsBudget,
        Varsortability.Of(edges, draft.Moments),
        bic,
        draft.Data.Rows,
        draft.Data.Columns,
        Best.Scaling,
        draft.ConditionNumber,
        WireFigures.Round(Best.Score),
        Best.Test,
        Best.Tests,
        WireFigures.Round(Best.PNearestAlpha),
        WireFigures.Round(Best.NonGaussianity ?? draft.NonGaussianity),
        Best.Order is { } order ? [.. order.Select(node => _variables[node])] : null,
        draft.Asked.Bootstrap,
        draft.Resamples > 0 ? tally.Done : 0);

    private void Explain(DirectedEdges edges, ImmutableArray<EvidenceConflict> conflicts)
    {
        if (draft.DegradedReason is not null)
        {
            _caveats.Add($"A simpler method answered, because {draft.DegradedReason}.");
        }

        if (draft.AutoReason is not null)
        {
            _reasons.Insert(0, draft.AutoReason);
        }

        _reasons.AddRange(
            IsResampled || draft.IsPooled ? Best.Reasons.Where(reason => !reason.StartsWith("Confidence", StringComparison.Ordinal)) : Best.Reasons);
        _caveats.AddRange(Best.Caveats);
        ExplainScaling();
        ExplainResamples(edges);
        ExplainKnowledge(conflicts);
        _caveats.AddRange(draft.DataCaveats);
    }

    private void ExplainScaling()
    {
        if (draft.Plain.Objective is null)
        {
            return;
        }

        var ratio = draft.Moments.Deviations.Max() / draft.Moments.Deviations.Min();
        var varsortability = Varsortability.Of(draft.Plain.Edges, draft.Moments);
        var shown = varsortability is { } value ? $"; varsortability of the graph in the data's own units is {value:0.##}" : "";
        _reasons.Add(draft.Plain.Scaling == DataScaling.Standardize
            ? $"Columns were standardised, so units do not matter{shown}."
            : $"Columns were not scaled, so their units matter{shown}.");
        if (draft.Plain.Scaling == DataScaling.None && ratio > 1000)
        {
            _caveats.Add(
                $"The columns' standard deviations differ by a factor of {ratio:0.#e+0}; without scaling the result depends on their units.");
        }

        if (draft.Alternatives.Exists(graph => !graph.Edges.SameAs(draft.Best.Edges)))
        {
            _caveats.Add($"With the other scaling ({draft.Alternatives[0].Label}) the graph differs; it is among alternative_dags.");
        }
    }

    private void ExplainResamples(DirectedEdges edges)
    {
        if (draft.DegradedReason is not null || draft.Resamples == 0)
        {
            if (draft.DegradedReason is not null && draft.Asked.Bootstrap > 0)
            {
                _caveats.Add("Nothing was resampled, because a simpler method answered.");
            }

            return;
        }

        var missing = draft.Resamples - tally.Done - tally.Unusable;
        if (missing > 0)
        {
            _caveats.Add($"The time budget was spent after {tally.Done} of {draft.Resamples} resamples; shares rest on those.");
        }

        if (tally.Unusable > 0)
        {
            _caveats.Add($"{tally.Unusable} resamples were left out because a column held one value in them.");
        }

        if (!IsResampled)
        {
            return;
        }

        _reasons.Add(
            draft.IsPooled
                ? $"{tally.Done} resamples were drawn."
                : $"Confidence is the mean share of {tally.Done} bootstrap resamples that hold the graph's edges{(GraphSearch.FindsClass(Best.Algorithm) ? ", an edge of open direction counted half" : "")}.");
        var absent =
            from i in Enumerable.Range(0, edges.Order)
            from j in Enumerable.Range(0, edges.Order)
            where i != j && !edges[i, j] && !edges[j, i] && tally.Share(i, j) > Doubtful
            orderby tally.Share(i, j) descending
            select $"{_variables[i]} -> {_variables[j]} ({tally.Share(i, j):0.##})";
        var named = absent.Take(MostNamed).ToList();
        if (named.Count > 0)
        {
            _caveats.Add($"More than half of the resamples hold edges that the graph does not: {string.Join(", ", named)}.");
        }
    }

    private void ExplainKnowledge(ImmutableArray<EvidenceConflict> conflicts)
    {
        if (draft.Reading is not { } reading || draft.Asked.Knowledge is not { } knowledge)
        {
            return;
        }

        _reasons.Add(DiscoveryWords.Reading(reading));
        _reasons.Add(
            knowledge.DataWeight switch
            {
                1 => "The sentences were given no weight: the graph is that of the data.",
                0 => "The data only give the weights of its edges.",
                var weight when draft.Weighed is not null =>
                    $"With data weight {weight}, a stated edge needs {weight} times the usual evidence (penalty and threshold), its reverse or a denied one {1 / weight:0.##} times.",
                var weight =>
                    $"With data weight {weight}, a pair is joined where {weight} times its share of {tally.Done} resamples plus {Math.Round(1 - weight, 6)} times what the sentences say (1 stated, 0 denied, 0.5 silent) is over one half; its direction follows in the same manner.",
            });
        foreach (var conflict in conflicts.Take(MostNamed))
        {
            _caveats.Add($"{conflict.From} -> {conflict.To}: {conflict.Knowledge}, but {conflict.Data}; {conflict.Outcome}.");
        }

        _caveats.AddRange(DiscoveryWords.ReadingCaveats(reading));
    }

    private DiscoveredDag ToDag(DirectedEdges edges, DataScaling scaling, string label) => new(
        _variables,
        [.. edges.All().Select(edge => ImmutableArray.Create(_variables[edge.From], _variables[edge.To]))],
        new DagMetadata(GraphSearch.NameOf(Best.Algorithm), scaling, Best.Threshold, label));

    private EquivalenceClass ToClass(Cpdag pattern) => new(
        [.. pattern.Directed.Select(edge => Pair(edge.From, edge.To))],
        [.. pattern.Undirected.Select(edge => Pair(edge.A, edge.B))],
        [.. pattern.Bidirected.Select(edge => Pair(edge.A, edge.B))]);

    private ImmutableArray<string> Pair(int a, int b) => [_variables[a], _variables[b]];
}
