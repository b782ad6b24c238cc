namespace Isl.Grains.Words.Discovery;

/// <summary>A sentence names fewer than two variables.</summary>
/// <param name="Names">How many it names, 0 or 1.</param>
/// <param name="Unknown">Words that stand where a variable would and name none.</param>
public sealed record TooFewNames(int Names, IReadOnlyList<string> Unknown) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"It names {(Names == 0 ? "none of the variables" : "one variable only")}{(Unknown.Count > 0 ? $" ({UnknownWords.Say(Unknown)})" : "")}.";
}

/// <summary>Words that stand where a variable would and name none.</summary>
/// <param name="Unknown">The words; at least one.</param>
public sealed record UnknownWords(IReadOnlyList<string> Unknown) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{char.ToUpperInvariant(Say(Unknown)[0])}{Say(Unknown)[1..]}.";

    /// <summary>As a clause.</summary>
    internal static string Say(IReadOnlyList<string> words)
    {
        var shown = words.Take(Wording.MostNamed).Select(word => $"'{word}'").ToList();
        return words.Count > shown.Count
            ? $"no variable is named {Wording.Or(shown)}, or by {Wording.Count(words.Count - shown.Count, "more word")}"
            : $"no variable is named {Wording.Or(shown)}";
    }
}

/// <summary>A sentence is a question.</summary>
public sealed record IsQuestion : Finding
{
    /// <inheritdoc/>
    public override string Text => "It is a question.";
}

/// <summary>A sentence is conditional.</summary>
/// <param name="Word">The word that makes it so.</param>
public sealed record IsConditional(string Word) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"It is conditional ('{Word}'). Say plainly what affects what.";
}

/// <summary>A sentence says that variables affect each other.</summary>
public sealed record MutualEffects : Finding
{
    /// <inheritdoc/>
    public override string Text => "Mutual effects are feedback, which a graph without cycles cannot show.";
}

/// <summary>A verb has no object among the variables.</summary>
/// <param name="Verb">The verb.</param>
public sealed record NothingBehindVerb(string Verb) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No variable follows '{Verb}'.";
}

/// <summary>A sentence speaks of association.</summary>
/// <param name="Words">Its words for it.</param>
public sealed record IsAssociation(string Words) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"'{Words}' is an association, which has no direction.";
}

/// <summary>An effect is called indirect, and no mediator is named.</summary>
public sealed record IndirectEffect : Finding
{
    /// <inheritdoc/>
    public override string Text => "It states an indirect effect without the variable that it goes through.";
}

/// <summary>A sentence denies a path through other variables.</summary>
public sealed record MediationDenied : Finding
{
    /// <inheritdoc/>
    public override string Text => "It denies a way through other variables, but not which part of it is missing.";
}

/// <summary>A variable is both cause and effect.</summary>
/// <param name="Variable">The variable.</param>
public sealed record OnBothSides(string Variable) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Variable} is on both sides.";
}

/// <summary>Two sentences give an edge opposite signs.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Sentence">The earlier sentence.</param>
public sealed record OppositeSign(string Edge, string Sentence) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"It gives {Edge} the opposite sign to an earlier sentence, which is kept: '{Sentence}'";
}

/// <summary>Nothing in a sentence says what affects what.</summary>
/// <param name="Unknown">Words of it that name no variable.</param>
public sealed record NoCausalVerb(params IReadOnlyList<string> Unknown) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No verb of cause and effect connects its variables{(Unknown.Count > 0 ? $" ({UnknownWords.Say(Unknown)})" : "")}.";
}

/// <summary>Variables at the end of a sentence that no statement takes up.</summary>
/// <param name="Variables">Their names; at least one.</param>
public sealed record LeftAtEnd(IReadOnlyList<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"No statement was read about {Wording.Some(Variables)} at its end.";
}

/// <summary>A sentence tells of something without saying that it is so.</summary>
/// <param name="Words">The words that leave it open; may be empty.</param>
public sealed record NotAsserted(string Words) : Finding
{
    /// <inheritdoc/>
    public override string Text => Words.Length > 0 ? $"'{Words}' does not state that it is so." : "It does not state that it is so.";
}

/// <summary>A variable changes the effect of one on another.</summary>
public sealed record IsModeration : Finding
{
    /// <inheritdoc/>
    public override string Text => "It says what an effect depends on. An edge cannot show that, so say plainly what affects what.";
}

/// <summary>A word points back, and to what is not clear.</summary>
public sealed record UnclearReference : Finding
{
    /// <inheritdoc/>
    public override string Text => "It is not clear which variable a pronoun stands for. Use the name.";
}

/// <summary>The word at which the reading of a sentence ended.</summary>
/// <param name="Word">The word.</param>
public sealed record StoppedAt(string Word) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Reading stopped at '{Word}'.";
}

/// <summary>A sentence is longer than any that is read.</summary>
/// <param name="Most">The most words.</param>
public sealed record TooLong(int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"It has more than {Wording.Count(Most)} words. Split it into sentences.";
}

/// <summary>A line goes on from one that was not read.</summary>
public sealed record ContinuesUnread : Finding
{
    /// <inheritdoc/>
    public override string Text => "It may continue the line before, which was not read. End each sentence with a full stop.";
}

/// <summary>A part of a sentence was not read.</summary>
public sealed record PartUnread : Finding
{
    /// <inheritdoc/>
    public override string Text => "One part of it was not read.";
}
