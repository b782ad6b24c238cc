namespace Isl.Grains.Words.Discovery;

/// <summary>The method of a score search.</summary>
/// <param name="Method">Its name and source.</param>
/// <param name="Categories">The columns that were scored as categories; empty where the score is that of linear models.</param>
public sealed record ScoreBasis(string Method, IReadOnlyList<string> Categories) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Method} with {Score}. dag shows one DAG of the class. {SearchWords.Weights}";

    private string Score => Categories.Count == 0
        ? "the BIC of linear Gaussian models"
        : $"the conditional Gaussian BIC (Andrews, Ramsey & Cooper 2018), which takes {Wording.Some(Categories)} for "
            + $"{Wording.Of(Categories.Count, "a category", "categories")}";
}

/// <summary>What GES did.</summary>
/// <param name="Insertions">Insertions made.</param>
/// <param name="Deletions">Deletions made.</param>
/// <param name="EmptyScore">BIC without edges.</param>
/// <param name="Score">BIC of the class.</param>
/// <param name="Directed">Edges with one direction in the class.</param>
/// <param name="Total">Edges of the class.</param>
public sealed record GesRan(int Insertions, int Deletions, double EmptyScore, double Score, int Directed, int Total) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"GES made {Wording.Count(Insertions, "insertion")} and {Wording.Count(Deletions, "deletion")}. "
        + $"{Rise} {SearchWords.Settled(Directed, Total)}";

    private string Rise => Insertions + Deletions == 0 ? $"BIC is {ScoreWords.Figure(Score)}." : ScoreWords.Rise(EmptyScore, Score);
}

/// <summary>The rows bear fewer parents than there are columns.</summary>
/// <param name="Most">Most parents of a variable.</param>
/// <param name="Rows">Rows.</param>
public sealed record ParentsCapped(int Most, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"No variable was given more than {Wording.Count(Most, "parent")} (half the rows), because {Wording.Count(Rows, "row")} "
        + $"{Wording.Of(Rows, "is", "are")} too few to judge more. A graph with more parents may have a higher score.";
}

/// <summary>Neighbourhoods were too dense to try every operator.</summary>
public sealed record OperatorsPassedOver : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Some neighbourhoods were so dense that not every operator was tried, so the greedy search may have missed a better graph.";
}

/// <summary>A score search ran out of time.</summary>
/// <param name="Insertions">Insertions made by then.</param>
/// <param name="Deletions">Deletions made by then.</param>
public sealed record GesTimeSpent(int Insertions, int Deletions) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The time budget was spent after {Wording.Count(Insertions, "insertion")} and {Wording.Count(Deletions, "deletion")}. "
        + "This is the class reached by then.";
}

/// <summary>What BOSS did.</summary>
/// <param name="Starts">Orders it started from.</param>
/// <param name="Moves">Moves of one variable to a better place.</param>
/// <param name="Deletions">Deletions made in the class of the best order.</param>
/// <param name="EmptyScore">BIC without edges.</param>
/// <param name="Score">BIC of the class.</param>
/// <param name="Directed">Edges with one direction in the class.</param>
/// <param name="Total">Edges of the class.</param>
public sealed record BossRan(int Starts, int Moves, int Deletions, double EmptyScore, double Score, int Directed, int Total) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"BOSS started from {Wording.Count(Starts, "order")} and moved a variable to a better place {Wording.Count(Moves, "time")}. "
        + (Deletions == 0 ? "" : $"In the class of the best order it made {Wording.Count(Deletions, "deletion")}. ")
        + $"{ScoreWords.Rise(EmptyScore, Score)} {SearchWords.Settled(Directed, Total)}";
}

/// <summary>BOSS ran out of time.</summary>
/// <param name="Moves">Moves made by then.</param>
public sealed record BossTimeSpent(int Moves) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The time budget was spent after {Wording.Count(Moves, "move")}. This is the class reached by then.";
}

/// <summary>Words of scores.</summary>
internal static class ScoreWords
{
    /// <summary>How the score changed.</summary>
    public static string Rise(double before, double after) => $"BIC went from {Figure(before)} to {Figure(after)}.";

    /// <summary>Differences of a few units count, however large the score.</summary>
    public static string Figure(double score) => Wording.Exact(Math.Round(score, 2));
}
