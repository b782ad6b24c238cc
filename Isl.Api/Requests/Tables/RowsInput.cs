using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Tables;

/// <summary>Rows as they stand in the body.</summary>
/// <param name="Json">The value.</param>
[JsonConverter(typeof(RawJsonConverter<RowsInput>))]
public sealed record RowsInput(JsonElement Json) : IRawJson<RowsInput>
{
    /// <inheritdoc/>
    public static RowsInput Of(JsonElement json) => new(json);
}
