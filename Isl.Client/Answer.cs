using System.Text.Json;

namespace Isl.Client;

/// <summary>An answer: all of it as JSON, and by name what every answer has.</summary>
public class Answer
{
    internal Answer(JsonElement json) => Json = json;

    /// <summary>The whole answer.</summary>
    public JsonElement Json { get; }

    /// <summary>Its address: <see cref="IslClient.ResultAsync"/> gives the same bytes again. Empty where it has none.</summary>
    public string ResultId => Text("result_id");

    /// <summary>Whether a simpler method answered than the one asked for.</summary>
    public bool IsDegraded => Json.TryGetProperty("degraded", out var degraded) && degraded.ValueKind == JsonValueKind.True;

    /// <summary>What the answer says in words.</summary>
    public Explanation Explanation => Json.TryGetProperty("explanation", out var explanation) ? Explanation.Of(explanation) : Explanation.None;

    /// <summary>A part of it, by the names on the way there.</summary>
    /// <exception cref="KeyNotFoundException">It has no such part.</exception>
    public JsonElement this[params ReadOnlySpan<string> path]
    {
        get
        {
            var part = Json;
            foreach (var name in path)
            {
                part = part.GetProperty(name);
            }

            return part;
        }
    }

    /// <summary>The answer as a type of yours, whose members have the names of JSON in snake_case.</summary>
    public T As<T>() => Json.Deserialize<T>(SnakeCase)!;

    /// <summary>The summary.</summary>
    public override string ToString() => Explanation.Summary;

    private protected string Text(string name) =>
        Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static readonly JsonSerializerOptions SnakeCase = new(JsonSerializerDefaults.General)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };
}

/// <summary>An answer in words.</summary>
/// <param name="Summary">In a sentence.</param>
/// <param name="Reasoning">Why.</param>
/// <param name="TechnicalBasis">By which method, with its source.</param>
/// <param name="Assumptions">What it rests on.</param>
/// <param name="Caveats">What speaks against it.</param>
/// <param name="Confidence">From 0 to 1; the reasoning says from what.</param>
public sealed record Explanation(
    string Summary, string Reasoning, string TechnicalBasis, IReadOnlyList<string> Assumptions, IReadOnlyList<string> Caveats, double Confidence)
{
    internal static Explanation None { get; } = new("", "", "", [], [], 0);

    internal static Explanation Of(JsonElement json) => new(
        json.GetProperty("summary").GetString()!,
        json.GetProperty("reasoning").GetString()!,
        json.GetProperty("technical_basis").GetString()!,
        Texts(json.GetProperty("assumptions")),
        Texts(json.GetProperty("caveats")),
        json.GetProperty("confidence").GetDouble());

    private static string[] Texts(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
