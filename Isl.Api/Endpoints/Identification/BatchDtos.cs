using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Isl.Api.Answers;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Many validate questions.</summary>
public sealed record BatchValidateRequest
{
    /// <summary>The questions, 1 to 200, each as it would be sent alone.</summary>
    public List<ValidateRequest>? Items { get; init; }

    /// <summary>Another name for items; the answer then also has each item's success, and a summary.</summary>
    public List<ValidateRequest>? Requests { get; init; }
}

/// <summary>Answers to many validate questions, in their order.</summary>
/// <param name="Results">One for each question.</param>
/// <param name="Succeeded">How many have an answer.</param>
/// <param name="Failed">How many have an error.</param>
/// <param name="Degraded">True when any of the answers is by a simpler method.</param>
/// <param name="DegradedReason">How many are; each of them says why.</param>
/// <param name="Explanation">The batch in words.</param>
public sealed record BatchValidateResult(
    ImmutableArray<BatchItem> Results,
    int Succeeded,
    int Failed,
    bool Degraded,
    string? DegradedReason,
    Explanation Explanation);

/// <summary>The answer to one question of a batch, or its error.</summary>
/// <param name="Index">Its place in the request, from 0.</param>
/// <param name="Status">Whether it has an answer.</param>
/// <param name="Result">The answer, with the content it has when asked alone, its own <c>result_id</c> included.</param>
/// <param name="Error">What a problem response would say.</param>
public sealed record BatchItem(
    int Index,
    BatchStatus Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IdentificationResult? Result,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] BatchError? Error);

/// <summary>How an item ended.</summary>
public enum BatchStatus
{
    /// <summary>There is an answer.</summary>
    Ok,

    /// <summary>There is an error, of this item alone.</summary>
    Error,
}

/// <summary>Why an item has no answer.</summary>
/// <param name="ErrorCode">The kind of error as a stable code.</param>
/// <param name="Message">What went wrong.</param>
/// <param name="Details">Every mistake in the item, with its place in the whole request.</param>
/// <param name="Retryable">Whether the same item may succeed later.</param>
/// <param name="SuggestedAction">What to do about it.</param>
public sealed record BatchError(string ErrorCode, string Message, ProblemDetail Details, bool Retryable, string SuggestedAction);
