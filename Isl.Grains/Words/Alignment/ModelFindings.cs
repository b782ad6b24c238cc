using Isl.Grains.Interfaces.Alignment;

namespace Isl.Grains.Words.Alignment;

/// <summary>What the common graph says.</summary>
/// <param name="Treatment">The treatment.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Decision">What it says of the effect.</param>
/// <param name="Contested">Pairs on which members differ.</param>
/// <param name="Agreement">0 to 100.</param>
public sealed record ModelsAgreeOn(string Treatment, string Outcome, EffectDecision Decision, int Contested, double Agreement) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var effect = Decision switch
            {
                { Acts: not true } => $"By the common graph {Treatment} has no effect on {Outcome}.",
                { AdjustmentSet: { } set } => set.IsEmpty
                    ? $"By the common graph the effect of {Treatment} on {Outcome} needs no adjustment."
                    : $"By the common graph the effect of {Treatment} on {Outcome} is found by adjusting for {Wording.And(set)}.",
                { Identified: true } => $"By the common graph the effect of {Treatment} on {Outcome} is identifiable, though not by adjustment.",
                _ => $"By the common graph the effect of {Treatment} on {Outcome} is not identifiable.",
            };
            return $"{effect} Members differ on {Wording.Count(Contested, "pair")} of variables; agreement is {Wording.Exact(Agreement)} of 100.";
        }
    }
}

/// <summary>Which contested pairs decide.</summary>
/// <param name="Set">The smallest set; null where none changes the decision.</param>
/// <param name="Contested">Contested pairs.</param>
/// <param name="IsProven">Whether all smaller sets, or all sets, were tried.</param>
public sealed record WhatDecides(PivotalSet? Set, int Contested, bool IsProven) : Finding
{
    /// <inheritdoc/>
    public override string Text => Contested == 0 ? "Nothing is contested."
        : Set is null ? $"No reading of the contested pairs {(IsProven ? "changes" : "that was tried changes")} the decision, so it need not wait "
            + "for them."
        : $"The decision changes if {Wording.And([.. Set.Changes.Select(change => $"'{change.Instead}' holds instead of '{change.Common}'")])}; "
            + "settle this first.";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="Agree">Members whose own graph comes to the decision.</param>
/// <param name="All">All members.</param>
public sealed record ModelsConfidence(double Confidence, int Agree, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence {Wording.Exact(Confidence)} is the share of members whose own graph comes to the same decision "
        + $"({Wording.Count(Agree)} of {Wording.Count(All)}).";
}

/// <summary>The method.</summary>
public sealed record ModelsBasis : Finding
{
    /// <inheritdoc/>
    public override string Text => "Each pair of variables by the majority of the members who know both, directions added in order of support unless "
        + "they close a cycle; effects by the constructive adjustment criterion (van der Zander, Liśkiewicz and Textor 2019) and ID (Shpitser and "
        + "Pearl 2006); the deciding pairs by trying every set, smallest first.";
}

/// <summary>Members count alike.</summary>
public sealed record OpinionsCountAlike : Finding
{
    /// <inheritdoc/>
    public override string Text => "Each member's graph counts alike, and a variable that a graph leaves out says nothing about its edges.";
}

/// <summary>Directions that would close a cycle.</summary>
/// <param name="Pairs">Which.</param>
public sealed record CycleLeftOut(IReadOnlyList<string> Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Majorities would close a cycle; the least supported {Wording.Of(Pairs.Count, "edge was", "edges were")} left "
        + $"out: {string.Join("; ", Pairs.Take(5))}.";
}

/// <summary>Not every set was tried.</summary>
public sealed record NotEverySet : Finding
{
    /// <inheritdoc/>
    public override string Text => "There are too many contested pairs to try every set of them; a larger set may change the decision.";
}
