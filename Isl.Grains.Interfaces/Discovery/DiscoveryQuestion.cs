using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>Which causal graph does a data set suggest?</summary>
/// <remarks>
/// Its JSON is its canonical form: members in this order, defaults filled in. Options that the algorithm does not read stay in it: they
/// cost a second computation of the same graph at worst, and the answer quotes them.
/// </remarks>
[GenerateSerializer, Immutable, Alias("isl.discovery-question.v2")]
public sealed record DiscoveryQuestion
{
    /// <summary>How to seek it.</summary>
    [Id(0)]
    public DiscoveryAlgorithm Algorithm { get; init; } = DiscoveryAlgorithm.Notears;

    /// <summary>Limit of outer iterations of the continuous methods.</summary>
    [Id(1)]
    public int MaxIterations { get; init; } = DiscoveryDefaults.MaxIterations;

    /// <summary>
    /// Least absolute weight of an edge, on the scaled data; null takes the default of the algorithm that runs, which for LiNGAM is none.
    /// </summary>
    [Id(2)]
    public double? Threshold { get; init; }

    /// <summary>Weight of the L1 penalty; null takes the default of the algorithm that runs.</summary>
    [Id(3)]
    public double? Lambda1 { get; init; }

    /// <summary>The continuous methods have converged when the acyclicity measure is not above this.</summary>
    [Id(4)]
    public double HTolerance { get; init; } = DiscoveryDefaults.HTolerance;

    /// <summary>Significance level of the independence tests.</summary>
    [Id(5)]
    public double Alpha { get; init; } = DiscoveryDefaults.Alpha;

    /// <summary>Which independence test PC uses.</summary>
    [Id(6)]
    public CiTest CiTest { get; init; } = CiTest.Auto;

    /// <summary>How PC tells a collider.</summary>
    [Id(7)]
    public ColliderRule ColliderRule { get; init; } = ColliderRule.SeparatingSets;

    /// <summary>What PC does when two colliders disagree about an edge.</summary>
    [Id(8)]
    public ColliderPriority ColliderPriority { get; init; } = ColliderPriority.KeepExisting;

    /// <summary>What is done to the columns first.</summary>
    [Id(9)]
    public DataScaling Scaling { get; init; } = DataScaling.Standardize;

    /// <summary>What is known beforehand; always honoured.</summary>
    [Id(10)]
    public PriorKnowledge Prior { get; init; } = PriorKnowledge.None;

    /// <summary>Resamples for the edges' confidence; 0 for none.</summary>
    [Id(11)]
    public int Bootstrap { get; init; }

    /// <summary>Seed of the resamples; null derives one from the hash of data and question.</summary>
    [Id(12)]
    public long? Seed { get; init; }

    /// <summary>What is believed beforehand and weighed against the data; null for nothing.</summary>
    [Id(13)]
    public SoftKnowledge? Knowledge { get; init; }

    /// <summary>How the data were read, where that has to be told; null for nothing.</summary>
    [Id(14)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<DataNote>? Notes { get; init; }

    /// <summary>What score searches maximise.</summary>
    [Id(15)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ScoreKind Score { get; init; }
}

/// <summary>Knowledge in words, weighed against data.</summary>
/// <param name="Text">Plain sentences about the variables.</param>
/// <param name="DataWeight">1 listens to the data alone, 0 to the sentences alone.</param>
[GenerateSerializer, Immutable, Alias("isl.soft-knowledge.v1")]
public sealed record SoftKnowledge([property: Id(0)] string Text, [property: Id(1)] double DataWeight);

/// <summary>Which causal graph do plain sentences describe?</summary>
/// <param name="Text">The sentences.</param>
/// <param name="Variables">Names of the variables, in the order of the graph's nodes.</param>
/// <param name="Prior">What is known beforehand; always honoured.</param>
[GenerateSerializer, Immutable, Alias("isl.knowledge-question.v1")]
public sealed record KnowledgeQuestion(
    [property: Id(0)] string Text,
    [property: Id(1)] ImmutableArray<string> Variables,
    [property: Id(2)] PriorKnowledge Prior);
