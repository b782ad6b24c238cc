using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Models;

/// <summary>Collects the mistakes of a request while its parts are read, so that all are told at once.</summary>
internal sealed class InputErrors
{
    private const int MaxErrors = 20;
    private readonly List<InputError> _errors = [];

    /// <summary>True when nothing is wrong so far.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>Notes a mistake.</summary>
    public void Add(string path, string message)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new InputError(path, message));
        }
    }

    /// <summary>Runs a reader that throws, and keeps what it throws.</summary>
    public T? Try<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (InputException e)
        {
            foreach (var error in e.Errors)
            {
                Add(error.Path, error.Message);
            }

            return null;
        }
    }

    /// <summary>Throws what was noted, if anything.</summary>
    /// <exception cref="InputException">Something is wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new InputException([.. _errors]);
        }
    }
}

/// <summary>Reads values of a JSON tree, and says in words what stands where something else should.</summary>
internal static class JsonParts
{
    private const int MaxQuoted = 40;

    /// <summary>JSON pointer to a member.</summary>
    public static string Member(string path, string name) =>
        $"{path}/{name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}";

    /// <summary>What a value is, in words.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => $"the text '{Shorten(value.GetString()!)}'",
        JsonValueKind.Number => $"the number {Shorten(value.GetRawText())}",
        JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        _ => "null",
    };

    /// <summary>Cuts a text to what fits into a message.</summary>
    public static string Shorten(string text) => text.Length <= MaxQuoted ? text : text[..MaxQuoted] + "…";

    /// <summary>The finite number a value is; notes a mistake where it is none.</summary>
    public static bool TryNumber(JsonElement value, string path, string what, InputErrors errors, out double number)
    {
        number = double.NaN;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out number) && double.IsFinite(number))
        {
            return true;
        }

        errors.Add(path, $"{what} is {Describe(value)}; it must be a finite number.");
        return false;
    }

    /// <summary>The text a value is; notes a mistake where it is none.</summary>
    public static bool TryText(JsonElement value, string path, string what, InputErrors errors, [NotNullWhen(true)] out string? text)
    {
        text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (text is null)
        {
            errors.Add(path, $"{what} is {Describe(value)}; it must be text.");
        }

        return text is not null;
    }

    /// <summary>Is a value an object? Notes a mistake where it is none.</summary>
    public static bool IsObject(JsonElement value, string path, string what, InputErrors errors)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        errors.Add(path, $"{what} is {Describe(value)}; it must be an object.");
        return false;
    }
}
