using System.Runtime.CompilerServices;

namespace Isl.Tests.Support;

/// <summary>The files of this repository, for tests that read the sources or the documentation.</summary>
internal static class Repository
{
    /// <summary>The projects that are shipped.</summary>
    public static readonly string[] Product = ["Isl.Grains.Interfaces", "Isl.Grains", "Isl.Api", "Isl.Silo"];

    /// <summary>The projects that check and measure them.</summary>
    public static readonly string[] Companions = ["Isl.Tests", "Isl.Bench"];

    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Path.GetFullPath(Path.Combine(ThisFolder(), "..", ".."));

    /// <summary>The text of one file, by its path from the root.</summary>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>Every C# file of the projects, in the order of their paths; what the build generates is left out.</summary>
    public static List<SourceFile> Sources(params string[] projects) =>
    [
        .. projects
            .SelectMany(project => Directory.GetFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(path => new SourceFile(path, Read(path))),
    ];

    private static string ThisFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
