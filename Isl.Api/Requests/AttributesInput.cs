using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests;

/// <summary>What is known of an option.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<AttributesInput>))]
public sealed record AttributesInput(JsonElement Json) : IRawJson<AttributesInput>
{
    /// <inheritdoc/>
    public static AttributesInput Of(JsonElement json) => new(json);
}
