using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Models;

/// <summary>
/// What an intervention does to one variable, as it is written: a number sets it, <c>{"shift": 5}</c> adds to it, <c>{"scale": 2}</c> multiplies it.
/// </summary>
/// <param name="Kind">What is done.</param>
/// <param name="Value">The value set, added or multiplied by.</param>
[JsonConverter(typeof(Converter))]
public readonly record struct InterventionAmount(InterventionKind Kind, double Value)
{
    /// <summary>An intervention in its wire shape.</summary>
    public static IReadOnlyDictionary<string, InterventionAmount> Map(Intervention intervention)
    {
        var map = new OrderedDictionary<string, InterventionAmount>(StringComparer.Ordinal);
        foreach (var change in intervention.Changes)
        {
            map.Add(change.Variable, new InterventionAmount(change.Kind, change.Value));
        }

        return map;
    }

    private sealed class Converter : JsonConverter<InterventionAmount>
    {
        public override InterventionAmount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Interventions are only written.");

        public override void Write(Utf8JsonWriter writer, InterventionAmount value, JsonSerializerOptions options)
        {
            if (value.Kind == InterventionKind.Set)
            {
                writer.WriteNumberValue(value.Value);
                return;
            }

            writer.WriteStartObject();
            writer.WriteNumber(value.Kind == InterventionKind.Shift ? "shift" : "scale", value.Value);
            writer.WriteEndObject();
        }
    }
}
