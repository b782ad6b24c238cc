using System.Text.Json;

namespace Isl.Tests.Golden;

/// <summary>A request, and what is right about its answer.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Area">How the expectation is written: <c>identification</c>, <c>discovery</c> or <c>models</c>.</param>
/// <param name="Path">Where it is asked.</param>
/// <param name="Request">The body, or <c>csv</c> with <c>params</c>, or <c>json</c>.</param>
/// <param name="Expected">What must hold.</param>
public sealed record ReadCase(string Id, string Area, string Path, JsonElement Request, JsonElement Expected);

/// <summary>Cases of one kind, each with a fault that was met in the field, or one of the same kind.</summary>
internal static class CaseFile
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The cases of a kind.</summary>
    public static IReadOnlyList<ReadCase> Of(string kind) => JsonSerializer.Deserialize<List<ReadCase>>(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "cases", $"{kind}.json")), Options)!;
}
