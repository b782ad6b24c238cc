using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Effects;

/// <summary>Where the graphs come from over which an effect is estimated.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<GraphSource>))]
public enum GraphSource
{
    /// <summary>One graph from each resample of the table.</summary>
    [JsonStringEnumMemberName("bootstrap")]
    Bootstrap,

    /// <summary>The members of the equivalence class that the table suggests.</summary>
    [JsonStringEnumMemberName("class")]
    Class,
}

/// <summary>How much does a treatment change an outcome, by a table alone, over the graphs that it suggests?</summary>
[GenerateSerializer, Immutable, Alias("isl.graph-effect-question.v1")]
public sealed record GraphEffectQuestion
{
    /// <summary>The effect asked for. Its graph has the columns among which a graph is sought as nodes, in ordinal order, and no edge.</summary>
    [Id(0)]
    public required EffectQuestion Effect { get; init; }

    /// <summary>How each graph is sought; its resamples and its seed are those of this question.</summary>
    [Id(1)]
    public required DiscoveryQuestion Search { get; init; }

    /// <summary>Where the graphs come from.</summary>
    [Id(2)]
    public GraphSource Mode { get; init; }

    /// <summary>Resamples, where graphs come from resamples.</summary>
    [Id(3)]
    public int Graphs { get; init; } = UsualGraphs;

    /// <summary>Is the effect estimated from the half of the rows that the search did not see?</summary>
    [Id(4)]
    public bool Split { get; init; }

    /// <summary>Resamples unless the caller says otherwise.</summary>
    public const int UsualGraphs = 100;

    /// <summary>Most graphs, and most members of a class.</summary>
    public const int MostGraphs = 500;
}
