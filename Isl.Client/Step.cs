using System.Text.Json;

namespace Isl.Client;

/// <summary>What the work on a question does, or its answer.</summary>
/// <param name="Kind"><c>queued</c>, <c>progress</c> or <c>result</c>.</param>
/// <param name="Json">What is told of it: the stage with its figures, or the whole answer.</param>
public sealed record Step(string Kind, JsonElement Json)
{
    /// <summary>The answer, once it is there.</summary>
    public Answer? Answer => Kind == "result" ? new Answer(Json) : null;

    /// <summary>What the work is doing; empty for the answer.</summary>
    public string Stage => Kind != "result" && Json.TryGetProperty("stage", out var stage) ? stage.GetString() ?? "" : "";

    /// <summary>The part of this stage that is done, 0 to 1; null where that is not known.</summary>
    public double? Share =>
        Kind != "result" && Json.TryGetProperty("done", out var done) && Json.TryGetProperty("total", out var total) && total.GetDouble() > 0
            ? done.GetDouble() / total.GetDouble()
            : null;

    internal static Step Of(string kind, JsonElement json) => new(kind, json);
}
