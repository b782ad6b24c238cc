using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>
/// Reads plain English sentences about causes and effects among given names: deterministic, and silent about nothing it could not read.
/// </summary>
/// <remarks>
/// A finite grammar, no model: lists ("A, B and C affect D"), verbs with a sign ("X reduces Y"), passive and backward forms ("Y is driven by
/// X", "Y depends on X", "Y is a function of X"), mediators ("X affects Y through M"), negation ("X does not affect Y", "neither A nor B …",
/// "… but not Z"), relative clauses ("…, which affects Z"), nominal forms ("the effect of X on Y is negative", "the causes of Y are X and
/// Z"), arrows ("X -> Y"). A question, a condition, an association or an effect of unnamed way is told as unread, never guessed at.
/// </remarks>
public static class KnowledgeReader
{
    /// <summary>Reads a text. O(length · longest name).</summary>
    /// <param name="text">Sentences.</param>
    /// <param name="variables">Names of the variables; found whatever their case, plural, underscores or camel case.</param>
    public static KnowledgeReading Read(string text, ImmutableArray<string> variables)
    {
        var (sentences, tokens) = KnowledgeTokens.Split(text, variables);
        var reading = new KnowledgeReading(variables, sentences);
        for (var i = 0; i < sentences.Length; i++)
        {
            new SentenceReader(new SentenceStatements(reading, i), tokens[i]).Read();
        }

        return reading;
    }
}
