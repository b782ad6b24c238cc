using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Answering;

/// <summary>What a computation is doing.</summary>
public enum ProgressStage
{
    /// <summary>Waiting for its turn.</summary>
    Queued,

    /// <summary>Computing; of this method nothing more is known until it is done.</summary>
    Computing,

    /// <summary>A fit by continuous optimisation: iterations, evaluations, objective, h, edges.</summary>
    Fit,

    /// <summary>Testing which pairs are adjacent: depth, tests, edges.</summary>
    Skeleton,

    /// <summary>Searching graphs by score, where the score goes up: edges, score, steps done.</summary>
    Insertions,

    /// <summary>Taking edges out again while the score goes up.</summary>
    Deletions,

    /// <summary>Searching orders of the variables: score, sweeps done.</summary>
    Orders,

    /// <summary>Placing variables in a causal order: how many of them.</summary>
    CausalOrder,

    /// <summary>Resamples of the rows: how many of them.</summary>
    Resamples,

    /// <summary>Draws of a simulation: how many of them.</summary>
    Draws,

    /// <summary>Estimators: how many of them.</summary>
    Estimators,

    /// <summary>Refuters: how many of them.</summary>
    Refuters,

    /// <summary>Equations of a model: how many of them.</summary>
    Equations,

    /// <summary>Plans from which a search begins: how many of them.</summary>
    Plans,

    /// <summary>Places of a front: how many of them.</summary>
    Front,

    /// <summary>Orders of the mechanisms in which a change is shared out: how many of them.</summary>
    Contributions,
}

/// <summary>How far a computation is: a snapshot for whoever waits. It has no part in the answer.</summary>
[GenerateSerializer, Immutable, Alias("isl.work-progress.v1")]
public sealed record WorkProgress
{
    /// <summary>What it is doing.</summary>
    [Id(0)]
    public required ProgressStage Stage { get; init; }

    /// <summary>Of what the stage counts, how many are done.</summary>
    [Id(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Done { get; init; }

    /// <summary>And how many there are, where that is known.</summary>
    [Id(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Total { get; init; }

    /// <summary>Iteration of the outer loop, from 1.</summary>
    [Id(3), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Iteration { get; init; }

    /// <summary>Evaluations of the objective so far.</summary>
    [Id(4), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Evaluations { get; init; }

    /// <summary>The loss at this point, without penalties.</summary>
    [Id(5), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Objective { get; init; }

    /// <summary>How far from acyclic the weights are; 0 is acyclic.</summary>
    [Id(6), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? H { get; init; }

    /// <summary>Edges so far: weights that are not zero, before any threshold, or pairs still adjacent.</summary>
    [Id(7), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Edges { get; init; }

    /// <summary>Size of the conditioning sets.</summary>
    [Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Depth { get; init; }

    /// <summary>Tests made so far.</summary>
    [Id(9), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Tests { get; init; }

    /// <summary>What the score has gained so far, or what it is.</summary>
    [Id(10), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Score { get; init; }

    /// <summary>So many of so many.</summary>
    public static WorkProgress Of(ProgressStage stage, long done, long? total = null) => new() { Stage = stage, Done = done, Total = total };
}
