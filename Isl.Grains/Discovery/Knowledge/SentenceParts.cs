namespace Isl.Grains.Discovery.Knowledge;

/// <summary>A name in a list, with what is said before it.</summary>
/// <param name="Variable">The variable.</param>
/// <param name="Sign">1 or −1 where the sentence speaks of more or less of it, else 0.</param>
/// <param name="Negated">A negation stands before it.</param>
/// <param name="AfterBreak">It may begin a clause of its own.</param>
internal readonly record struct Mention(int Variable, int Sign, bool Negated, bool AfterBreak);

/// <summary>What lies between the last name and the next.</summary>
internal record struct Pending
{
    public int Sign { get; private set; }

    public bool Negated { get; set; }

    public bool Comma { get; private set; }

    public bool Connected { get; private set; }

    public bool Break { get; private set; }

    public bool Trailing { get; private set; }

    /// <summary>Takes notice of a word.</summary>
    public void Take(string word)
    {
        var isBreak = KnowledgeLexicon.ClauseBreaks.Contains(word);
        var isConnector = KnowledgeLexicon.Connectors.Contains(word);
        if (isBreak || word == ":")
        {
            Break = true;
            Comma = true;
        }
        else if (KnowledgeLexicon.Negations.Contains(word))
        {
            Negated = true;
        }
        else if (word == ",")
        {
            Comma = true;
        }
        else if (isConnector)
        {
            Break |= Comma;
            Connected = true;
        }
        else if (KnowledgeLexicon.SignOf(word) is not 0 and var sign)
        {
            Sign = sign;
        }

        Trailing |= word == "," || isConnector || isBreak;
    }
}
