using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Experiments;

/// <summary>Answer to an <see cref="ExperimentQuestion"/>.</summary>
public sealed record ExperimentResult : AnalysisResult
{
    /// <summary>The experiment to make.</summary>
    public required ExperimentAdvice Recommendation { get; init; }

    /// <summary>Expected information of it, in nats; where it is not exact, the lower one of its bounds.</summary>
    public required double InformationGainNats { get; init; }

    /// <summary>Bounds of that information; equal where it is exact.</summary>
    public required InformationBounds InformationBounds { get; init; }

    /// <summary>Expected rise of the best outcome by what it teaches.</summary>
    public required double KnowledgeGradient { get; init; }

    /// <summary>The best experiments, best first, at most ten.</summary>
    public required ImmutableArray<RankedExperiment> Ranking { get; init; }

    /// <summary>The beliefs as the history leaves them, by parameter.</summary>
    public required ImmutableArray<ParameterBelief> Posterior { get; init; }

    /// <summary>What the budget leaves after the history.</summary>
    public required double RemainingBudget { get; init; }

    /// <summary>Whether no further experiment is worth its cost.</summary>
    public required bool Stop { get; init; }

    /// <summary>Sets of variables worth setting together; null where the candidates were given.</summary>
    public required ImmutableArray<ImmutableArray<string>>? Pomis { get; init; }

    /// <summary>Variables held at an assumed value.</summary>
    public required IReadOnlyDictionary<string, double> AssumedValues { get; init; }

    /// <summary>Seed of the draws.</summary>
    public required long Seed { get; init; }
}

/// <summary>An experiment.</summary>
/// <param name="Intervention">What to set, by variable; empty where no experiment can be made.</param>
/// <param name="ExpectedOutcome">Its mean by the beliefs.</param>
/// <param name="ExpectedInformationGain">1 − e^(−nats): the share by which the volume of the beliefs shrinks.</param>
/// <param name="CostEstimate">What it costs.</param>
/// <param name="Rationale">Why it.</param>
/// <param name="ExplorationVsExploitation">Share of its value that is learning, 0..1.</param>
public sealed record ExperimentAdvice(
    IReadOnlyDictionary<string, double> Intervention,
    IReadOnlyDictionary<string, double> ExpectedOutcome,
    double ExpectedInformationGain,
    double CostEstimate,
    string Rationale,
    double ExplorationVsExploitation);

/// <summary>Bounds of an expected information, in nats.</summary>
/// <param name="Lower">At least.</param>
/// <param name="Upper">At most.</param>
public sealed record InformationBounds(double Lower, double Upper);

/// <summary>An experiment among others.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Intervention">What is set.</param>
/// <param name="ExpectedOutcome">Mean of the outcome.</param>
/// <param name="InformationGainNats">Expected information, in nats.</param>
/// <param name="KnowledgeGradient">Expected rise of the best outcome by what it teaches.</param>
/// <param name="Value">What it is ranked by.</param>
/// <param name="Cost">What it costs.</param>
public sealed record RankedExperiment(
    int Rank,
    IReadOnlyDictionary<string, double> Intervention,
    double ExpectedOutcome,
    double InformationGainNats,
    double KnowledgeGradient,
    double Value,
    double Cost);

/// <summary>What is believed of a parameter.</summary>
/// <param name="ParameterName">The parameter.</param>
/// <param name="Mean">Its mean.</param>
/// <param name="Std">Its standard deviation.</param>
public sealed record ParameterBelief(string ParameterName, double Mean, double Std);
