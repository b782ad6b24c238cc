using System.Text.Json;

namespace Isl.Api.Requests;

/// <summary>Says why a text is not JSON.</summary>
internal static class JsonFlaws
{
    /// <summary>The reason, with line and byte.</summary>
    public static string Explain(JsonException e) =>
        $"The body is not valid JSON at line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {FirstSentence(e.Message)}";

    /// <summary>What the parser says, without the position that it repeats.</summary>
    private static string FirstSentence(string message) => message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].Trim();
}
