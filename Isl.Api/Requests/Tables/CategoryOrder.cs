namespace Isl.Api.Requests.Tables;

/// <summary>The order of the codes of texts: no before yes and the like, otherwise ordinal.</summary>
internal static class CategoryOrder
{
    private static readonly string[][] Ordered =
    [
        ["no", "yes"], ["n", "y"], ["false", "true"], ["f", "t"], ["off", "on"], ["nein", "ja"], ["non", "oui"], ["absent", "present"],
        ["low", "medium", "high"],
    ];

    private static readonly Dictionary<string, (int Scale, int Step)> Steps = Ordered
        .SelectMany((scale, at) => scale.Select((word, step) => (word, at, step)))
        .ToDictionary(one => one.word, one => (one.at, one.step), StringComparer.OrdinalIgnoreCase);

    /// <summary>Compares two texts.</summary>
    public static int Compare(string a, string b) =>
        Steps.TryGetValue(a, out var left) && Steps.TryGetValue(b, out var right) && left.Scale == right.Scale
            ? left.Step.CompareTo(right.Step)
            : string.CompareOrdinal(a, b);
}
