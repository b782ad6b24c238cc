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

    /// <summary>The other name of that field.</summary>
    public const string RequestsName = "requests";

    /// <summary>The questions, each as it would be sent alone.</summary>
    public List<RawItem?>? Items { get; init; }

    /// <summary>Another name for <see cref="Items"/>; the answer then also has each item's success, and a summary.</summary>
    public List<RawItem?>? Requests { get; init; }
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

/// <summary>A batch as it was read.</summary>
/// <param name="Items">The items in their order.</param>
/// <param name="Name">The field that held them.</param>
internal sealed record BatchAsked(ImmutableArray<BatchQuestion> Items, string Name);

/// <summary>Reads the items of a batch.</summary>
internal static class BatchItems
{
    /// <summary>Most items of one batch.</summary>
    public const int MaxItems = 200;

    /// <summary>The items in their order.</summary>
    public static BatchAsked Read(RawBatch batch, Reading reading)
    {
        var (items, name) = batch.Items is null && batch.Requests is not null
            ? (batch.Requests, RawBatch.RequestsName)
            : (batch.Items, RawBatch.ItemsName);
        var place = JsonPointer.Root.Member(name);
        if (items is not { Count: > 0 })
        {
            reading.Errors.AddMissing(place, $"{name} is missing or empty; send 1 to {MaxItems} validate requests.");
        }
        else if (items.Count > MaxItems)
        {
            reading.Errors.Add(place, $"The batch has {items.Count} items, the limit is {MaxItems}; send several batches.");
        }

        if (batch is { Items: not null, Requests: not null })
        {
            reading.Errors.Add(JsonPointer.Root.Member(RawBatch.RequestsName), "Both items and requests are given; send one of them.");
        }

        reading.Errors.ThrowIfAny();
        return new BatchAsked([.. items!.Select(item => Read(item, reading with { Errors = new RequestErrors() }))], name);
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
