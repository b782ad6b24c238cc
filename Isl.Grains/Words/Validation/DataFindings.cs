using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Validation;

namespace Isl.Grains.Words.Validation;

/// <summary>Nothing was tested.</summary>
/// <param name="HasRows">Whether rows were sent.</param>
public sealed record NotTested(bool HasRows) : Finding
{
    /// <inheritdoc/>
    public override string Text => HasRows ? "Not tested: the level basic looks at the graph alone." : "Not tested: no rows were sent.";
}

/// <summary>How to test it.</summary>
/// <param name="HasRows">Whether rows were sent.</param>
public sealed record TestIt(bool HasRows) : Finding
{
    /// <inheritdoc/>
    public override string Text => HasRows ? "Ask for the level standard or comprehensive." : "Send rows as data, or CSV text as data_csv.";
}

/// <summary>Columns of the nodes.</summary>
/// <param name="Missing">Nodes without one.</param>
public sealed record ColumnsThere(IReadOnlyList<string> Missing) : Finding
{
    /// <inheritdoc/>
    public override string Text => Missing.Count == 0 ? "Every measured node has a column."
        : $"{Wording.Some(Missing)} {Wording.Of(Missing.Count, "has", "have")} no column.";
}

/// <summary>What to do about them.</summary>
public sealed record SendColumns : Finding
{
    /// <inheritdoc/>
    public override string Text => "Send these columns, or mark the nodes as latent.";
}

/// <summary>The strongest contradiction.</summary>
/// <param name="X">One variable.</param>
/// <param name="Y">The other.</param>
/// <param name="Given">What is given.</param>
/// <param name="Correlation">Their partial correlation.</param>
/// <param name="PValue">The adjusted p-value.</param>
public sealed record WorstContradiction(string X, string Y, IReadOnlyList<string> Given, double Correlation, double PValue) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Most clearly {X} and {Y}, which should be independent given {Wording.Set([.. Given])}, have a partial "
        + $"correlation of {Wording.Number(Correlation)} (adjusted p-value {Wording.Number(PValue)}).";
}

/// <summary>The implied independences, tested.</summary>
/// <param name="All">How many there are.</param>
/// <param name="Untested">How many could not be tested.</param>
/// <param name="Contradicted">How many the rows contradict.</param>
/// <param name="Worst">The strongest contradiction; null where there is none, or it is told elsewhere.</param>
public sealed record IndependencesTested(int All, int Untested, int Contradicted, WorstContradiction? Worst) : Finding
{
    /// <inheritdoc/>
    public override string Text => All == 0 ? "The graph implies no independence, so there was nothing to test."
        : Wording.Paragraph(
            Contradicted == 0
                ? $"The rows contradict none of the {Wording.Count(All - Untested, "independence")} tested."
                : $"The rows contradict {Wording.Count(Contradicted)} of {Wording.Count(All - Untested, "independence")} tested (Holm-adjusted).",
            Worst?.Text ?? "",
            Untested == 0 ? "" : $"{Wording.Count(Untested)} could not be tested.");
}

/// <summary>What to do about contradictions.</summary>
public sealed record JoinTheContradicted : Finding
{
    /// <inheritdoc/>
    public override string Text => "See the suggestions: an edge, or a hidden common cause, between the two would explain the dependence.";
}

/// <summary>Edges that rows support.</summary>
/// <param name="Weak">Those that they do not.</param>
/// <param name="All">All edges.</param>
public sealed record EdgesSupported(IReadOnlyList<NamedEdge> Weak, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => Weak.Count == 0
        ? $"Each of {Wording.Count(All, "edge")} shows in the rows, given the other causes of its effect."
        : $"The rows show no dependence for {EdgeText.Some(Weak)}, given the other causes of the effect.";
}

/// <summary>What to do about weak edges.</summary>
public sealed record ReconsiderEdges : Finding
{
    /// <inheritdoc/>
    public override string Text => "Keep these edges only where you have other reasons for them; a weak effect, or one that is not linear, may hide.";
}

/// <summary>Edges are not tested where hidden causes are drawn, nor in very large graphs.</summary>
/// <param name="HasHidden">Whether hidden causes are drawn.</param>
public sealed record EdgesWithHidden(bool HasHidden) : Finding
{
    /// <inheritdoc/>
    public override string Text => HasHidden
        ? "Not tested: with hidden causes, a dependence may come from them and not from the edge."
        : "Not tested: the graph is very large.";
}

/// <summary>Nothing could be permuted.</summary>
public sealed record NothingToPermute : Finding
{
    /// <inheritdoc/>
    public override string Text => "Not tested: the graph implies no independence that the columns could test.";
}

/// <summary>The graph beside shuffled ones.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="IsInformative">Whether few shuffled graphs imply the same.</param>
public sealed record BetterThanShuffled(PermutationFigures Figures, bool IsInformative) : Finding
{
    /// <inheritdoc/>
    public override string Text => !IsInformative
        ? $"The names can be shuffled in many ways without implying anything new ({Wording.Percent(Figures.EquivalentShare)} of them), so the "
            + "comparison with shuffled graphs cannot tell."
        : $"{Wording.Percent(Figures.PValue)} of {Wording.Count(Figures.Permutations)} graphs with shuffled names violate as few independences as "
            + $"this one ({Wording.Count(Figures.Violated)} of {Wording.Count(Figures.Tested)}).";
}

/// <summary>What to do about a graph that is no better.</summary>
public sealed record RethinkTheGraph : Finding
{
    /// <inheritdoc/>
    public override string Text => "Build the graph anew: it fits the rows no better than one with its names shuffled.";
}
