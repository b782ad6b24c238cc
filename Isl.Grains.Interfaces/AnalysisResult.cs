using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces;

/// <summary>The answer to an analysis question, in its wire shape.</summary>
/// <remarks>
/// A result depends on its question alone: it holds no time, no duration and no request id, so that the same question
/// gives the same bytes wherever and whenever it is answered.
/// </remarks>
public abstract record AnalysisResult
{
    /// <summary>Content address of this answer: <c>GET /api/v1/results/{result_id}</c> returns the same bytes while it is held.</summary>
    [JsonPropertyOrder(-100)]
    public string ResultId { get; init; } = "";

    /// <summary>How complete it is; decides how long it is held. On the wire only as <c>degraded</c> and in the caveats.</summary>
    /// <remarks>Left out of JSON by <see cref="IslJson"/>: a required member cannot carry an attribute that ignores it.</remarks>
    public required Completion Completion { get; init; }

    /// <summary>True when a simpler method than the one asked for answered.</summary>
    [JsonPropertyOrder(100)]
    public bool Degraded => Completion.IsSimpler;

    /// <summary>Why a simpler method answered; null when none did.</summary>
    [JsonPropertyOrder(101)]
    public string? DegradedReason => Completion.Reason;

    /// <summary>What the answer means, what it rests on and how sure it is.</summary>
    [JsonPropertyOrder(102)]
    public required Explanation Explanation { get; init; }
}

/// <summary>An answer in words, built from the computed result.</summary>
/// <param name="Summary">The answer in one or two sentences, in the caller's variable names.</param>
/// <param name="Reasoning">The steps that lead to it.</param>
/// <param name="TechnicalBasis">The criterion, theorem or algorithm used, with its source.</param>
/// <param name="Assumptions">What must hold for the answer to be right.</param>
/// <param name="Caveats">What limits it: fallbacks, truncation, weak evidence, values that were assumed.</param>
/// <param name="Confidence">0..1, computed; <paramref name="Reasoning"/> says from what.</param>
public sealed record Explanation(
    string Summary,
    string Reasoning,
    string TechnicalBasis,
    ImmutableArray<string> Assumptions,
    ImmutableArray<string> Caveats,
    double Confidence);
