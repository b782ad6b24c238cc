using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Fitting;

/// <summary>The model that a question is about was fitted for it, and stands in the answer.</summary>
/// <param name="Model">The model, as the answer of the fit holds it.</param>
/// <param name="DegradedReason">Why a simpler method fitted it; null where none did.</param>
/// <remarks>Part of the question, because the answer with the model is another than the one without it and needs an address of its own.</remarks>
[GenerateSerializer, Immutable, Alias("isl.fitted-first.v1")]
public sealed record FittedFirst([property: Id(0)] string Model, [property: Id(1)] string? DegradedReason);

/// <summary>An answer about a structural model.</summary>
public abstract record ModelResult : AnalysisResult
{
    /// <summary>The model; only where it was fitted for this question, to <c>dag_structure</c> and <c>data</c> in place of <c>model</c>.</summary>
    [JsonPropertyOrder(200)]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public FittedModel? Model { get; init; }
}
