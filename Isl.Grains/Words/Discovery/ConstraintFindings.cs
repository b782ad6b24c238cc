using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>The method of PC.</summary>
/// <param name="Test">Test of conditional independence.</param>
/// <param name="Alpha">Significance level.</param>
public sealed record PcBasis(CiTest Test, double Alpha) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"PC-stable (Spirtes & Glymour 1991; Colombo & Maathuis 2014) with {CiTestWords.Name(Test)} at α = {Wording.Exact(Alpha)} and Meek's rules. "
        + $"dag shows one DAG of the class. {SearchWords.Weights}";
}

/// <summary>What PC did.</summary>
/// <param name="Tests">Tests made.</param>
/// <param name="Depth">Size of the largest conditioning set tested.</param>
/// <param name="Directed">Edges with one direction in the class.</param>
/// <param name="Total">Edges of the class.</param>
public sealed record PcRan(long Tests, int Depth, int Directed, int Total) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Made} {SearchWords.Settled(Directed, Total)}";

    private string Made => (Tests, Depth) switch
    {
        (0, _) => "PC had nothing to test.",
        (_, <= 0) => $"PC made {Wording.Count(Tests, "test")}, none with a conditioning set.",
        _ => $"PC made {Wording.Count(Tests, "test")} with conditioning sets of up to {Wording.Count(Depth, "variable")}.",
    };
}

/// <summary>Prior knowledge that the tests speak against.</summary>
/// <param name="I">One end of a triple.</param>
/// <param name="J">Its middle.</param>
/// <param name="K">The other end.</param>
/// <param name="Ruled">The edges into the middle that prior knowledge rules out; at least one.</param>
public sealed record KnowledgeAgainstTests(string I, string J, string K, IReadOnlyList<string> Ruled) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Prior knowledge contradicts the tests: {I} and {K} are both joined to {J} and are independent without it, "
        + $"which makes {J} their common effect, but prior knowledge rules out {Wording.And(Ruled)}. The graph follows prior knowledge.";
}

/// <summary>Edges on which colliders disagree.</summary>
/// <param name="Pairs">The edges; at least one.</param>
/// <param name="ByOrder">The order of the columns decided, rather than the evidence.</param>
public sealed record DisputedDirections(IReadOnlyList<string> Pairs, bool ByOrder) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The tests give {Wording.Of(Pairs.Count, "the edge", "the edges")} {Wording.Some(Pairs)} both directions. "
        + (ByOrder
            ? "The order of the columns decided, so ask with collider_priority bidirected or stronger_first for a graph that does not depend on it."
            : "The stronger evidence decided.");
}

/// <summary>The rows bear no test of independence.</summary>
/// <param name="Rows">Rows.</param>
public sealed record NothingTested(int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No test of independence is possible with {Wording.Count(Rows, "row")}, so every pair that prior knowledge allows is still joined. "
        + "The graph says nothing about the data.";
}

/// <summary>Tests that no DAG agrees with.</summary>
/// <param name="Conflicts">Contradictions met; there may be none where only the class is at fault.</param>
/// <param name="Pairs">Edges on which two colliders disagree, such as <c>A &lt;-&gt; B</c>.</param>
public sealed record ContradictingTests(int Conflicts, IReadOnlyList<string> Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Some tests contradict each other{(Conflicts > 0 ? $" ({Wording.Count(Conflicts, "conflict")})" : "")}, so no DAG agrees with all of them. "
        + $"An unobserved common cause{(Pairs.Count > 0 ? $" behind {Wording.Some(Pairs)}" : "")} can do this. "
        + "dag keeps the directions of the edges with the strongest evidence.";
}

/// <summary>Edges that prior knowledge and acyclicity leave no direction.</summary>
/// <param name="Pairs">The edges; at least one.</param>
public sealed record EdgesWithoutDirection(IReadOnlyList<string> Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"Prior knowledge and acyclicity allow no direction for {Wording.Some(Pairs)}, so dag leaves {Wording.Of(Pairs.Count, "it", "them")} out.";
}

/// <summary>A decision that went the way it did by little.</summary>
/// <param name="P">The p-value nearest to the significance level.</param>
/// <param name="Alpha">That level.</param>
public sealed record CloseTest(double P, double Alpha) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The closest test has p = {Wording.Number(P)} at α = {Wording.Exact(Alpha)}. A slightly different α may change an edge.";
}

/// <summary>Tests that the data did not allow.</summary>
/// <param name="Tests">How many; at least one.</param>
public sealed record TestsNotPossible(long Tests) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Tests, "test")} could not be made because other columns determine one of the two variables. Those edges were kept.";
}

/// <summary>Larger conditioning sets were called for than the rows support.</summary>
/// <param name="Depth">Size of the largest set tested.</param>
/// <param name="Rows">Rows.</param>
public sealed record DepthLimited(int Depth, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text => (Depth == 0
        ? $"Conditioning sets were not tested, because {Wording.Count(Rows, "row")} {Wording.Of(Rows, "does", "do")} not support them. "
        : $"Conditioning sets of more than {Wording.Count(Depth, "variable")} were not tested, "
            + $"because {Wording.Count(Rows, "row")} {Wording.Of(Rows, "does", "do")} not support them. ")
        + "Edges that they would remove are still there.";
}

/// <summary>Testing ended before all tests were made.</summary>
/// <param name="Tests">Tests made.</param>
/// <param name="IsTime">By time, rather than by the limit of their number.</param>
public sealed record TestsCutShort(long Tests, bool IsTime) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        (IsTime
            ? $"The time budget was spent after {Wording.Count(Tests, "test")}. "
            : $"Testing stopped at its limit after {Wording.Count(Tests, "test")}. ")
        + "Edges that further tests would remove are still there.";
}

/// <summary>How many rows the tests had where each left out those that lack a value of its columns.</summary>
/// <param name="Fewest">Fewest rows of a test.</param>
/// <param name="Most">Most rows of a test.</param>
/// <param name="Rows">All rows.</param>
/// <param name="Whole">Rows without a missing value.</param>
public sealed record TestwiseRows(int Fewest, int Most, int Rows, int Whole) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The tests had {(Fewest == Most ? Wording.Count(Most) : $"between {Wording.Count(Fewest)} and {Wording.Count(Most)}")} of "
        + $"{Wording.Count(Rows, "row")} each; {Wording.Count(Whole)} {Wording.Of(Whole, "has", "have")} no missing value.";
}
