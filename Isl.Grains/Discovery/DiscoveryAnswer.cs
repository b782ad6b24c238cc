using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Auto;
using Isl.Grains.Discovery.Searches.Correlation;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery;

/// <summary>Answers discovery questions: the method asked for, and the simpler ones behind it.</summary>
public static class DiscoveryAnswer
{
    /// <summary>JSON pointer of the sentences in a request.</summary>
    internal const string TextPath = "/domain_description";

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
        var moments = DatasetMoments.Of(data, budget.Cancellation);
        var (condition, caveats) = DataQuality.Examine(data, moments); // before the search, which may spend all the time there is
        var input = new SearchInput(data.Variables, moments, data);
        var auto = question.Algorithm == DiscoveryAlgorithm.Auto ? AutoSearch.Run(data, moments, question, constraints, budget) : null;
        var settled = auto?.Question ?? question;
        var plainQuestion = settled with { Knowledge = null };
        var plain = auto?.Estimate ?? GraphSearch.Run(input, plainQuestion, constraints, factors: null, budget);
        var weighed = reading is not null && question.Knowledge is { DataWeight: > 0 and < 1 } knowledge && IsContinuous(settled.Algorithm)
            ? GraphSearch.Run(input, settled, constraints, EvidenceFactors.Of(data.Columns, reading, knowledge.DataWeight), budget)
            : null;
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
            NonGaussianity = auto?.NonGaussianity,
            AutoReason = auto?.Reason,
            ConditionNumber = condition,
            DataCaveats = caveats,
            SecondsBudget = secondsBudget,
            CutShort = plain.Stop == StopReason.BudgetSpent || weighed?.Stop == StopReason.BudgetSpent || auto?.CutShort == true,
        };
        return AddAlternatives(draft, input, plainQuestion, budget);
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
        double seconds = double.MaxValue) => new(draft.ResampleQuestion, draft.Data.Variables, draft.Hash, draft.Data.Rows, draft.Seed, first, count, covariances, seconds);

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
        var moments = DatasetMoments.Of(data, cancellation);
        var plain = CorrelationSearch.Run(new SearchInput(data.Variables, moments, null), question, constraints, cancellation);
        var (condition, caveats) = DataQuality.Examine(data, moments);
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

    private static KnowledgeReading? Read(DiscoveryQuestion question, Dataset data, EdgeConstraints constraints)
    {
        if (question.Knowledge is not { } knowledge)
        {
            return null;
        }

        var reading = KnowledgeReader.Read(knowledge.Text, data.Variables);
        DiscoveryDraft.RequireStatements(reading, TextPath);
        KnowledgeResolution.Resolve(reading, constraints, TextPath);
        return reading;
    }

    private static DiscoveryDraft AddAlternatives(
        DiscoveryDraft draft,
        SearchInput input,
        DiscoveryQuestion plainQuestion,
        WorkBudget budget)
    {
        if (draft.Plain.Class is { } pattern && !draft.CutShort)
        {
            var number = 1;
            foreach (var member in MembersOf(draft, pattern))
            {
                draft.Alternatives.Add((member, draft.Plain.Scaling, $"member {++number} of the equivalence class"));
            }

            return draft;
        }

        if (!IsContinuous(draft.Question.Algorithm) || draft.CutShort)
        {
            return draft;
        }

        var other = plainQuestion.Scaling == DataScaling.Standardize ? DataScaling.None : DataScaling.Standardize;
        var label = other == DataScaling.None ? "the same fit without scaling the columns" : "the same fit on standardised columns";
        try
        {
            var rescaled = GraphSearch.Run(input, plainQuestion with { Scaling = other }, draft.Constraints, null, budget);
            if (rescaled.Stop == StopReason.BudgetSpent)
            {
                draft.DataCaveats.Add($"There was no time for {label}, which may differ.");
                return draft with { CutShort = true };
            }

            if (!rescaled.Edges.SameAs(draft.Best.Edges))
            {
                draft.Alternatives.Add((rescaled.Edges, other, label));
            }
        }
        catch (IslException e) when (e.Code == ErrorCode.NumericalFailure)
        {
            draft.DataCaveats.Add($"What came of {label} cannot be said: the arithmetic broke down on it.");
        }

        return draft;
    }

    private static List<DirectedEdges> MembersOf(DiscoveryDraft draft, Cpdag pattern) =>
        [.. pattern.Members(MostAlternatives + 1, draft.Constraints).Where(member => !member.SameAs(draft.Plain.Edges)).Take(MostAlternatives)];

    private static bool IsContinuous(DiscoveryAlgorithm algorithm) => algorithm is DiscoveryAlgorithm.Notears or DiscoveryAlgorithm.Dagma;
}
