using System.Buffers;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Isl.Api.Answers;
using Isl.Api.Cluster;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Answering;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Microsoft.Extensions.Options;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Many validate questions in one call: each goes to the grain of its graph, and has an answer or an error of its own.</summary>
/// <remarks>
/// Items that ask the same question of the same graph share one call. Answers are embedded byte for byte. The batch has no
/// <c>result_id</c>: it is no more than its items, and each of them has one.
/// </remarks>
public static class BatchValidate
{
    /// <summary>Most items of one batch.</summary>
    public const int MaxItems = 200;

    /// <summary>Questions of one batch that are on their way at one time.</summary>
    private const int Concurrency = 16;

    /// <summary>Answers <c>POST /api/v1/batch/validate</c>.</summary>
    internal static async Task Answer(
        HttpContext context,
        IGrainFactory grains,
        GrainCallPolicy policy,
        IOptions<GraphLimits> limits,
        IOptions<DataLimits> dataLimits,
        IOptions<ComputeOptions> compute,
        TimeProvider time,
        ILogger<IslExceptionHandler> logger)
    {
        var items = ReadItems((await RequestBody.ReadJson<RawBatch>(context)).Items);
        var outcomes = new Outcome[items.Count];
        var questions = new Dictionary<ResultId, Question>();
        for (var i = 0; i < items.Count; i++)
        {
            try
            {
                var (graph, query, data) = Parse(items[i]).Read(limits.Value, dataLimits.Value);
                var id = ResultId.Of(SubjectKind.Graph, DagHash.Of(graph).Value, query);
                if (!questions.TryGetValue(id, out var question))
                {
                    questions[id] = question = new Question(graph, query, data, []);
                }

                question.Items.Add(i);
            }
            catch (InputException e)
            {
                outcomes[i] = new Outcome(null, e);
            }
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(compute.Value.RequestTimeoutSeconds), time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, context.RequestAborted);
        using var slots = new SemaphoreSlim(Concurrency);
        await Task.WhenAll(questions.Select(async pair =>
        {
            var outcome = await Ask(pair.Key, pair.Value);
            foreach (var item in pair.Value.Items)
            {
                outcomes[item] = outcome;
            }
        }));
        context.RequestAborted.ThrowIfCancellationRequested();
        await Write(context, outcomes, [.. outcomes.Where(one => one.Answer is not null).Select(one => one.Answer!).DistinctBy(answer => answer.Id)]);

        async Task<Outcome> Ask(ResultId id, Question question)
        {
            try
            {
                await slots.WaitAsync(stop.Token);
                try
                {
                    var grain = grains.GetGrain<ICausalGraphGrain>(id.Subject);
                    return new Outcome(
                        await policy.Call(token => grain.Identify(question.Graph, question.Query, question.Data, token), stop.Token),
                        null);
                }
                finally
                {
                    slots.Release();
                }
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested)
            {
                return new Outcome(
                    null,
                    new IslException(
                        ErrorCode.DeadlineExceeded,
                        $"The batch did not come to this item within {compute.Value.RequestTimeoutSeconds:0.###} s.")
                );
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (IslExceptionHandler.TypeOf(e) == ProblemTypes.InternalError)
                {
                    ApiLog.Failed(logger, context.Request.Method, context.Request.Path, e);
                }

                return new Outcome(null, e);
            }
        }
    }

    private static List<JsonElement> ReadItems(List<JsonElement>? items) =>
        items switch
        {
            null or { Count: 0 } => throw new InputException("/items", $"items is missing or empty; send 1 to {MaxItems} validate requests."),
            { Count: > MaxItems } => throw new InputException(
                "/items",
                $"The batch has {items.Count} items, the limit is {MaxItems}; send several batches."),
            _ => items,
        };

    private static ValidateRequest Parse(JsonElement item) =>
        item.ValueKind == JsonValueKind.Object
            ? RequestBody.Parse<ValidateRequest>(Encoding.UTF8.GetBytes(item.GetRawText()))
            : throw new InputException("", "An item is an object such as {\"dag_structure\": …, \"treatment\": …, \"outcome\": …}.");

    private static async Task Write(HttpContext context, Outcome[] outcomes, List<Answer> answers)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            for (var i = 0; i < outcomes.Length; i++)
            {
                json.WriteStartObject();
                json.WriteNumber("index", i);
                json.WriteString("status", outcomes[i].Answer is null ? "error" : "ok");
                json.WritePropertyName(outcomes[i].Answer is null ? "error" : "result");
                if (outcomes[i].Answer is { } answer)
                {
                    json.WriteRawValue(answer.Body.Span, skipInputValidation: true);
                }
                else
                {
                    JsonSerializer.Serialize(json, ErrorOf(outcomes[i].Failure!, i), IslJson.Options);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            var (succeeded, degraded) = (outcomes.Count(one => one.Answer is not null), outcomes.Count(one => one.Answer is { Degraded: true }));
            json.WriteNumber("succeeded", succeeded);
            json.WriteNumber("failed", outcomes.Length - succeeded);
            json.WriteBoolean("degraded", degraded > 0);
            json.WriteString(
                "degraded_reason",
                degraded > 0 ? $"{degraded} of {outcomes.Length} items were answered by a simpler method; each of them says why." : null);
            json.WritePropertyName("explanation");
            JsonSerializer.Serialize(json, BatchExplanation.Of([.. outcomes.Select(one => one.Answer?.Body)]), IslJson.Options);
            json.WriteEndObject();
        }

        var cache = answers.Count == 0 || answers.Exists(answer => answer.Cache == CacheOutcome.Miss) ? CacheOutcome.Miss
            : answers.Exists(answer => answer.Cache == CacheOutcome.Coalesced) ? CacheOutcome.Coalesced
            : CacheOutcome.Hit;
        await AnswerWriter.Write(context, new Answer(
            default,
            body.WrittenMemory,
            Convert.ToHexStringLower(SHA256.HashData(body.WrittenSpan))[..32],
            Degraded: false,
            cache,
            answers.Sum(answer => answer.QueueSeconds),
            answers.Sum(answer => answer.ComputeSeconds)));
    }

    private static BatchError ErrorOf(Exception failure, int index)
    {
        var type = IslExceptionHandler.TypeOf(failure);
        ImmutableArray<InputError> errors = failure is InputException input
            ? [.. input.Errors.Select(error => error with { Path = $"/items/{index}{error.Path}" })]
            : [];
        return new BatchError(
            type.Code,
            type == ProblemTypes.InternalError ? type.Title + "." : failure.Message,
            new ProblemDetail(errors),
            type.Retryable,
            type.Action);
    }

    /// <summary>A batch whose items are read one by one, so that one that cannot be read does not spoil the others.</summary>
    private sealed record RawBatch(List<JsonElement>? Items = null);

    private sealed record Question(CausalGraph Graph, CausalQuery Query, Dataset? Data, List<int> Items);

    private readonly record struct Outcome(Answer? Answer, Exception? Failure);
}
