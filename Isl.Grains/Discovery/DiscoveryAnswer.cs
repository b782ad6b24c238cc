using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>Answers discovery questions: the method asked for, and the simpler ones behind it.</summary>
public static class DiscoveryAnswer
{
    private const int MostAlternatives = 5;

    /// <summary>The method asked for, resamples included, all on this thread.</summary>
    /// <param name="data">The data.</param>
    /// <param name="question">The question.</param>
    /// <param name="secondsBudget">What <paramref name="budget"/> allows, for the diagnostics.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <exception cref="InputException">Prior knowledge names unknown variables or contradicts itself or the sentences.</exception>
    /// <exception cref="IslException">The arithmetic broke down.</exception>
    public static DiscoveryResult Compute(
        Dataset data,
        DiscoveryQuestion question,
        double secondsBudget,
        WorkBudget budget)
    {
        var draft = Draft(data, data.Hash(), question, secondsBudget, budget);
        var tally = new ResampleTally(data.Columns);
        if (draft.Resamples > 0)
        {
            tally.Add(Bootstrap.Run(ToChunk(draft, 0, draft.Resamples, default), draft.Data, budget));
        }

        return Finish(draft, tally, budget.Cancellation);
    }

    /// <summary>Everything but the resamples.</summary>
    internal static DiscoveryDraft Draft(
        Dataset data,
        string hash,
        DiscoveryQuestion question,
        double secondsBudget,
        WorkBudget budget)
    {
        var constraints = PriorConstraints.Resolve(question.Prior, data.Variables);
        var reading = Read(question, data, constraints);
        var gappy = HasGaps(question) ? data : null;
        data = gappy is null ? data : data.WholeRows();
        var moments = DatasetMoments.Of(data, budget.Cancellation);
        var (condition, caveats) = DataQuality.Examine(data, moments, question.Notes); // before the search, which may spend all the time there is
        var input = new SearchInput(data.Variables, moments, data, gappy);
        var plain = SearchTable.Of(question.Algorithm).Run(input, question with { Knowledge = null }, constraints, null, budget);
        var settled = question with { Algorithm = plain.Algorithm };
        if (TakesCategories(settled, plain, data))
        {
            caveats.RemoveAll(caveat => caveat is FewValues); // it advises what was done
        }

        var method = SearchTable.Of(settled.Algorithm);
        var weighed = reading is not null && question.Knowledge is { DataWeight: > 0 and < 1 } knowledge && method.IsContinuous
            ? method.Run(input, settled, constraints, EvidenceFactors.Of(data.Columns, reading, knowledge.DataWeight), budget)
            : null;
        if (weighed is not null)
        {
            weighed = weighed with { Edges = StatedPairs.Kept(weighed.Edges, plain.Edges, reading!, constraints) };
        }

        var draft = new DiscoveryDraft
        {
            Data = data,
            Hash = hash,
            Asked = question,
            Question = settled,
            Moments = moments,
            Constraints = constraints,
            Plain = plain,
            Weighed = weighed,
            Reading = reading,
            ConditionNumber = condition,
            DataCaveats = caveats,
            SecondsBudget = secondsBudget,
            CutShort = plain.IsCutShort || weighed?.IsCutShort == true,
        };
        return AddAlternatives(Checked(draft, budget), input, budget);
    }

    /// <summary>The answer, once the resamples are in.</summary>
    internal static DiscoveryResult Finish(DiscoveryDraft draft, ResampleTally tally, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new DiscoveryReport(draft, tally).ToResult();
    }

    /// <summary>A chunk of the resamples that a draft wants.</summary>
    internal static ResampleChunk ToChunk(
        DiscoveryDraft draft,
        int first,
        int count,
        ReadOnlyMemory<byte> covariances,
        double seconds = double.MaxValue) => new(
            draft.ResampleQuestion,
            draft.Data.Variables,
            draft.Hash,
            draft.Data.Rows,
            draft.Seed,
            first,
            count,
            covariances,
            seconds);

    /// <summary>The first fallback: correlations.</summary>
    public static DiscoveryResult Fallback(
        Dataset data,
        string hash,
        DiscoveryQuestion question,
        double secondsBudget,
        string reason,
        CancellationToken cancellation)
    {
        var constraints = PriorConstraints.Resolve(question.Prior, data.Variables);
        data = HasGaps(question) ? data.WholeRows() : data;
        var moments = DatasetMoments.Of(data, cancellation);
        var plain = SearchTable.Of(DiscoveryAlgorithm.Correlation).Run(
            new SearchInput(data.Variables, moments, null),
            question,
            constraints,
            null,
            WorkBudget.Until(cancellation));
        var (condition, caveats) = DataQuality.Examine(data, moments, question.Notes);
        var tally = new ResampleTally(data.Columns);
        tally.Add(plain);
        var draft = new DiscoveryDraft
        {
            Data = data,
            Hash = hash,
            Asked = question,
            Question = question with { Algorithm = DiscoveryAlgorithm.Correlation },
            Moments = moments,
            Constraints = constraints,
            Plain = plain,
            Reading = Read(question, data, constraints),
            ConditionNumber = condition,
            DataCaveats = caveats,
            SecondsBudget = secondsBudget,
            DegradedReason = reason,
        };
        return new DiscoveryReport(draft, tally).ToResult();
    }

    /// <summary>The last resort: no edges but the required ones and the stated ones.</summary>
    public static DiscoveryResult LastResort(Dataset data, string hash, DiscoveryQuestion question, double secondsBudget, string reason) =>
        LastResortReport.Of(data, hash, question, secondsBudget, reason);

    /// <summary>Looks at the linearity of the graph, and opens the directions that rest on it where it fails.</summary>
    private static DiscoveryDraft Checked(DiscoveryDraft draft, WorkBudget budget)
    {
        if (TakesCategories(draft.Question, draft.Plain, draft.Data))
        {
            return draft;
        }

        var method = SearchTable.Of(draft.Best.Algorithm);
        var check = LinearityCheck.Of(draft.Data, draft.Moments, draft.Best.Edges, method.NeedsIndependentNoise, budget);
        return draft with
        {
            Check = check,
            Plain = method.NeedsIndependentNoise
                ? draft.Plain with { Settled = Opened(draft.Plain, check, draft.Constraints) }
                : draft.Plain,
        };
    }

    /// <summary>Do rows with missing values belong to the data?</summary>
    private static bool HasGaps(DiscoveryQuestion question) => question.Notes?.Any(note => note.Kind == DataNoteKind.TestwiseRows) == true;

    private static Cpdag Opened(GraphEstimate plain, LinearityCheck check, EdgeConstraints constraints)
    {
        var settled = plain.Pattern?.Copy() ?? throw new ArgumentException("The method does not say which directions are settled.", nameof(plain));
        foreach (var (from, to) in check.Dependent.Concat(check.EitherWay).Where(edge => !constraints.IsForbidden(edge.To, edge.From)))
        {
            settled.Join(from, to);
        }

        return settled;
    }

    /// <summary>Was the graph found by a test or a score that takes categories for what they are?</summary>
    private static bool TakesCategories(DiscoveryQuestion settled, GraphEstimate plain, Dataset data) =>
        plain.Scoring == ScoreKind.ConditionalGaussian || TestTakesCategories(settled, data);

    private static bool TestTakesCategories(DiscoveryQuestion settled, Dataset data) => SearchTable.Of(settled.Algorithm).Need == SearchNeed.ByTest
        && (settled.CiTest is CiTest.ChiSquare or CiTest.GSquare or CiTest.Mixed
            || (settled.CiTest == CiTest.Auto && DataKind.Of(data) is { IsCategorical: true } or { IsMixed: true }));

    private static KnowledgeReading? Read(DiscoveryQuestion question, Dataset data, EdgeConstraints constraints)
    {
        if (question.Knowledge is not { } knowledge)
        {
            return null;
        }

        var reading = KnowledgeReader.Read(knowledge.Text, data.Variables);
        DiscoveryDraft.RequireStatements(reading, KnowledgeResolution.TextPath);
        KnowledgeResolution.Resolve(reading, constraints, KnowledgeResolution.TextPath);
        return reading;
    }

    private static DiscoveryDraft AddAlternatives(
        DiscoveryDraft draft,
        SearchInput input,
        WorkBudget budget)
    {
        if (draft.Plain.Class is { } pattern && !draft.CutShort)
        {
            var number = 1;
            foreach (var member in MembersOf(draft, pattern))
            {
                draft.Alternatives.Add((member, draft.Plain.Scaling, GraphLabels.Member(++number)));
            }

            return draft;
        }

        var method = SearchTable.Of(draft.Question.Algorithm);
        if (!method.IsContinuous || draft.CutShort)
        {
            return draft;
        }

        var other = draft.Question.Scaling == DataScaling.Standardize ? DataScaling.None : DataScaling.Standardize;
        try
        {
            var rescaled = method.Run(input, draft.Question with { Knowledge = null, Scaling = other }, draft.Constraints, null, budget);
            if (rescaled.Stop == StopReason.BudgetSpent)
            {
                draft.DataCaveats.Add(new OtherScalingCutShort(other));
                return draft with { CutShort = true };
            }

            if (!rescaled.Edges.SameAs(draft.Best.Edges))
            {
                draft.Alternatives.Add((rescaled.Edges, other, GraphLabels.OtherScaling(other)));
            }
        }
        catch (IslException e) when (e.Code == ErrorCode.NumericalFailure)
        {
            draft.DataCaveats.Add(new OtherScalingBrokeDown(other));
        }

        return draft;
    }

    private static List<DirectedEdges> MembersOf(DiscoveryDraft draft, Cpdag pattern) =>
        [.. pattern.Members(MostAlternatives + 1, draft.Constraints).Where(member => !member.SameAs(draft.Plain.Edges)).Take(MostAlternatives)];
}
