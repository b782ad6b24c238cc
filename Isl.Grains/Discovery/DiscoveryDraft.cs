using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>An answer before its resamples: what was found, and which resamples are still wanted.</summary>
internal sealed record DiscoveryDraft
{
    /// <summary>The data.</summary>
    public required Dataset Data { get; init; }

    /// <summary>Their hash.</summary>
    public required string Hash { get; init; }

    /// <summary>The question as asked.</summary>
    public required DiscoveryQuestion Asked { get; init; }

    /// <summary>The question with its algorithm settled.</summary>
    public required DiscoveryQuestion Question { get; init; }

    /// <summary>Moments of the data.</summary>
    public required DatasetMoments Moments { get; init; }

    /// <summary>Prior knowledge by index.</summary>
    public required EdgeConstraints Constraints { get; init; }

    /// <summary>What the data say with prior knowledge, sentences left aside.</summary>
    public required GraphEstimate Plain { get; init; }

    /// <summary>What they say with the sentences as penalties; null where there are none, or they are pooled.</summary>
    public GraphEstimate? Weighed { get; init; }

    /// <summary>What the sentences say; null where there are none.</summary>
    public KnowledgeReading? Reading { get; init; }

    /// <summary>Other graphs, with what they are.</summary>
    public List<(DirectedEdges Edges, DataScaling Scaling, string Label)> Alternatives { get; init; } = [];

    /// <summary>Condition number of the correlation matrix.</summary>
    public double? ConditionNumber { get; init; }

    /// <summary>Caveats about the data.</summary>
    public List<Finding> DataCaveats { get; init; } = [];

    /// <summary>What the data say about the linearity of the graph.</summary>
    public LinearityCheck Check { get; init; } = LinearityCheck.None;

    /// <summary>Time ran out somewhere.</summary>
    public bool CutShort { get; init; }

    /// <summary>Time given, for the diagnostics.</summary>
    public required double SecondsBudget { get; init; }

    /// <summary>Why a simpler method than the one asked for answers; null when none does.</summary>
    public string? DegradedReason { get; init; }

    /// <summary>The estimate that the answer rests on.</summary>
    public GraphEstimate Best => Weighed ?? Plain;

    /// <summary>The row of the algorithm that ran.</summary>
    public SearchMethod Method => SearchTable.Of(Best.Algorithm);

    /// <summary>Seed of the resamples.</summary>
    public long Seed => Asked.Seed ?? SeedOf(Hash, Asked);

    /// <summary>Are the sentences weighed against shares of resamples, because the method itself has no place for them?</summary>
    public bool IsPooled => Reading is not null && Weighed is null && Asked.Knowledge is { DataWeight: > 0 and < 1 };

    /// <summary>Resamples wanted.</summary>
    public int Resamples => DegradedReason is not null || Asked.Knowledge is { DataWeight: 0 } ? 0
        : IsPooled ? Math.Max(Asked.Bootstrap, PooledResamples)
        : Asked.Bootstrap;

    /// <summary>Were resamples made for the answer itself?</summary>
    public bool IsResampled(ResampleTally tally) => Asked.Bootstrap > 0 && DegradedReason is null && tally.Done > 0;

    /// <summary>Did time run out, in a fit or before all resamples were fitted?</summary>
    public bool IsCutShort(ResampleTally tally) => CutShort || (DegradedReason is null && tally.Done + tally.Unusable < Resamples);

    /// <summary>How each resample is fitted: with the sentences where the method takes them as penalties, else without.</summary>
    public DiscoveryQuestion ResampleQuestion =>
        Question with
        {
            Bootstrap = 0,
            Seed = null,
            Knowledge = Weighed is null ? null : Question.Knowledge,
            CiTest = Plain.Test ?? Question.CiTest,
            Score = Plain.Scoring ?? Question.Score,
        };

    /// <summary>Must the data, not just the moments, be at hand for a resample?</summary>
    public bool ResamplesNeedData =>
        Plain.Scoring == ScoreKind.ConditionalGaussian || SearchTable.Of(Question.Algorithm).NeedsCells(Plain.Test);

    /// <summary>Resamples behind a pooled answer unless more were asked for: a share's standard error is then at most 0.05.</summary>
    private const int PooledResamples = 100;

    /// <summary>A seed of 48 bits (exact in every JSON reader) from the hash of data and question.</summary>
    public static long SeedOf(string hash, DiscoveryQuestion question)
    {
        const int digits = 12;
        var own = ResultId.Of(SubjectKind.Dataset, hash, question).Question;
        return Convert.ToInt64(hash[..digits], 16) ^ Convert.ToInt64(own[..digits], 16);
    }

    /// <summary>Throws when sentences are weighed and none was read.</summary>
    public static void RequireStatements(KnowledgeReading reading, string path)
    {
        if (reading.Stated.Count == 0 && reading.Denied.Count == 0)
        {
            var first = reading.Unread.Count > 0 ? reading.Unread[0].Reason : null;
            throw new InputException(
                path,
                new NoStatementRead(reading.Sentences.Length, first, reading.Variables[0], reading.Variables[^1]).Text);
        }
    }
}
