using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Identification;

/// <summary>A part of the answer to a causal query that may be asked for by itself.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AnswerPart>))]
public enum AnswerPart
{
    /// <summary>Adjustment sets: the minimal ones, a smallest, the optimal one.</summary>
    [JsonStringEnumMemberName("adjustment")]
    Adjustment,

    /// <summary>Formula, estimand and derivation, or the hedge.</summary>
    [JsonStringEnumMemberName("identification")]
    Identification,

    /// <summary>Front-door sets.</summary>
    [JsonStringEnumMemberName("front_door")]
    FrontDoor,

    /// <summary>Instruments.</summary>
    [JsonStringEnumMemberName("instruments")]
    Instruments,

    /// <summary>Independences that the graph implies, for a test against data.</summary>
    [JsonStringEnumMemberName("implications")]
    Implications,

    /// <summary>Changes that would make the effect identifiable.</summary>
    [JsonStringEnumMemberName("suggestions")]
    Suggestions,

    /// <summary>Back-door paths.</summary>
    [JsonStringEnumMemberName("paths")]
    Paths,
}

/// <summary>
/// Is P(outcomes | do(treatments), conditions) identifiable in a graph, and how? Names are in ordinal order, so that one question has one form.
/// </summary>
/// <param name="Treatments">What is set; at least one.</param>
/// <param name="Outcomes">What is read; at least one, none of them a treatment.</param>
/// <param name="Conditions">What is conditioned on besides; usually nothing.</param>
/// <param name="AdjustmentSet">A set the caller asks about; null for none.</param>
/// <param name="MaxSets">Most minimal adjustment sets, and most front-door sets, to list.</param>
/// <param name="MaxImplications">Most testable implications to list.</param>
/// <param name="Include">The parts asked for, ascending; null for those that suit the size of the graph.</param>
/// <param name="DatasetHash">Hash of the data to test the implications against; null for none.</param>
/// <param name="Direct">Asks for the controlled direct effect; null for the total effect.</param>
[GenerateSerializer, Immutable, Alias("isl.causal-query.v2")]
public sealed record CausalQuery(
    [property: Id(0)] ImmutableArray<string> Treatments,
    [property: Id(1)] ImmutableArray<string> Outcomes,
    [property: Id(2)] ImmutableArray<string> Conditions,
    [property: Id(3)] ImmutableArray<string>? AdjustmentSet,
    [property: Id(4)] int MaxSets,
    [property: Id(5)] int MaxImplications,
    [property: Id(6)] ImmutableArray<AnswerPart>? Include,
    [property: Id(7)] string? DatasetHash,
    [property: Id(8), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DirectQuestion? Direct = null)
{
    /// <summary>Sets listed unless the caller says otherwise.</summary>
    public const int DefaultMaxSets = 50;

    /// <summary>Implications listed unless the caller says otherwise.</summary>
    public const int DefaultMaxImplications = 500;

    /// <summary>Above this many nodes only what takes linear time is answered unless asked for.</summary>
    public const int FullAnswerNodes = 100;

    /// <summary>The query that asks for everything that suits the graph.</summary>
    public static CausalQuery Of(ImmutableArray<string> treatments, ImmutableArray<string> outcomes) =>
        new(treatments, outcomes, [], null, DefaultMaxSets, DefaultMaxImplications, null, null);

    /// <summary>Is a part asked for, of a graph with this many nodes?</summary>
    public bool Asks(AnswerPart part, int nodes) => Include is { } parts
        ? parts.Contains(part)
        : nodes <= FullAnswerNodes || part is AnswerPart.Adjustment or AnswerPart.FrontDoor or AnswerPart.Instruments;
}
