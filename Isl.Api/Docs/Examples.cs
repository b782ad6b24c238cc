namespace Isl.Api.Docs;

/// <summary>A request and the answer to it, as shown in the docs.</summary>
/// <param name="Request">The body sent; null for GET.</param>
/// <param name="Response">The answer.</param>
public sealed record Example(string? Request, string Response);

/// <summary>Examples by operation id; a test asks the service each of them and compares.</summary>
public static class Examples
{
    /// <summary>All examples.</summary>
    public static IReadOnlyDictionary<string, Example> All { get; } = new Dictionary<string, Example>
    {
    };
}
