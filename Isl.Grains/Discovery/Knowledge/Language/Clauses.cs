using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>A clause, and how it is held to be so.</summary>
internal abstract record Clause
{
    /// <summary>What somebody is said to hold of it: known, doubted, refuted.</summary>
    public Polarity Scope { get; init; }

    /// <summary>It is believed, not known.</summary>
    public bool IsHedged { get; init; }

    /// <summary>"but" or the like stands before it, so that what the clause before is held to be does not bear on it.</summary>
    public bool IsAfterContrast { get; init; }

    /// <summary>The words that put it in doubt, for messages.</summary>
    public string ScopeWords { get; init; } = "";
}

/// <summary>Subjects and what is said of them.</summary>
/// <param name="Subjects">The subjects.</param>
/// <param name="Predicates">What is said of them, in order.</param>
internal sealed record Statement(NounList Subjects, ImmutableArray<Predicate> Predicates) : Clause;

/// <summary>"so does X": what was said last is said of others as well.</summary>
/// <param name="Subjects">Of what.</param>
/// <param name="Polarity">Whether it is so; null for as it was said.</param>
internal sealed record Echo(NounList Subjects, Polarity? Polarity) : Clause;

/// <summary>"this is false": what the clause before says is judged.</summary>
/// <param name="Polarity">Whether it is so.</param>
internal sealed record Verdict(Polarity Polarity) : Clause;

/// <summary>Words that state nothing.</summary>
internal sealed record Remark : Clause;
