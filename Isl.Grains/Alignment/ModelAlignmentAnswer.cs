using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Alignment;

namespace Isl.Grains.Alignment;

/// <summary>Answers where the graphs of a team differ, and which differences decide.</summary>
public static class ModelAlignmentAnswer
{
    /// <summary>Answers a question.</summary>
    public static ModelAlignmentResult Compute(ModelAlignmentQuestion question, WorkBudget budget)
    {
        var pool = new ModelPool(question);
        var graph = pool.GraphOf(pool.Common)!;
        var decided = EffectVerdict.Of(graph, question.Treatment, question.Outcome, budget.Cancellation);
        var search = new PivotalSearch(pool, decided, question, budget);
        var pivotal = search.Find() is { } found
            ? new PivotalSet(
                [
                    .. found.Changes.Select(change => new PivotalChange(
                        Ends(pool, change.Pair), Text(pool, change.Pair, pool.CommonOf(change.Pair)), Text(pool, change.Pair, change.Claim),
                        Roles(question, change.Members))),
                ],
                found.Verdict.Decision)
            : null;
        ImmutableArray<MemberDecision> members =
        [
            .. question.Members.Select(member =>
            {
                var own = EffectVerdict.Of(member.Graph, question.Treatment, question.Outcome, budget.Cancellation);
                return new MemberDecision(member.Role, own.Decision, own.AgreesWith(decided));
            }),
        ];
        var agreement = WireNumber.Round(Math.Round(100 * pool.Agreement(), 1));
        var contested = pool.Contested;
        var confidence = Math.Round((double)members.Count(member => member.Agrees) / members.Length, 3);
        return new ModelAlignmentResult
        {
            Completion = Completion.Of(null, budget.IsSpent),
            CommonModel = new PooledGraph(
                graph.Nodes,
                [.. graph.Edges.Select(edge => ImmutableArray.Create(graph.Nodes[edge.From], graph.Nodes[edge.To]))],
                [.. graph.Bidirected.Select(edge => ImmutableArray.Create(graph.Nodes[edge.From], graph.Nodes[edge.To]))]),
            AgreementLevel = agreement,
            ContestedEdges =
            [
                .. contested.Select(pair => new ContestedEdge(
                    Ends(pool, pair),
                    Text(pool, pair, pool.CommonOf(pair)),
                    [.. pair.Claims.Select(claim => new EdgeClaim(Text(pool, pair, claim.Claim), Roles(question, claim.Members)))])),
            ],
            Decision = decided.Decision,
            MemberDecisions = members,
            Pivotal = pivotal,
            PivotalProven = !search.IsCut,
            Explanation = new Explanation(
                new ModelsAgreeOn(question.Treatment, question.Outcome, decided.Decision, contested.Count, agreement).Text,
                Wording.Paragraph(
                    new WhatDecides(pivotal, contested.Count, !search.IsCut).Text,
                    new ModelsConfidence(confidence, members.Count(member => member.Agrees), members.Length).Text),
                new ModelsBasis().Text,
                [new OpinionsCountAlike().Text],
                [.. Caveats(pool, search.IsCut).Texts()],
                confidence),
        };
    }

    private static ImmutableArray<string> Ends(ModelPool pool, PairClaims pair) => [pool.Nodes[pair.First], pool.Nodes[pair.Second]];

    private static string Text(ModelPool pool, PairClaims pair, PairClaim claim) => claim.Text(pool.Nodes[pair.First], pool.Nodes[pair.Second]);

    private static ImmutableArray<string> Roles(ModelAlignmentQuestion question, IEnumerable<int> members) =>
        [.. members.Select(member => question.Members[member].Role)];

    private static IEnumerable<Finding> Caveats(ModelPool pool, bool isCut)
    {
        if (pool.LeftOut.Count > 0)
        {
            yield return new CycleLeftOut([.. pool.LeftOut.Select(pair => $"{pool.Nodes[pair.First]} and {pool.Nodes[pair.Second]}")]);
        }

        if (isCut)
        {
            yield return new NotEverySet();
        }
    }
}
