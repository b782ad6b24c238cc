using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Models;

/// <summary>Limits on plans by key; read by <see cref="PlanReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<ConstraintsInput>))]
public sealed record ConstraintsInput(JsonElement Json) : IRawJson<ConstraintsInput>
{
    /// <inheritdoc/>
    public static ConstraintsInput Of(JsonElement json) => new(json);
}

/// <summary>What is decided, by variable: <c>{"Price": {"low": 30, "high": 60}}</c>; read by <see cref="PlanReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<DecisionsInput>))]
public sealed record DecisionsInput(JsonElement Json) : IRawJson<DecisionsInput>
{
    /// <inheritdoc/>
    public static DecisionsInput Of(JsonElement json) => new(json);
}

/// <summary>Values before the first step, by name; read by <see cref="PlanReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<InitialStateInput>))]
public sealed record InitialStateInput(JsonElement Json) : IRawJson<InitialStateInput>
{
    /// <inheritdoc/>
    public static InitialStateInput Of(JsonElement json) => new(json);
}
