using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Graphs;

/// <summary>What is known of the matter; its members are read where they are checked.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<ContextInput>))]
public sealed record ContextInput(JsonElement Json) : IRawJson<ContextInput>
{
    /// <inheritdoc/>
    public static ContextInput Of(JsonElement json) => new(json);
}
