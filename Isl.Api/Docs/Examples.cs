namespace Isl.Api.Docs;

/// <summary>A request and the answer to it, as shown in the docs.</summary>
/// <param name="Request">The body sent, JSON; null where none is.</param>
/// <param name="Response">The answer, JSON.</param>
public sealed record Example(string? Request, string Response);

/// <summary>
/// Examples by operation id, from the files beside this one; a test asks the service each question and compares. An operation may have more of them,
/// named behind a dot: <c>estimate</c>, <c>estimate.discover</c>.
/// </summary>
public static class Examples
{
    private const string Folder = "Isl.Api.Docs.Examples.";
    private const string RequestSuffix = ".request.json";
    private const string ResponseSuffix = ".response.json";

    /// <summary>All examples.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = typeof(Examples).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(ResponseSuffix, StringComparison.Ordinal))
        .Select(name => name[Folder.Length..^ResponseSuffix.Length])
        .ToDictionary(id => id, id => new Example(Read(Folder + id + RequestSuffix), Read(Folder + id + ResponseSuffix)!));

    /// <summary>The examples of an operation by name; the first bears that of the operation.</summary>
    public static SortedDictionary<string, Example> Of(string operation) => new(
        All.Where(example => OperationOf(example.Key) == operation)
            .ToDictionary(example => example.Key, example => example.Value),
        StringComparer.Ordinal);

    /// <summary>The operation that an example by its name belongs to.</summary>
    public static string OperationOf(string name) => name.Split('.')[0];

    private static string? Read(string name)
    {
        using var stream = typeof(Examples).Assembly.GetManifestResourceStream(name);
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
