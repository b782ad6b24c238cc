using YamlDotNet.RepresentationModel;

namespace Isl.Tests.Operations;

/// <summary>The rules of <c>deploy/prometheus/rules</c>.</summary>
internal static class Rules
{
    /// <summary>Folder of Prometheus' files.</summary>
    public static string Folder { get; } = DeployFolder.PathOf("prometheus");

    /// <summary>Expressions of the recording rules by name.</summary>
    public static IReadOnlyDictionary<string, string> Recorded { get; } =
        All("recording.yml").ToDictionary(rule => rule.Text("record")!, rule => rule.Text("expr")!, StringComparer.Ordinal);

    /// <summary>The alerting rules.</summary>
    public static IReadOnlyList<YamlNode> Alerts { get; } = [.. All("alerts.yml")];

    /// <summary>Files with the cases of the alerts.</summary>
    public static IReadOnlyList<string> TestFiles { get; } = Directory.GetFiles(Path.Combine(Folder, "tests"), "*.yml");

    private static IEnumerable<YamlNode> All(string file) =>
        DeployFolder.ReadYaml(Path.Combine(Folder, "rules", file)).List("groups").SelectMany(group => group.List("rules"));
}
