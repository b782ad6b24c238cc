using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Language;
using Isl.Grains.Discovery.Knowledge.Vocabulary;
using Isl.Grains.Words.Discovery;
using TextReader = Isl.Grains.Discovery.Knowledge.Language.TextReader;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>
/// Reads plain English sentences about causes and effects among given names: deterministic, and silent about nothing it could not read.
/// </summary>
/// <remarks>
/// A finite grammar, no model. A sentence gives an edge only where every word of it has a place in the grammar. What is denied, doubted,
/// reported or asked gives none, and of what could not be read the word that stopped the reader is told.
/// </remarks>
public static class KnowledgeReader
{
    /// <summary>Reads a text. Time in proportion to its length.</summary>
    /// <param name="text">Sentences.</param>
    /// <param name="variables">Names of the variables; found whatever their case, plural, underscores or camel case.</param>
    public static KnowledgeReading Read(string text, ImmutableArray<string> variables)
    {
        var sentences = Tokeniser.Split(text, variables);
        var read = TextReader.Read(sentences, variables);
        var reading = new KnowledgeReading(variables, [.. sentences.Select(sentence => sentence.Source)]);
        reading.Unread.AddRange(read.Notes);
        reading.UnmatchedWords.AddRange(read.Unmatched);
        foreach (var said in read.Said)
        {
            Add(reading, said);
        }

        return reading;
    }

    /// <summary>Takes down an edge, each once: the surer statement of two is kept.</summary>
    private static void Add(KnowledgeReading reading, Said said)
    {
        var list = said.IsDenied ? reading.Denied : reading.Stated;
        var at = list.FindIndex(edge => edge.From == said.From && edge.To == said.To);
        if (at < 0)
        {
            list.Add(new ReadEdge(said.From, said.To, said.Sign, said.IsHedged, said.Guesses, said.Sentence));
            return;
        }

        var known = list[at];
        if (said.Sign != 0 && known.Sign != 0 && said.Sign != known.Sign)
        {
            reading.Unread.Add((said.Sentence, new OppositeSign(reading.Name(known), reading.Sentences[known.Sentence])));
        }

        list[at] = known with
        {
            Sign = known.Sign == 0 ? said.Sign : known.Sign,
            Hedged = known.Hedged && said.IsHedged,
            Guesses = Math.Min(known.Guesses, said.Guesses),
        };
    }
}
