using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Isl.Tests.Golden;

/// <summary>Reference answers about effects, made by other implementations; how is told beside them.</summary>
internal static partial class EffectCases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "effects");

    /// <summary>The cases.</summary>
    public static IReadOnlyList<JsonObject> All { get; } =
        [.. JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "cases.json")))!.AsArray().Select(one => one!.AsObject())];

    /// <summary>The body of a case's request.</summary>
    public static string BodyOf(JsonObject one)
    {
        var body = one["request"]!.DeepClone().AsObject();
        body["data_csv"] = File.ReadAllText(Path.Combine(Folder, one["csv"]!.GetValue<string>()));
        return body.ToJsonString();
    }

    /// <summary>What does not hold of an answer.</summary>
    public static IEnumerable<string> Faults(JsonObject one, JsonElement answer) =>
        one["checks"]!.AsArray().Select(check => Fault(check!.AsObject(), answer)).OfType<string>();

    private static string? Fault(JsonObject check, JsonElement answer)
    {
        var path = check["path"]!.GetValue<string>();
        var found = At(answer, path);
        if (check["contains"] is JsonArray texts)
        {
            var text = found?.GetRawText() ?? "";
            return texts.All(one => text.Contains(one!.GetValue<string>(), StringComparison.Ordinal)) ? null : $"{path}: {text}";
        }

        if (check["truth"] is { } truth)
        {
            var (value, error) = (found!.Value.GetProperty("value").GetDouble(), found.Value.GetProperty("standard_error").GetDouble());
            return Math.Abs(value - truth.GetValue<double>()) <= check["within_se"]!.GetValue<double>() * error ? null : $"{path}: {value} ± {error}";
        }

        return Holds(check, check["value"], found) ? null : $"{path}: {found?.GetRawText() ?? "missing"}, expected {check["value"]?.ToJsonString()}";
    }

    private static bool Holds(JsonObject check, JsonNode? expected, JsonElement? found)
    {
        switch (expected?.GetValueKind())
        {
            case null or JsonValueKind.Null:
                return found is null or { ValueKind: JsonValueKind.Null };
            case JsonValueKind.Array:
                return found is { ValueKind: JsonValueKind.Array } list
                    && list.EnumerateArray().Select(one => one.ToString()).Order().SequenceEqual(
                        expected.AsArray().Select(one => one!.ToString()).Order());
            case JsonValueKind.Number:
                var wanted = expected.GetValue<double>();
                var room = (check["abs"]?.GetValue<double>() ?? 0) + ((check["rel"]?.GetValue<double>() ?? 0) * Math.Abs(wanted));
                return found is { ValueKind: JsonValueKind.Number } number && Math.Abs(number.GetDouble() - wanted) <= room;
            default:
                return found?.ToString() == expected.ToString();
        }
    }

    private static JsonElement? At(JsonElement answer, string path)
    {
        JsonElement? here = answer;
        List<JsonElement>? rows = null;
        foreach (Match step in Step().Matches(path))
        {
            if (step.Groups[1].Success)
            {
                rows = null;
                here = Member(here, step.Groups[1].Value);
                continue;
            }

            // Several conditions behind one another all hold of one row.
            var (key, value) = (step.Groups[2].Value, step.Groups[3].Value);
            rows = [.. (rows ?? Items(here)).Where(row => Has(row, key, value))];
            here = rows.Count > 0 ? rows[0] : null;
        }

        return here;
    }

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } body && body.TryGetProperty(name, out var member) ? member : null;

    private static List<JsonElement> Items(JsonElement? of) => of is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static bool Has(JsonElement row, string key, string value) =>
        row.ValueKind == JsonValueKind.Object
        && row.TryGetProperty(key, out var own)
        && (own.ValueKind == JsonValueKind.Number
            ? double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == own.GetDouble()
            : own.ToString() == value);

    [GeneratedRegex(@"([^.\[\]]+)|\[([^=\]]+)=([^\]]*)\]")]
    private static partial Regex Step();
}
