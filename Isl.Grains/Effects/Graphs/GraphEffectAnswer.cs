using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Graphs;

/// <summary>Answers how much a treatment changes an outcome over the graphs that a table suggests.</summary>
public static class GraphEffectAnswer
{
    /// <summary>Answers, all on this thread.</summary>
    /// <param name="data">The table; NaN stands for a gap.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="budget">When spent, it ends with what it has and says so; when cancelled, it throws.</param>
    /// <exception cref="InputException">The question does not fit the table.</exception>
    /// <exception cref="IslException">Time ran out before any graph was found.</exception>
    public static EffectResult Compute(Dataset data, string hash, GraphEffectQuestion question, WorkBudget budget) =>
        Answer(data, Draft(data, hash, question, budget), budget);

    /// <summary>The one graph of the correlation method and the regression by it: what answers where nothing else could.</summary>
    /// <param name="data">The table.</param>
    /// <param name="hash">Its hash.</param>
    /// <param name="question">The question.</param>
    /// <param name="reason">Why nothing else could.</param>
    /// <param name="cancellation">Signalled when nobody waits any more.</param>
    public static EffectResult Fallback(Dataset data, string hash, GraphEffectQuestion question, string reason, CancellationToken cancellation)
    {
        var budget = WorkBudget.Until(cancellation);
        var seed = SeedOf(hash, question);
        var simple = question with
        {
            Search = question.Search with { Algorithm = DiscoveryAlgorithm.Correlation, Threshold = DiscoveryDefaults.Threshold },
            Mode = GraphSource.Class,
            Effect = EffectAnswer.Simpler(question.Effect) with { Seed = seed },
        };
        var rows = GraphTables.ForSearch(data, simple, seed);
        var sampler = new GraphSampler(rows, simple.Search, seed, budget);
        var draft = NewDraft(hash, simple, seed, rows) with { Given = [SoughtGraph.EdgesOf(sampler.SearchAll().Edges)] };
        return Answer(data, draft, budget) with { Completion = Completion.BySimplerMethod(reason) };
    }

    /// <summary>Checks the question, and finds the class where its members are asked for.</summary>
    internal static GraphEffectDraft Draft(Dataset data, string hash, GraphEffectQuestion question, WorkBudget budget)
    {
        var seed = SeedOf(hash, question);
        GraphQuestionChecks.Check(new ColumnCatalog(data, question.Effect.Reading, question.Effect.Kinds), question.Effect, seed);
        var rows = GraphTables.ForSearch(data, question, seed);
        var sampler = new GraphSampler(rows, question.Search, seed, budget);
        GraphQuestionChecks.Check(rows, sampler, question);
        var draft = NewDraft(hash, question with { Search = question.Search with { CiTest = sampler.Test } }, seed, rows);
        if (question.Mode == GraphSource.Bootstrap)
        {
            return draft;
        }

        var estimate = sampler.SearchAll();
        var nodes = question.Effect.Graph;
        var members = ClassMembers.Of(estimate, sampler.Constraints, nodes.Nodes, nodes.IndexOf(question.Effect.Treatment));
        return draft with
        {
            Given = members.Graphs,
            AreParentSets = members.AreParentSets,
            IsContradicted = members.IsContradicted,
            IsCutShort = estimate.IsCutShort,
        };
    }

    /// <summary>The answer, once the graphs are judged and estimated by.</summary>
    internal static EffectResult Finish(
        Dataset data, GraphEffectDraft draft, GraphWeights graphs, int unusable, IEnumerable<GraphEffect> effects, WorkBudget budget) =>
        new GraphEffectReport(data, draft, graphs, unusable, [.. effects], budget).Answer();

    private static EffectResult Answer(Dataset data, GraphEffectDraft draft, WorkBudget budget)
    {
        var found = GraphParts.Find(draft.ToFind(0, draft.Wanted), data, budget);
        var graphs = new GraphWeights(found.Graphs);
        return Finish(data, draft, graphs, found.Unusable, GraphParts.Estimate(draft.ToEstimate(graphs.ToEstimate), data, budget), budget);
    }

    private static GraphEffectDraft NewDraft(string hash, GraphEffectQuestion question, long seed, SearchRows rows) => new()
    {
        Question = question,
        Hash = hash,
        Rows = rows.Data.Rows,
        Seed = seed,
        LeftOut = rows.LeftOut,
        CodedColumns = CodedColumns(question),
    };

    private static long SeedOf(string hash, GraphEffectQuestion question) => question.Effect.Seed ?? EffectAnswer.SeedOf(hash, question);

    private static ImmutableArray<string> CodedColumns(GraphEffectQuestion question) =>
        SearchTable.Of(question.Search.Algorithm).Need == SearchNeed.ByTest
            ? []
            : [.. question.Effect.Graph.Nodes.Where(name => question.Effect.Reading.Of(name) is { IsText: true, Labels.Length: > 2 })];
}
