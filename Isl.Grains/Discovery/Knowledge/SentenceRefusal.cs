using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Sentences that make no statement whatever they say: those of fewer than two variables, questions, conditions.</summary>
internal static class SentenceRefusal
{
    /// <summary>Why a sentence is not read at all; null where it is.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="unmatched">Words that stand where a variable would and name none.</param>
    public static Finding? Of(List<KnowledgeToken> tokens, IReadOnlyList<string> unmatched)
    {
        var names = tokens.Where(token => token.IsName).Select(token => token.Variable).Distinct().Count();
        if (names < 2)
        {
            return new TooFewNames(names, unmatched);
        }

        if (tokens[^1].Text == "?")
        {
            return new IsQuestion();
        }

        var condition = tokens.Find(token => KnowledgeLexicon.Conditions.Contains(token.Text));
        return condition.Source is not null && !IsBecauseOf(tokens, condition)
            ? new IsConditional(condition.Source.ToLowerInvariant())
            : null;
    }

    private static bool IsBecauseOf(List<KnowledgeToken> tokens, KnowledgeToken condition) =>
        condition.Text == "because"
        && tokens.FindIndex(token => token.Text == "because") is var at
        && at + 1 < tokens.Count
        && tokens[at + 1].Text == "of";
}
