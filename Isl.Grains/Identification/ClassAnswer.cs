using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>Answers causal queries about a class of DAGs: what holds in every member.</summary>
/// <remarks>
/// Source: Perković, Textor, Kalisch &amp; Maathuis (2018), "Complete graphical characterization and construction of adjustment sets in Markov
/// equivalence classes of ancestral graphs". Where the class is amenable to the effect, a set without forbidden nodes is valid in all members if it
/// is in one, so the answer is worked out in one member.
/// </remarks>
internal static class ClassAnswer
{
    /// <summary>Parts of an answer that are the same in every member.</summary>
    private static readonly ImmutableArray<AnswerPart> Shared = [AnswerPart.Adjustment, AnswerPart.Identification, AnswerPart.Implications];

    /// <summary>Answers a query.</summary>
    /// <exception cref="InputException">A name is no node or has two roles, or the graph stands for no DAG.</exception>
    public static IdentificationResult Compute(CausalGraph graph, CausalQuery query, Dataset? data, WorkBudget budget)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(query.Treatments, "treatment");
        var outcomes = names.Take(query.Outcomes, "outcome");
        names.Take(query.Conditions, "condition", member: "conditions");
        names.ThrowIfAny();

        var members = GraphClass.Of(graph);
        var open = members.FindOpenStart(treatments, outcomes);
        var asked = query with { Include = [.. Shared.Where(part => query.Include?.Contains(part) != false)] };
        var answer = IdentificationAnswer.Compute(members.Member, asked, data, budget, members.Forbidden(treatments, outcomes));
        var caveat = new AnswerHoldsInClass().Text;
        answer = answer with
        {
            DagHash = DagHash.Of(graph).Value,
            Explanation = answer.Explanation with { Caveats = [caveat, .. answer.Explanation.Caveats] },
        };
        return open is { } edge
            ? Disagree(answer, query, new EffectDiffersInClass(query, graph.Nodes[edge.Treatment], graph.Nodes[edge.Neighbour]))
            : answer;
    }

    /// <summary>The members have different effects: what one of them says about it is taken back.</summary>
    private static IdentificationResult Disagree(IdentificationResult answer, CausalQuery query, EffectDiffersInClass reason)
    {
        ImmutableArray<StructuredAssumption> assumptions =
            [.. answer.StructuredAssumptions.Where(one => one.Type is "acyclicity" or "no_further_confounding" or "implied_independences")];
        return answer with
        {
            Status = IdentificationStatus.CannotIdentify,
            Method = null,
            AdjustmentSets = answer.AdjustmentSets is null ? null : [],
            AdjustmentSetsTruncated = false,
            MinimalSet = null,
            OptimalSet = null,
            OptimalSetReason = answer.AdjustmentSets is null ? null : reason.Text,
            AdjustmentCheck = answer.AdjustmentCheck is { } check ? check with { Valid = false } : null,
            IdentificationFormula = null,
            Estimand = null,
            Derivation = null,
            AlternativeMethods = [.. answer.AlternativeMethods.Select(method => method with { Applicable = false, Reason = reason.Text })],
            StructuredAssumptions = assumptions,
            Reason = reason.Text,
            Suggestions = [],
            Confidence = "high",
            Explanation = answer.Explanation with
            {
                Summary = new NotIdentifiable(query).Text,
                Reasoning = reason.Text,
                TechnicalBasis = MethodSources.ClassCriterion,
                Assumptions = [.. assumptions.Select(assumption => assumption.Description)],
            },
        };
    }
}
