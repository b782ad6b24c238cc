using System.Collections.Immutable;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>Builds the answer from a draft and its resamples: weights in the data's units, diagnostics, findings in words.</summary>
internal sealed class DiscoveryReport(DiscoveryDraft draft, ResampleTally tally)
{
    private readonly ImmutableArray<string> _variables = draft.Data.Variables;
    private readonly EdgeBeliefs _beliefs = new(draft, tally);

    private GraphEstimate Best => draft.Best;

    /// <summary>The answer.</summary>
    public DiscoveryResult ToResult()
    {
        var edges = Edges();
        var (details, bic) = EdgeWeights.Of(draft, edges, Detail);
        var certainty = AnswerConfidence.Of(draft, tally, edges, _beliefs);
        var confidence = Math.Round(Math.Clamp(certainty.Value, 0, 1), 3);
        var conflicts = EvidenceConflicts.Find(draft, edges);
        var findings = new AnswerFindings(draft, tally, edges, conflicts);
        var found = draft.Reading is null || Best == draft.Weighed ? Best.Class : null;
        return new DiscoveryResult
        {
            Dag = ToDag(edges, Best.Scaling, Label()),
            Cpdag = found is null ? null : ToClass(found),
            EdgesDetail = details,
            Confidence = confidence,
            AlgorithmUsed = draft.Method.Name,
            AlternativeDags =
            [
                .. draft.Alternatives.Where(graph => !graph.Edges.SameAs(edges)).Select(graph => ToDag(graph.Edges, graph.Scaling, graph.Label)),
            ],
            Diagnostics = Diagnostics(edges, bic),
            Knowledge = draft.Reading?.ToReport(
                draft.Asked.Knowledge?.DataWeight,
                [.. conflicts.Select(conflict => conflict.ToWire(draft.Reading))]),
            DatasetHash = draft.Hash,
            Seed = draft.Seed,
            Completion = Completion.Of(draft.DegradedReason, draft.IsCutShort(tally)),
            Explanation = new Explanation(
                Summary(details).Text,
                Wording.Paragraph(findings.Reasons(certainty.Reason).Texts()),
                Best.Basis.Text,
                [.. Best.Assumptions.Texts()],
                [.. findings.Caveats().Texts()],
                confidence),
        };
    }

    private GraphSummary Summary(ImmutableArray<EdgeDetail> details) => new(
        [.. details.Select(edge => ($"{edge.From} -> {edge.To}", edge.Weight ?? 0))],
        _variables.Length,
        draft.Reading is not null,
        Best.IsUntested);

    /// <summary>The graph of the answer: what the search found, or what sentences and resamples make of it together.</summary>
    private DirectedEdges Edges()
    {
        if (draft.Reading is not { } reading || draft.Asked.Knowledge is not { } knowledge || draft.Weighed is not null || knowledge.DataWeight == 1)
        {
            return Best.Edges;
        }

        return HybridPool.Combine(tally.Shares(tally.Share), tally.Shares(tally.Adjacency), reading, knowledge.DataWeight, draft.Constraints);
    }

    private string Label() => draft.Reading is not null ? GraphLabels.DataAndSentences
        : Best.Class is not null ? GraphLabels.Member(1)
        : GraphLabels.Best(draft.Plain.Scaling);

    private EdgeDetail Detail(int from, int to, double weight)
    {
        var stated = draft.Reading?.Kept.Find(edge => edge.From == from && edge.To == to);
        var inData = draft.Plain.Edges[from, to];
        return new EdgeDetail(
            _variables[from],
            _variables[to],
            weight,
            draft.IsResampled(tally) ? Math.Round(_beliefs.Of(from, to), 6) : null,
            draft.IsResampled(tally) ? tally.Support(from, to) : null,
            draft.Constraints.IsRequired(from, to) ? "required" : stated is null ? "data" : inData ? "both" : "knowledge",
            stated is null ? null : draft.Reading!.Sentences[stated.Sentence],
            stated is null ? null : KnowledgeReading.SignName(stated.Sign));
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
        WireFigures.Round(draft.ConditionNumber),
        WireFigures.Round(Best.Score),
        Best.Test,
        Best.Tests,
        WireFigures.Round(Best.PNearestAlpha),
        WireFigures.Round(Best.NonGaussianity ?? draft.Plain.NonGaussianity),
        Best.Order is { } order ? [.. order.Select(node => _variables[node])] : null,
        draft.Asked.Bootstrap,
        draft.Resamples > 0 ? tally.Done : 0);

    private DiscoveredDag ToDag(DirectedEdges edges, DataScaling scaling, string label) => new(
        _variables,
        [.. edges.All().Select(edge => ImmutableArray.Create(_variables[edge.From], _variables[edge.To]))],
        new DagMetadata(draft.Method.Name, scaling, Best.Threshold, label));

    private EquivalenceClass ToClass(Cpdag pattern) => new(
        [.. pattern.Directed.Select(edge => Pair(edge.From, edge.To))],
        [.. pattern.Undirected.Select(edge => Pair(edge.A, edge.B))],
        [.. pattern.Bidirected.Select(edge => Pair(edge.A, edge.B))]);

    private ImmutableArray<string> Pair(int a, int b) => [_variables[a], _variables[b]];
}
