namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>A word, a phrase of the lexicon, a mark or a variable's name in a sentence.</summary>
/// <param name="Text">Lower case, apostrophes gone, single spaces.</param>
/// <param name="Source">As written.</param>
/// <param name="Variable">Index of the variable it names, or -1.</param>
/// <param name="Tag">What it may be; of a name, what its word would be.</param>
/// <param name="IsGuess">It is a part of the variable's name only.</param>
/// <param name="IsPossessive">"'s" stands behind it.</param>
internal readonly record struct Token(string Text, string Source, int Variable, Tag Tag, bool IsGuess, bool IsPossessive)
{
    /// <summary>Behind the last token.</summary>
    public static readonly Token End = new("", "", -1, Tag.None, false, false);

    /// <summary>Does it name a variable?</summary>
    public bool IsName => Variable >= 0;

    /// <summary>Is it a mark, such as a comma?</summary>
    public bool IsMark => !IsName && Text.Length > 0 && !char.IsLetterOrDigit(Text[0]);

    /// <summary>Is it a word that means nothing to the reader?</summary>
    public bool IsUnknown => !IsName && Text.Length > 0 && char.IsLetter(Text[0]) && !Lexicon.IsKnown(Text);

    /// <summary>Is it one of these, and no name?</summary>
    public bool Is(Tag any) => !IsName && (Tag & any) != 0;

    /// <summary>Is it this word?</summary>
    public bool Is(string word) => !IsName && Text == word;
}

/// <summary>A sentence, or a line that nothing ends.</summary>
/// <param name="Source">As written, with single spaces.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="IsQuestion">A question mark ends it.</param>
/// <param name="IsOpen">Nothing but the end of the line ends it, so that the next line may belong to it.</param>
internal sealed record Sentence(string Source, List<Token> Tokens, bool IsQuestion, bool IsOpen);
