using System.Text.Json;

namespace Isl.Tests.Operations;

/// <summary>The provisioned dashboard.</summary>
internal static class Dashboard
{
    public static JsonElement Root { get; } =
        JsonDocument.Parse(File.ReadAllText(DeployFolder.PathOf("grafana", "dashboards", "isl-performance.json"))).RootElement;

    public static IReadOnlyList<JsonElement> Rows { get; } =
        [.. Root.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() == "row")];

    public static IReadOnlyList<JsonElement> Panels { get; } =
        [.. Root.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row")];

    /// <summary>Every query of the panels, with the panel's title.</summary>
    public static IReadOnlyList<(string Title, string Expression)> Queries { get; } =
    [
        .. Panels.SelectMany(panel => panel.GetProperty("targets").EnumerateArray()
            .Select(target => (Title(panel), target.GetProperty("expr").GetString()!))),
    ];

    /// <summary>Queries of the annotations by name.</summary>
    public static IReadOnlyDictionary<string, string> Annotations { get; } =
        Root.GetProperty("annotations").GetProperty("list").EnumerateArray()
            .ToDictionary(annotation => annotation.GetProperty("name").GetString()!, annotation => annotation.GetProperty("expr").GetString()!);

    public static string Title(JsonElement panel) => panel.GetProperty("title").GetString()!;

    /// <summary>A query as Grafana sends it.</summary>
    public static string Fill(string expression) => expression
        .Replace("$__rate_interval", "1m", StringComparison.Ordinal)
        .Replace("$__range", "5m", StringComparison.Ordinal)
        .Replace("$instance", ".+", StringComparison.Ordinal);
}
