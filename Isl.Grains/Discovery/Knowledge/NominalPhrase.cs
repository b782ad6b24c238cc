namespace Isl.Grains.Discovery.Knowledge;

/// <summary>A relation that a noun names: "the effect of X on Y (is negative)", "the causes of Y are X and Z".</summary>
/// <param name="Subjects">Names behind "of".</param>
/// <param name="Relation">What the noun says.</param>
/// <param name="Objects">The other names.</param>
internal sealed record NominalPhrase(List<Mention> Subjects, KnowledgeRelation Relation, List<Mention> Objects)
{
    /// <summary>Reads such a phrase, which takes up the rest of the sentence; null where none begins.</summary>
    public static NominalPhrase? Read(List<KnowledgeToken> tokens, int at)
    {
        if (at + 2 >= tokens.Count || tokens[at + 1].Text != "of")
        {
            return null;
        }

        var isEffect = KnowledgeLexicon.EffectNouns.Contains(tokens[at].Text);
        if (!isEffect && !KnowledgeLexicon.CauseNouns.Contains(tokens[at].Text))
        {
            return null;
        }

        var middle = tokens.FindIndex(at, token => isEffect ? token.Text == "on" : IsCopula(token.Text));
        if (middle < 0)
        {
            return null;
        }

        var end = isEffect ? tokens.FindIndex(middle, token => EndsPhrase(token.Text)) : tokens.Count;
        end = end < 0 ? tokens.Count : end;
        var (first, second) = (Names(tokens[(at + 2)..middle]), Names(tokens[(middle + 1)..end]));
        if (first.Count == 0 || second.Count == 0)
        {
            return null;
        }

        var rest = tokens[end..].Concat(tokens[..at]).Select(token => token.Text).ToList();
        var relation = new KnowledgeRelation
        {
            Backward = !isEffect,
            Sign = rest.Exists(KnowledgeLexicon.Up.Contains) ? 1 : rest.Exists(KnowledgeLexicon.Down.Contains) ? -1 : 0,
            Negated = rest.Exists(word => word is "zero" or "nil" or "absent" || KnowledgeLexicon.Negations.Contains(word)),
            Hedged = rest.Exists(KnowledgeLexicon.Hedges.Contains),
            Words = tokens[at].Source,
        };
        return new NominalPhrase(first, relation, second);
    }

    private static bool IsCopula(string word) => word is "is" or "are" or "include" or "includes" or "were" or "was" or ":";

    private static bool EndsPhrase(string word) =>
        word is "is" or "are" or "was" or "were" or "has" or "seems" or "appears" || KnowledgeLexicon.ClauseBreaks.Contains(word);

    private static List<Mention> Names(List<KnowledgeToken> tokens) =>
        [.. tokens.Where(token => token.IsName).Select(token => new Mention(token.Variable, 0, false, false))];
}
