using System.Net;
using System.Text.Json;

namespace Isl.Client;

/// <summary>The service refused a question, and says why.</summary>
public sealed class IslException : Exception
{
    internal IslException(HttpStatusCode status, string message, string code, IReadOnlyList<IslMistake> mistakes, TimeSpan? retryAfter)
        : base(message) => (Status, Code, Mistakes, RetryAfter) = (status, code, mistakes, retryAfter);

    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; }

    /// <summary>The kind of error, such as <c>invalid_request</c>; empty where the answer did not come from the service itself.</summary>
    public string Code { get; }

    /// <summary>What is wrong with the question, each with its place; empty for other errors.</summary>
    public IReadOnlyList<IslMistake> Mistakes { get; }

    /// <summary>After how long it is worth asking again; null where that is not known.</summary>
    public TimeSpan? RetryAfter { get; }

    internal static IslException Of(HttpStatusCode status, string body, TimeSpan? retryAfter)
    {
        JsonElement problem;
        try
        {
            problem = JsonDocument.Parse(body).RootElement.Clone();
        }
        catch (JsonException)
        {
            return new IslException(status, $"Answered {(int)status}: {body}", "", [], retryAfter);
        }

        var mistakes = MistakesOf(problem);
        var message = TextOf(problem, "message") ?? TextOf(problem, "title") ?? $"Answered {(int)status}.";
        return new IslException(
            status,
            mistakes.Count == 0 ? message : string.Join('\n', mistakes.Select(mistake => mistake.ToString())),
            TextOf(problem, "error_code") ?? "",
            mistakes,
            retryAfter);
    }

    private static List<IslMistake> MistakesOf(JsonElement problem) =>
        problem.ValueKind == JsonValueKind.Object
        && problem.TryGetProperty("details", out var details)
        && details.ValueKind == JsonValueKind.Object
        && details.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateArray().Select(error => new IslMistake(TextOf(error, "path") ?? "", TextOf(error, "message") ?? ""))]
            : [];

    private static string? TextOf(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}

/// <summary>A mistake in a question.</summary>
/// <param name="Path">Its place, as a JSON pointer.</param>
/// <param name="Message">What is wrong, and what to do.</param>
public sealed record IslMistake(string Path, string Message)
{
    /// <summary>Place and message.</summary>
    public override string ToString() => Path.Length == 0 ? Message : $"{Path}: {Message}";
}
