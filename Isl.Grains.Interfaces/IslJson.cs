using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Isl.Grains.Interfaces;

/// <summary>The one way ISL writes and reads JSON.</summary>
public static class IslJson
{
    /// <summary>snake_case names, enumerations as snake_case text, letters of every script as they are.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutCompletion } },
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }

    private static void LeaveOutCompletion(JsonTypeInfo type)
    {
        if (typeof(AnalysisResult).IsAssignableFrom(type.Type)
            && type.Properties.FirstOrDefault(one => one.PropertyType == typeof(Completion)) is { } property)
        {
            type.Properties.Remove(property);
        }
    }
}
