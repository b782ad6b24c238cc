using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Api.Requests.Models;

/// <summary>A structural model as callers send it; read by <see cref="ModelReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[Members("variables", "equations", "distributions", "values")]
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

/// <summary>Calibration data as callers send them; read by <see cref="CalibrationReader"/>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<CalibrationInput>))]
public sealed record CalibrationInput(JsonElement Json) : IRawJson<CalibrationInput>
{
    /// <inheritdoc/>
    public static CalibrationInput Of(JsonElement json) => new(json);
}

/// <summary>Which outcome is best, as callers send it: a word, or an object with a target.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<DirectionInput>))]
public sealed record DirectionInput(JsonElement Json) : IRawJson<DirectionInput>
{
    /// <inheritdoc/>
    public static DirectionInput Of(JsonElement json) => new(json);
}

/// <summary>What is assumed, or a level, as callers send it: a number, a text or an object.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<StatedInput>))]
public sealed record StatedInput(JsonElement Json) : IRawJson<StatedInput>
{
    /// <inheritdoc/>
    public static StatedInput Of(JsonElement json) => new(json);
}
