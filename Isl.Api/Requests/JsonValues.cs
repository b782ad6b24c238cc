using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Isl.Api.Requests;

/// <summary>Reads values of a JSON tree, and notes a mistake where something else stands.</summary>
internal static class JsonValues
{
    /// <summary>The finite number a value is; notes a mistake where it is none.</summary>
    public static bool TryNumber(JsonElement value, JsonPointer place, string what, RequestErrors errors, out double number)
    {
        number = double.NaN;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number))
        {
            return true;
        }

        errors.Add(place, $"{what} is {Shown.Describe(value)}; it must be a finite number.");
        return false;
    }

    /// <summary>The text a value is; notes a mistake where it is none.</summary>
    public static bool TryText(JsonElement value, JsonPointer place, string what, RequestErrors errors, [NotNullWhen(true)] out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null)
        {
            errors.Add(place, $"{what} is {Shown.Describe(value)}; it must be text.");
        }

        return text is not null;
    }

    /// <summary>Is a value an object? Notes a mistake where it is none.</summary>
    public static bool IsObject(JsonElement value, JsonPointer place, string what, RequestErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        errors.Add(place, $"{what} is {Shown.Describe(value)}; it must be an object.");
        return false;
    }
}
