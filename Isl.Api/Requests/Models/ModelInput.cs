using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Models;

/// <summary>A structural model as callers send it; read by <see cref="ModelReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<ModelInput>))]
public sealed record ModelInput(JsonElement Json) : IRawJson<ModelInput>
{
    /// <inheritdoc/>
    public static ModelInput Of(JsonElement json) => new(json);
}

/// <summary>
/// Interventions by variable: a number sets it, <c>{"shift": 5}</c> adds to it, <c>{"scale": 2}</c> multiplies it; read by
/// <see cref="InterventionReader"/>.
/// </summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<InterventionInput>))]
public sealed record InterventionInput(JsonElement Json) : IRawJson<InterventionInput>
{
    /// <inheritdoc/>
    public static InterventionInput Of(JsonElement json) => new(json);
}

/// <summary>Observed values by variable; read by <see cref="InterventionReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<ObservedInput>))]
public sealed record ObservedInput(JsonElement Json) : IRawJson<ObservedInput>
{
    /// <inheritdoc/>
    public static ObservedInput Of(JsonElement json) => new(json);
}

/// <summary>A part of a request that has a reader of its own.</summary>
/// <typeparam name="T">The part.</typeparam>
public interface IRawJson<T>
{
    /// <summary>The value as it stands in the body.</summary>
    JsonElement Json { get; }

    /// <summary>Wraps a value.</summary>
    static abstract T Of(JsonElement json);
}

/// <summary>Takes a value as it stands, so that its reader can tell what is wrong where.</summary>
internal sealed class RawJsonConverter<T> : JsonConverter<T>
    where T : class, IRawJson<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}
