using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery;

/// <summary>Sentences that several discovery answers share.</summary>
internal static class DiscoveryWords
{
    private const int Shown = 5;

    /// <summary>The answer in one sentence.</summary>
    public static string Summary(ImmutableArray<EdgeDetail> details, int variables, bool withSentences)
    {
        var source = withSentences ? "Data and sentences" : "The data";
        if (details.Length == 0)
        {
            return $"{source} suggest no edge among the {variables} variables.";
        }

        var strongest = string.Join(", ", details.Take(Shown).Select(edge => $"{edge.From} -> {edge.To} ({edge.Weight:0.###})"));
        return $"{source} suggest {Count(details.Length, "edge")} among {variables} variables; strongest: {strongest}.";
    }

    /// <summary>What was read.</summary>
    public static string Reading(KnowledgeReading reading) =>
        $"{reading.SentencesRead} of {Count(reading.Sentences.Length, "sentence")} gave {Count(reading.Stated.Count, "edge")} and ruled out {reading.Denied.Count}.";

    /// <summary>What was not read, or read and left out.</summary>
    public static IEnumerable<string> ReadingCaveats(KnowledgeReading reading)
    {
        foreach (var (edge, reason) in reading.Dropped.Take(Shown))
        {
            yield return $"{reading.Variables[edge.From]} -> {reading.Variables[edge.To]} ('{reading.Sentences[edge.Sentence]}') was left out. {reason}";
        }

        foreach (var (sentence, reason) in reading.Unread.OrderBy(part => part.Sentence).Take(Shown))
        {
            yield return $"Not read, or not wholly: '{reading.Sentences[sentence]}' {reason}";
        }

        if (reading.Unread.Count > Shown)
        {
            yield return $"{reading.Unread.Count - Shown} further remarks on unread sentences are in knowledge.unread.";
        }

        foreach (var edge in reading.Kept.Where(edge => edge.Hedged).Take(Shown))
        {
            yield return $"{reading.Variables[edge.From]} -> {reading.Variables[edge.To]} is stated as a possibility only: '{reading.Sentences[edge.Sentence]}'";
        }
    }

    /// <summary>A number of things.</summary>
    public static string Count(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";
}
