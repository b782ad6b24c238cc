namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Words before a verb that say how its statement is meant.</summary>
internal record struct VerbModifiers
{
    private bool _negated;
    private bool _hedged;
    private bool _indirect;
    private int _sign;
    private int _number;

    /// <summary>Is a form of "have" among them?</summary>
    public bool HasHave { get; private set; }

    /// <summary>Is a form of "be" among them?</summary>
    public bool HasBe { get; private set; }

    /// <summary>Takes a word in; false where it is no modifier, so that no verb phrase begins here.</summary>
    /// <param name="word">The word.</param>
    /// <param name="next">The one behind it.</param>
    public bool Take(string word, string next)
    {
        if (KnowledgeLexicon.Negations.Contains(word))
        {
            _negated = true;
        }
        else if (KnowledgeLexicon.Hedges.Contains(word))
        {
            _hedged = true;
        }
        else if (word is "indirectly" or "indirect")
        {
            _indirect = true;
        }
        else if (KnowledgeLexicon.SignOf(word) is not 0 and var sign)
        {
            _sign = sign;
        }
        else if (!KnowledgeLexicon.Modifiers.Contains(word) && !KnowledgeLexicon.IsAdverb(word) && !(word == "in" && next == "turn"))
        {
            return false;
        }

        HasHave |= word is "has" or "have" or "had" or "exert" or "exerts" or "exerted";
        HasBe |= word is "is" or "are" or "was" or "were" or "be" or "been" or "being";
        _number = NumberOf(word) is not 0 and var number ? number : _number;
        return true;
    }

    /// <summary>What the verb says with these before it.</summary>
    public readonly KnowledgeRelation Apply(KnowledgeRelation head) => head with
    {
        Negated = _negated || head.Negated,
        Hedged = _hedged,
        Sign = _sign != 0 && head.Sign == 0 ? _sign : head.Sign,
        Number = _number != 0 ? _number : head.Number,
        IsIndirect = _indirect,
    };

    private static int NumberOf(string word) => word switch
    {
        "is" or "does" or "has" or "was" => 1,
        "are" or "do" or "have" or "were" => 2,
        _ => 0,
    };
}
