namespace Isl.Grains.Discovery.Knowledge;

/// <summary>What a verb phrase says about the names before and behind it.</summary>
internal sealed record KnowledgeRelation
{
    /// <summary>The names before it are the effects.</summary>
    public bool Backward { get; init; }

    /// <summary>1 or -1 where it says in which direction, else 0.</summary>
    public int Sign { get; init; }

    /// <summary>It says that there is no effect.</summary>
    public bool Negated { get; init; }

    /// <summary>It says that there may be one.</summary>
    public bool Hedged { get; init; }

    /// <summary>1 where its subject is one thing, 2 where it is several, 0 where the form does not tell.</summary>
    public int Number { get; init; }

    /// <summary>It speaks of association, which has no direction.</summary>
    public bool IsAssociation { get; init; }

    /// <summary>It rules out an effect either way.</summary>
    public bool IsIndependence { get; init; }

    /// <summary>It says that the effect takes a way round without naming it.</summary>
    public bool IsIndirect { get; init; }

    /// <summary>The words, for messages.</summary>
    public string Words { get; init; } = "";

    /// <summary>Reads a verb phrase that begins at a token: modifiers, a verb or noun with its particle.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="start">Where it would begin.</param>
    /// <param name="end">The token behind it.</param>
    /// <returns>Null where none begins.</returns>
    public static KnowledgeRelation? Read(List<KnowledgeToken> tokens, int start, out int end)
    {
        var modifiers = new VerbModifiers();
        end = start;
        for (var at = start; at < tokens.Count && !tokens[at].IsName; at++)
        {
            var word = tokens[at].Text;
            if (Arrow(word) is { } backwardArrow)
            {
                end = at + 1;
                return new KnowledgeRelation { Backward = backwardArrow, Words = word };
            }

            if (Head(tokens, at, modifiers.HasHave, modifiers.HasBe, out var head, out end))
            {
                return modifiers.Apply(head) with { Words = string.Join(' ', tokens[start..end].Select(token => token.Source)) };
            }

            if (!modifiers.Take(word, at + 1 < tokens.Count ? tokens[at + 1].Text : ""))
            {
                return null;
            }
        }

        return null;
    }

    private static bool? Arrow(string word) => word switch
    {
        "->" or "-->" or "→" or "=>" => false,
        "<-" or "<--" or "←" => true,
        _ => null,
    };

    private static bool Head(List<KnowledgeToken> tokens, int at, bool has, bool isBe, out KnowledgeRelation head, out int end)
    {
        var word = tokens[at].Text;
        var (particle, sign, behind) = Particle(tokens, at + 1);
        head = new KnowledgeRelation();
        end = behind;
        if (has && KnowledgeLexicon.EffectNouns.Contains(word) && particle is "on" or "upon")
        {
            return true;
        }

        if (isBe && KnowledgeLexicon.CauseNouns.Contains(word) && particle is "of" or "for" or "behind")
        {
            return true;
        }

        if (isBe && particle == "of" && KnowledgeLexicon.ResultNouns.Contains(word))
        {
            head = new KnowledgeRelation { Backward = true };
            return true;
        }

        if (isBe && word is "due" or "owing" or "because" or "thanks" && particle is "to" or "of")
        {
            head = new KnowledgeRelation { Backward = true };
            return true;
        }

        if (KnowledgeLexicon.Independences.Contains(word) && particle is "of" or "from" or "to")
        {
            head = new KnowledgeRelation { IsIndependence = true };
            return true;
        }

        if (word == "unaffected" && particle == "by")
        {
            head = new KnowledgeRelation { Backward = true, Negated = true };
            return true;
        }

        if (KnowledgeLexicon.Associations.Contains(word))
        {
            head = new KnowledgeRelation { IsAssociation = true };
            end = particle is "with" or "to" ? behind : at + 1;
            return true;
        }

        return Verb(tokens, at, particle, sign, behind, isBe, out head, out end);
    }

    private static bool Verb(
        List<KnowledgeToken> tokens,
        int at,
        string particle,
        int adverbSign,
        int behind,
        bool isBe,
        out KnowledgeRelation head,
        out int end)
    {
        head = new KnowledgeRelation();
        end = at + 1;
        if (!KnowledgeLexicon.Verbs.TryGetValue(tokens[at].Text, out var form))
        {
            return false;
        }

        var sign = form.Sign != 0 ? form.Sign : adverbSign;
        if (form.IsParticiple && particle == "by")
        {
            head = new KnowledgeRelation { Backward = !form.Backward, Sign = sign };
            end = behind;
            return true;
        }

        if (form.Particles.Length > 0)
        {
            // "results from" is the one verb whose direction hangs on its particle.
            var fromResult = tokens[at].Text is "result" or "results" or "resulted" && particle == "from" && !isBe;
            if (!fromResult && !form.Particles.Contains(particle))
            {
                return false;
            }

            head = new KnowledgeRelation { Backward = form.Backward || fromResult, Sign = sign, Number = form.Number };
            end = behind;
            return true;
        }

        // "X increases, …" and "the drivers of …": a verb needs its object behind it.
        if (isBe || (at + 1 < tokens.Count && tokens[at + 1].Text is "of" or ","))
        {
            return false;
        }

        head = new KnowledgeRelation { Sign = form.Sign, Number = form.Number };
        return true;
    }

    /// <summary>The particle behind a verb or noun, adverbs skipped; the sign they give; the token behind it.</summary>
    private static (string Particle, int Sign, int Behind) Particle(List<KnowledgeToken> tokens, int at)
    {
        var sign = 0;
        while (at < tokens.Count && !tokens[at].IsName && KnowledgeLexicon.IsAdverb(tokens[at].Text))
        {
            sign = KnowledgeLexicon.SignOf(tokens[at].Text) is not 0 and var found ? found : sign;
            at++;
        }

        return at < tokens.Count && !tokens[at].IsName ? (tokens[at].Text, sign, at + 1) : ("", sign, at);
    }
}
