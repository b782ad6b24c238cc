using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>Which assumptions of a model carry its conclusion?</summary>
/// <param name="Assumptions">The assumptions, in the order of the request.</param>
/// <param name="Outcome">The variable that the conclusion is about; null chooses the last one that the intervention bears on.</param>
/// <param name="Intervention">What is done.</param>
/// <param name="Threshold">The outcome at which the conclusion turns; null for the sign of the change that the intervention makes.</param>
/// <param name="Baseline">The result that the model is said to give, by variable; a variable without a name is the outcome.</param>
[GenerateSerializer, Immutable, Alias("isl.assumptions-question.v1")]
public sealed record AssumptionsQuestion(
    [property: Id(0)] ImmutableArray<Assumption> Assumptions,
    [property: Id(1)] string? Outcome,
    [property: Id(2)] Intervention Intervention,
    [property: Id(3)] double? Threshold,
    [property: Id(4)] ImmutableArray<VariableValue> Baseline)
{
    /// <summary>Most assumptions.</summary>
    public const int MostAssumptions = 30;
}

/// <summary>What an assumption is about.</summary>
public enum AssumptionType
{
    /// <summary>A number of the model.</summary>
    Parametric,

    /// <summary>An edge, or that nothing hidden drives two variables.</summary>
    Structural,

    /// <summary>The shape of a distribution.</summary>
    Distributional,
}

/// <summary>An assumption.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Type">What it is about.</param>
/// <param name="Current">What is assumed.</param>
/// <param name="Min">Least value it may have; null where no range was given.</param>
/// <param name="Max">Greatest value it may have.</param>
/// <param name="Parameter">What in the model it is; null to go by its name.</param>
/// <param name="Family">The distribution assumed, where that is what was given.</param>
[GenerateSerializer, Immutable, Alias("isl.assumption.v1")]
public sealed record Assumption(
    [property: Id(0)] string Name,
    [property: Id(1)] AssumptionType Type,
    [property: Id(2)] StatedValue Current,
    [property: Id(3)] double? Min,
    [property: Id(4)] double? Max,
    [property: Id(5)] string? Parameter,
    [property: Id(6)] DistributionSpec? Family);

/// <summary>A value as it was stated: a number, a text, or an object with its members in ordinal order.</summary>
/// <param name="Number">The number, where it is one.</param>
/// <param name="Text">The text, where it is one.</param>
/// <param name="Json">The object, where it is one.</param>
[GenerateSerializer, Immutable, Alias("isl.stated-value.v1")]
[JsonConverter(typeof(AsStated))]
public readonly record struct StatedValue([property: Id(0)] double? Number, [property: Id(1)] string? Text, [property: Id(2)] string? Json)
{
    private sealed class AsStated : JsonConverter<StatedValue>
    {
        public override StatedValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Stated values are only written.");

        public override void Write(Utf8JsonWriter writer, StatedValue value, JsonSerializerOptions options)
        {
            if (value.Number is { } number)
            {
                writer.WriteNumberValue(number);
            }
            else if (value.Json is { } json)
            {
                writer.WriteRawValue(json);
            }
            else
            {
                writer.WriteStringValue(value.Text);
            }
        }
    }
}
