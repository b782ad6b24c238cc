using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests;

/// <summary>A part of a request that has a reader of its own, kept as it stands in the body.</summary>
/// <typeparam name="T">The part.</typeparam>
public interface IRawJson<T>
{
    /// <summary>The value as it stands in the body.</summary>
    JsonElement Json { get; }

    /// <summary>Wraps a value.</summary>
    static abstract T Of(JsonElement json);
}

/// <summary>Names the members that a part with a reader of its own may have, so that one put beside the part can be told where it belongs.</summary>
/// <param name="names">The members.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MembersAttribute(params string[] names) : Attribute
{
    /// <summary>The members.</summary>
    public IReadOnlyList<string> Names => names;
}

/// <summary>Takes a value as it stands, so that its reader can say what is wrong where.</summary>
internal sealed class RawJsonConverter<T> : JsonConverter<T>
    where T : class, IRawJson<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => T.Of(JsonElement.ParseValue(ref reader));

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => value.Json.WriteTo(writer);
}
