namespace Isl.Tests.Support;

/// <summary>One C# file: its path from the root, with slashes, and its text.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>The folder the file is in.</summary>
    public string Folder => Path[..Path.LastIndexOf('/')];

    /// <summary>The file's name without its folder.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The project, which is the first folder.</summary>
    public string Project => Path[..Path.IndexOf('/', StringComparison.Ordinal)];

    /// <summary>Is the file in that folder or below it?</summary>
    public bool IsIn(string folder) => Path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>The text by lines.</summary>
    public string[] Lines() => Text.TrimEnd('\n').Split('\n');
}
