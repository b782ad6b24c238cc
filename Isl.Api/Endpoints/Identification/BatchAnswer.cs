using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Writes the answer to a batch.</summary>
/// <remarks>
/// Answers are embedded byte for byte. The batch has no <c>result_id</c>: it is no more than its items, and each of them has one.
/// </remarks>
internal static class BatchAnswer
{
    private static readonly JsonWriterOptions WriterOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer of the outcomes.</summary>
    /// <param name="outcomes">How each item ended.</param>
    /// <param name="name">The field that held the items.</param>
    public static Answer Of(ImmutableArray<BatchOutcome> outcomes, string name)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, WriterOptions))
        {
            Write(json, outcomes, name);
        }

        List<Answer> answers = [.. outcomes.Where(one => one.Answer is not null).Select(one => one.Answer!).DistinctBy(answer => answer.Id)];
        var cache = answers.Count == 0 || answers.Exists(answer => answer.Cache == CacheOutcome.Miss) ? CacheOutcome.Miss
            : answers.Exists(answer => answer.Cache == CacheOutcome.Coalesced) ? CacheOutcome.Coalesced
            : CacheOutcome.Hit;
        return new Answer(
            default,
            body.WrittenMemory,
            Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan))[..32],
            Degraded: false,
            cache,
            answers.Sum(answer => answer.QueueSeconds),
            answers.Sum(answer => answer.ComputeSeconds));
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<BatchOutcome> outcomes, string name)
    {
        json.WriteStartObject();
        json.WriteStartArray("results");
        for (var i = 0; i < outcomes.Length; i++)
        {
            WriteItem(json, outcomes[i], i, name);
        }

        json.WriteEndArray();
        var (succeeded, degraded) = (outcomes.Count(one => one.Answer is not null), outcomes.Count(one => one.Answer is { Degraded: true }));
        json.WriteNumber("succeeded", succeeded);
        json.WriteNumber("failed", outcomes.Length - succeeded);
        if (name == RawBatch.RequestsName)
        {
            json.WriteStartObject("summary");
            json.WriteNumber("total", outcomes.Length);
            json.WriteNumber("succeeded", succeeded);
            json.WriteNumber("failed", outcomes.Length - succeeded);
            json.WriteEndObject();
        }

        json.WriteBoolean("degraded", degraded > 0);
        json.WriteString(
            "degraded_reason",
            degraded > 0 ? $"{degraded} of {outcomes.Length} items were answered by a simpler method; each of them says why." : null);
        json.WritePropertyName("explanation");
        JsonSerializer.Serialize(json, BatchExplanation.Of([.. outcomes.Select(one => one.Answer?.Body)]), IslJson.Options);
        json.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter json, BatchOutcome outcome, int index, string name)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        json.WriteString("status", outcome.Answer is null ? "error" : "ok");
        if (name == RawBatch.RequestsName)
        {
            json.WriteBoolean("success", outcome.Answer is not null);
            json.WriteNull(outcome.Answer is null ? "result" : "error");
        }

        json.WritePropertyName(outcome.Answer is null ? "error" : "result");
        if (outcome.Answer is { } answer)
        {
            json.WriteRawValue(answer.Body.Span, skipInputValidation: true);
        }
        else
        {
            JsonSerializer.Serialize(json, ErrorOf(outcome.Failure!, JsonPointer.Root.Member(name).Item(index)), IslJson.Options);
        }

        json.WriteEndObject();
    }

    private static BatchError ErrorOf(Exception failure, JsonPointer place)
    {
        var type = ExceptionProblems.TypeOf(failure);
        ImmutableArray<InputError> errors = failure is InputException input
            ? [.. input.Errors.Select(error => error with { Path = place + error.Path })]
            : [];
        return new BatchError(type.Code, ExceptionProblems.MessageOf(failure, type), new ProblemDetail(errors), type.Retryable, type.Action);
    }
}
