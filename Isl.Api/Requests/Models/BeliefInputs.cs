using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Models;

/// <summary>Parameters of a distribution by name, numbers or lists of numbers; read by <see cref="DistributionReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<ParametersInput>))]
public sealed record ParametersInput(JsonElement Json) : IRawJson<ParametersInput>
{
    /// <inheritdoc/>
    public static ParametersInput Of(JsonElement json) => new(json);
}

/// <summary>An outcome that was seen: a number, or a value by variable.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<OutcomeInput>))]
public sealed record OutcomeInput(JsonElement Json) : IRawJson<OutcomeInput>
{
    /// <inheritdoc/>
    public static OutcomeInput Of(JsonElement json) => new(json);
}
