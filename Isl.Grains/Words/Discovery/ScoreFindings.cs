namespace Isl.Grains.Words.Discovery;

/// <summary>The method of a score search.</summary>
/// <param name="Method">Its name and source.</param>
public sealed record ScoreBasis(string Method) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Method} with the BIC of linear Gaussian models. dag shows one DAG of the class. {SearchWords.Weights}";
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

/// <summary>What a score search computes confidence from.</summary>
/// <param name="Edges">Edges of the class.</param>
/// <param name="CloseSteps">Insertions that gained little.</param>
/// <param name="CloseGain">Less than this.</param>
/// <param name="IsHalved">The search ended early.</param>
public sealed record ScoreConfidence(int Edges, int CloseSteps, double CloseGain, bool IsHalved) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges == 0
        ? $"No insertion gains. Confidence is 0.5: {SearchWords.WeakEvidence}."
        : $"{SearchWords.ShareOfSettled}{Lowered}{SearchWords.Halved(IsHalved)}";

    private string Lowered => CloseSteps == 0
        ? ""
        : $", lowered for {Wording.Count(CloseSteps, "insertion")} "
            + $"that {Wording.Of(CloseSteps, "gains", "gain")} less than {Wording.Exact(CloseGain)}";
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

/// <summary>What BOSS computes confidence from.</summary>
/// <param name="Edges">Edges of the class.</param>
/// <param name="IsHalved">The search ended early.</param>
public sealed record OrderScoreConfidence(int Edges, bool IsHalved) : Finding
{
    /// <inheritdoc/>
    public override string Text => Edges == 0
        ? $"No edge gains. Confidence is 0.5: {SearchWords.WeakEvidence}."
        : $"{SearchWords.ShareOfSettled}{SearchWords.Halved(IsHalved)}";
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
