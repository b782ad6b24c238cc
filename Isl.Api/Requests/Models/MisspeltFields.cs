using System.Text.Json;

namespace Isl.Api.Requests.Models;

/// <summary>Finds fields that look like misspelt ones: ignoring those would silently change the answer. Any other unknown field is ignored.</summary>
internal static class MisspeltFields
{
    private const int MinLength = 4;
    private const int MaxEdits = 2;

    /// <summary>Notes a mistake for every field within two edits of a known one.</summary>
    public static void Check(Dictionary<string, JsonElement>? unknown, string[] known, InputErrors errors)
    {
        foreach (var name in unknown?.Keys ?? Enumerable.Empty<string>())
        {
            if (known.Where(field => IsNear(name, field)).OrderBy(field => Edits(name, field)).FirstOrDefault() is { } meant)
            {
                errors.Add(JsonParts.Member("", name), $"There is no field '{JsonParts.Shorten(name)}'; did you mean '{meant}'?");
            }
        }
    }

    private static bool IsNear(string name, string field) =>
        field.Length >= MinLength && Math.Abs(name.Length - field.Length) <= MaxEdits && Edits(name, field) <= MaxEdits;

    /// <summary>Levenshtein distance, capital letters aside.</summary>
    private static int Edits(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[b.Length];
    }
}
