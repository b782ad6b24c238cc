using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;

namespace Isl.Api.Requests.Fitting;

/// <summary>A request that may have a model fitted: a graph and a table, and how.</summary>
public interface IFitRequest : IGraphRequest, ITableRequest
{
    /// <summary>Forms by variable.</summary>
    FamiliesInput? Families { get; }

    /// <summary>The noise of numeric equations.</summary>
    string? Noise { get; }

    /// <summary>What is done about missing values.</summary>
    string? Missing { get; }

    /// <summary>A column of weights.</summary>
    WeightsInput? Weights { get; }

    /// <summary>Folds of cross-validation.</summary>
    int? Folds { get; }

    /// <summary>Seed.</summary>
    long? Seed { get; }
}

/// <summary>Forms by variable: auto, linear, interactions, spline, logistic, poisson or categorical.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[JsonConverter(typeof(RawJsonConverter<FamiliesInput>))]
public sealed record FamiliesInput(JsonElement Json) : IRawJson<FamiliesInput>
{
    /// <inheritdoc/>
    public static FamiliesInput Of(JsonElement json) => new(json);
}

/// <summary>A column of weights: its name, or <c>{"column": "w", "kind": "sampling"}</c>; the kind may be <c>frequency</c>.</summary>
/// <param name="Json">The value as it stands in the body.</param>
[Members("column", "kind")]
[JsonConverter(typeof(RawJsonConverter<WeightsInput>))]
public sealed record WeightsInput(JsonElement Json) : IRawJson<WeightsInput>
{
    /// <inheritdoc/>
    public static WeightsInput Of(JsonElement json) => new(json);
}
