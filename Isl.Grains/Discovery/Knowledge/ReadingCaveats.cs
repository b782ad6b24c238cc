using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>What the reader of an answer should know about the reading of the sentences.</summary>
internal static class ReadingCaveats
{
    /// <summary>How much was read.</summary>
    public static SentencesRead Counts(KnowledgeReading reading) =>
        new(reading.SentencesRead, reading.Sentences.Length, reading.Stated.Count, reading.Denied.Count);

    /// <summary>What was not read, or read and left out, or stated as a guess.</summary>
    public static IEnumerable<Finding> Of(KnowledgeReading reading)
    {
        foreach (var (edge, reason) in reading.Dropped.Take(Wording.MostNamed))
        {
            yield return new StatementDropped(reading.Name(edge), reading.Sentences[edge.Sentence], reason);
        }

        foreach (var (sentence, reason) in reading.Unread.OrderBy(part => part.Sentence).Take(Wording.MostNamed))
        {
            yield return new SentenceUnread(reading.Sentences[sentence], reason);
        }

        if (reading.Unread.Count > Wording.MostNamed)
        {
            yield return new MoreUnread(reading.Unread.Count - Wording.MostNamed);
        }

        foreach (var edge in reading.Kept.Where(edge => edge.Hedged).Take(Wording.MostNamed))
        {
            yield return new StatementHedged(reading.Name(edge), reading.Sentences[edge.Sentence]);
        }
    }
}
