using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Endpoints.Identification;

/// <summary>A batch whose items are read one by one, so that one that cannot be read does not spoil the others.</summary>
internal sealed record RawBatch
{
    /// <summary>The field that holds the items.</summary>
    public const string ItemsName = "items";

    /// <summary>The questions, each as it would be sent alone.</summary>
    public List<RawItem?>? Items { get; init; }
}

/// <summary>An item as it stands in the body.</summary>
[JsonConverter(typeof(RawJsonConverter<RawItem>))]
internal sealed record RawItem(JsonElement Json) : IRawJson<RawItem>
{
    /// <inheritdoc/>
    public static RawItem Of(JsonElement json) => new(json);
}

/// <summary>An item of a batch as it was read: a query, or what is wrong with it.</summary>
internal sealed record BatchQuestion(GraphQuery? Query, InputException? Failure);

/// <summary>Reads the items of a batch.</summary>
internal static class BatchItems
{
    /// <summary>Most items of one batch.</summary>
    public const int MaxItems = 200;

    private static readonly JsonPointer Place = JsonPointer.Root.Member(RawBatch.ItemsName);

    /// <summary>The items in their order.</summary>
    public static ImmutableArray<BatchQuestion> Read(RawBatch batch, Reading reading)
    {
        if (batch.Items is not { Count: > 0 })
        {
            reading.Errors.AddMissing(Place, $"items is missing or empty; send 1 to {MaxItems} validate requests.");
        }
        else if (batch.Items.Count > MaxItems)
        {
            reading.Errors.Add(Place, $"The batch has {batch.Items.Count} items, the limit is {MaxItems}; send several batches.");
        }

        reading.Errors.ThrowIfAny();
        return [.. batch.Items!.Select(item => Read(item, reading with { Errors = new RequestErrors() }))];
    }

    private static BatchQuestion Read(RawItem? item, Reading reading)
    {
        if (item is not { Json.ValueKind: JsonValueKind.Object })
        {
            const string advice = "An item is an object such as {\"dag_structure\": …, \"treatment\": …, \"outcome\": …}.";
            return new BatchQuestion(null, new InputException("", advice));
        }

        try
        {
            var request = RequestBody.Parse<ValidateRequest>(JsonMarshal.GetRawUtf8Value(item.Json), reading);
            return new BatchQuestion(ValidateMapping.Read(request, reading), null);
        }
        catch (InputException e)
        {
            return new BatchQuestion(null, e);
        }
    }
}
