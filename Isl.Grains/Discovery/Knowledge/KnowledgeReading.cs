using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>An edge that a sentence states or rules out.</summary>
/// <param name="From">Cause, by index.</param>
/// <param name="To">Effect, by index.</param>
/// <param name="Sign">1 or -1 where the sentence says so, else 0.</param>
/// <param name="Hedged">The sentence says that it may be so.</param>
/// <param name="Guesses">How many guesses the reading rests on: a name given in part, a word that points back, a change that is only told beside
/// another.</param>
/// <param name="Sentence">Number of the sentence.</param>
public sealed record ReadEdge(int From, int To, int Sign, bool Hedged, int Guesses, int Sentence)
{
    private const double Guess = 0.9;
    private const double Possibility = 0.5;

    /// <summary>How sure the reading is, 0..1: a possibility counts half, and each guess takes a tenth off.</summary>
    public double Certainty => (Hedged ? Possibility : 1) * Math.Pow(Guess, Guesses);
}

/// <summary>What was read in a text, and what was not.</summary>
public sealed class KnowledgeReading(ImmutableArray<string> variables, ImmutableArray<string> sentences)
{
    /// <summary>Names of the variables.</summary>
    public ImmutableArray<string> Variables => variables;

    /// <summary>The sentences.</summary>
    public ImmutableArray<string> Sentences => sentences;

    /// <summary>Edges stated, in the order of the text, each once.</summary>
    public List<ReadEdge> Stated { get; } = [];

    /// <summary>Edges ruled out, in the order of the text, each once.</summary>
    public List<ReadEdge> Denied { get; } = [];

    /// <summary>
    /// Stated edges that contradict neither each other nor prior knowledge: an acyclic graph. Filled by <see cref="KnowledgeResolution"/>.
    /// </summary>
    public List<ReadEdge> Kept { get; } = [];

    /// <summary>Stated edges left out, and why.</summary>
    public List<(ReadEdge Edge, Finding Reason)> Dropped { get; } = [];

    /// <summary>Sentences not read, or not wholly, and why.</summary>
    public List<(int Sentence, Finding Reason)> Unread { get; } = [];

    /// <summary>Words that stand where a variable would and name none.</summary>
    public List<string> UnmatchedWords { get; } = [];

    /// <summary>Sentences that gave a statement.</summary>
    public int SentencesRead => Stated.Concat(Denied).Select(edge => edge.Sentence).Distinct().Count();

    /// <summary>An edge in the reader's names.</summary>
    public string Name(ReadEdge edge) => $"{variables[edge.From]} -> {variables[edge.To]}";

    /// <summary>A stated or denied edge as the wire has it.</summary>
    public Statement ToStatement(ReadEdge edge) =>
        new(variables[edge.From], variables[edge.To], SignName(edge.Sign), edge.Hedged, sentences[edge.Sentence]);

    /// <summary>A sign in words.</summary>
    public static string? SignName(int sign) => sign switch
    {
        > 0 => "positive",
        < 0 => "negative",
        _ => null,
    };

    /// <summary>The reading as it is reported.</summary>
    public KnowledgeReport ToReport(double? dataWeight, ImmutableArray<EvidenceConflict> conflicts) =>
        new(
            dataWeight,
            sentences.Length,
            SentencesRead,
            [.. Stated.Select(ToStatement)],
            [.. Denied.Select(ToStatement)],
            [.. Unread.OrderBy(part => part.Sentence).Select(part => new UnreadSentence(sentences[part.Sentence], part.Reason.Text))],
            [.. UnmatchedWords],
            [
                .. Dropped.Select(drop => new DroppedStatement(
                    variables[drop.Edge.From],
                    variables[drop.Edge.To],
                    sentences[drop.Edge.Sentence],
                    drop.Reason.Text)),
            ],
            conflicts);
}
