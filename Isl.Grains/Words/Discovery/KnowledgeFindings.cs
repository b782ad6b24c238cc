namespace Isl.Grains.Words.Discovery;

/// <summary>The graph that sentences describe.</summary>
/// <param name="Edges">Its edges.</param>
/// <param name="Variables">Number of variables.</param>
public sealed record SentencesSummary(IReadOnlyList<string> Edges, int Variables) : Finding
{
    private const int MostNamed = 8;

    /// <inheritdoc/>
    public override string Text => Variables == 1 ? "There is only one variable, so the text can describe no edges."
        : Edges.Count == 0 ? $"No edge among the {Wording.Count(Variables, "variable")} could be read in the text."
        : $"The text describes {Wording.Count(Edges.Count, "edge")} among {Wording.Count(Variables, "variable")}: {Wording.Some(Edges, MostNamed)}.";
}

/// <summary>How much was read.</summary>
/// <param name="Read">Sentences that gave a statement.</param>
/// <param name="Sentences">Sentences.</param>
/// <param name="Stated">Edges stated.</param>
/// <param name="Denied">Edges ruled out.</param>
public sealed record SentencesRead(int Read, int Sentences, int Stated, int Denied) : Finding
{
    /// <inheritdoc/>
    public override string Text => (Read, Sentences) switch
    {
        (_, 0) => "The text holds no sentence.",
        (0, 1) => "The only sentence could not be read.",
        (0, 2) => "Neither of the two sentences could be read.",
        (0, _) => $"None of the {Wording.Count(Sentences)} sentences could be read.",
        (1, 1) => $"The only sentence could be read. {Gave}",
        _ when Read == Sentences => $"{SearchWords.All(Sentences, "All", "Both")} sentences could be read. {Gave}",
        _ => $"{Wording.Count(Read)} of {Wording.Count(Sentences)} sentences could be read. {Gave}",
    };

    private string Gave =>
        $"{Wording.Of(Read, "It states", "They state")} {Wording.Count(Stated, "edge")} and {Wording.Of(Read, "rules", "rule")} out "
        + $"{(Denied == 0 ? "none" : Wording.Count(Denied))}.";
}

/// <summary>What an answer from sentences computes confidence from.</summary>
/// <param name="Ceiling">The most it may claim.</param>
public sealed record ReadingConfidence(double Ceiling) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Confidence is {Wording.Exact(Ceiling)} times the share of sentences read, times the share of statements that contradict no other. "
        + "One stated only as a possibility counts half, and each guess of the reader, such as what 'it' stands for, takes a tenth off.";
}

/// <summary>The method of reading.</summary>
public sealed record ReadingBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "A fixed grammar of English cause-and-effect sentences. A sentence counts only if every word of it is understood; the others are listed "
        + "as unread. "
        + "No data were used.";
}

/// <summary>A stated edge that the graph leaves out.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Sentence">The sentence that states it.</param>
/// <param name="Reason">Why.</param>
public sealed record StatementDropped(string Edge, string Sentence, Finding Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Edge} ('{Sentence}') was left out. {Reason.Text}";
}

/// <summary>A sentence that was not read, or not wholly.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Reason">Why.</param>
public sealed record SentenceUnread(string Sentence, Finding Reason) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Not read, or not completely: '{Sentence}' {Reason.Text}";
}

/// <summary>More such remarks than are listed.</summary>
/// <param name="Count">How many more.</param>
public sealed record MoreUnread(int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Count, "more remark")} on unread sentences {Wording.Of(Count, "is", "are")} in knowledge.unread.";
}

/// <summary>An edge that a sentence calls possible.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Sentence">The sentence.</param>
public sealed record StatementHedged(string Edge, string Sentence) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Edge} is stated only as a possibility: '{Sentence}'";
}

/// <summary>Another sentence rules a stated edge out.</summary>
/// <param name="Sentence">That sentence.</param>
public sealed record DeniedElsewhere(string Sentence) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Another sentence rules it out: '{Sentence}'";
}

/// <summary>A stated edge closes a cycle with earlier ones.</summary>
/// <param name="Cycle">The cycle, its first variable at both ends.</param>
/// <param name="Sentences">The sentences that state its other edges; a required edge has none.</param>
/// <param name="HasRequired">Some of them are required, not stated.</param>
public sealed record ClosesCycle(IReadOnlyList<string> Cycle, IReadOnlyList<string> Sentences, bool HasRequired) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"It closes the cycle {string.Join(" -> ", Cycle)} with {Wording.And([.. Sentences.Select(sentence => $"'{sentence}'"), .. Required])}.";

    private IEnumerable<string> Required => HasRequired ? ["the required edges"] : [];
}
