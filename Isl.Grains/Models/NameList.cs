namespace Isl.Grains.Models;

/// <summary>Names as error messages list them.</summary>
internal static class NameList
{
    private const int Most = 10;

    /// <summary>The names in quotes, cut after the tenth.</summary>
    public static string Quoted(IReadOnlyCollection<string> names) =>
        string.Join(", ", names.Take(Most).Select(name => $"'{name}'")) + (names.Count > Most ? $" and {names.Count - Most} more" : "");
}
