using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>What was read in the sentences, what was not, and where they and the data disagree.</summary>
/// <param name="DataWeight">Weight of the data against the sentences; null without data.</param>
/// <param name="Sentences">Sentences in all.</param>
/// <param name="SentencesRead">Sentences that gave at least one statement.</param>
/// <param name="Stated">Edges that the sentences state.</param>
/// <param name="Denied">Edges that they rule out.</param>
/// <param name="Unread">Sentences that gave no statement, or not all of theirs, and why.</param>
/// <param name="UnmatchedWords">Words that stand where a variable would and name none.</param>
/// <param name="Dropped">Stated edges that the graph leaves out because the sentences contradict each other.</param>
/// <param name="Conflicts">Edges on which data and sentences disagree; empty without data.</param>
public sealed record KnowledgeReport(
    double? DataWeight,
    int Sentences,
    int SentencesRead,
    ImmutableArray<Statement> Stated,
    ImmutableArray<Statement> Denied,
    ImmutableArray<UnreadSentence> Unread,
    ImmutableArray<string> UnmatchedWords,
    ImmutableArray<DroppedStatement> Dropped,
    ImmutableArray<EvidenceConflict> Conflicts);

/// <summary>An edge that a sentence states or rules out.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Sign"><c>positive</c> or <c>negative</c> where the sentence says so, else null.</param>
/// <param name="Hedged">The sentence says that it may be so, not that it is.</param>
/// <param name="Sentence">The sentence.</param>
public sealed record Statement(string From, string To, string? Sign, bool Hedged, string Sentence);

/// <summary>A sentence, or a part of one, that gave no statement.</summary>
/// <param name="Sentence">The sentence.</param>
/// <param name="Reason">Why.</param>
public sealed record UnreadSentence(string Sentence, string Reason);

/// <summary>A stated edge that was left out.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Sentence">The sentence that states it.</param>
/// <param name="Reason">The sentences it contradicts.</param>
public sealed record DroppedStatement(string From, string To, string Sentence, string Reason);

/// <summary>An edge on which data and sentences disagree.</summary>
/// <param name="From">Cause.</param>
/// <param name="To">Effect.</param>
/// <param name="Knowledge">What the sentences say.</param>
/// <param name="Data">What the data say on their own.</param>
/// <param name="Outcome">What the graph holds.</param>
/// <param name="Sentence">The sentence.</param>
public sealed record EvidenceConflict(string From, string To, string Knowledge, string Data, string Outcome, string Sentence);
