using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Isl.Grains.Interfaces;

namespace Isl.Api.Endpoints.Identification;

/// <summary>Puts a batch into words, from the bodies of its answers.</summary>
internal static class BatchExplanation
{
    /// <summary>The explanation of a batch; items without an answer are null.</summary>
    public static Explanation Of(IReadOnlyList<ReadOnlyMemory<byte>?> bodies)
    {
        var statuses = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var confidence = double.PositiveInfinity;
        foreach (var body in bodies)
        {
            if (body is { } held)
            {
                using var answer = JsonDocument.Parse(held);
                var status = answer.RootElement.GetProperty("status").GetString()!.Replace('_', ' ');
                statuses[status] = statuses.GetValueOrDefault(status) + 1;
                confidence = Math.Min(confidence, answer.RootElement.GetProperty("explanation").GetProperty("confidence").GetDouble());
            }
        }

        var answered = statuses.Values.Sum();
        int[] failed = [.. Enumerable.Range(0, bodies.Count).Where(i => bodies[i] is null)];
        var found = answered == 0 ? "" : $" ({string.Join(", ", statuses.Select(status => $"{status.Value} {status.Key}"))})";
        ImmutableArray<string> caveats =
            failed.Length == 0 ? [] : [$"Without an answer: {(failed.Length == 1 ? "item" : "items")} {Shown(failed)}; the error of each says why."];
        return new Explanation(
            $"{answered} of {bodies.Count} items were answered{found}.",
            "Each item was answered as if it had been asked alone; items that ask the same question share one computation. "
                + (answered == 0
                    ? "Confidence is 0, for nothing was answered."
                    : string.Create(CultureInfo.InvariantCulture, $"Confidence {confidence:0.###} is the lowest among the answers.")),
            "See the explanation of each result.",
            [],
            caveats,
            answered == 0 ? 0 : confidence);
    }

    private static string Shown(int[] items)
    {
        const int most = 20;
        return string.Join(", ", items.Take(most)) + (items.Length > most ? $" and {items.Length - most} more" : "");
    }
}
