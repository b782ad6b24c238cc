using System.Collections.Immutable;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Graphs;

/// <summary>An answer over graphs before its graphs are judged.</summary>
internal sealed record GraphEffectDraft
{
    /// <summary>The question, its independence test settled.</summary>
    public required GraphEffectQuestion Question { get; init; }

    /// <summary>Hash of the table.</summary>
    public required string Hash { get; init; }

    /// <summary>Rows of the table.</summary>
    public required int Rows { get; init; }

    /// <summary>Seed of resamples, halves and folds.</summary>
    public required long Seed { get; init; }

    /// <summary>The members of the class; empty where graphs come from resamples.</summary>
    public ImmutableArray<GraphEdges> Given { get; init; } = [];

    /// <summary>Do parent sets of the treatment stand for the members?</summary>
    public bool AreParentSets { get; init; }

    /// <summary>Do the tests behind the class contradict each other?</summary>
    public bool IsContradicted { get; init; }

    /// <summary>Rows that the search left out for a gap.</summary>
    public int LeftOut { get; init; }

    /// <summary>Did time run out in the search for the class?</summary>
    public bool IsCutShort { get; init; }

    /// <summary>Columns of categories that the search takes for numbers.</summary>
    public ImmutableArray<string> CodedColumns { get; init; } = [];

    /// <summary>Graphs wanted.</summary>
    public int Wanted => Given.IsEmpty ? Question.Graphs : Given.Length;

    /// <summary>Some of the graphs, to be found and judged.</summary>
    public GraphPart ToFind(int first, int count, double seconds = double.MaxValue) =>
        new(Question, Hash, Seed, first, count, Given.IsEmpty ? [] : Given.Slice(first, count), seconds, Rows);

    /// <summary>Some of the graphs, to be estimated by.</summary>
    public GraphPart ToEstimate(ImmutableArray<GraphEdges> graphs, double seconds = double.MaxValue) =>
        new(Question, Hash, Seed, 0, 0, graphs, seconds, Rows);
}
