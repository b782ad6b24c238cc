namespace Isl.Grains.Words.Validation;

/// <summary>How good the graph is.</summary>
/// <param name="Quality">In a word.</param>
/// <param name="Score">0 to 100.</param>
/// <param name="Failed">Checks that failed.</param>
/// <param name="Warned">Checks that ended with a warning.</param>
/// <param name="IsTested">Whether rows were tested.</param>
public sealed record GraphQuality(string Quality, double Score, int Failed, int Warned, bool IsTested) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The graph is {Quality} ({Wording.Exact(Score)} of 100): {Wording.Count(Failed, "check")} failed, "
        + $"{Wording.Count(Warned)} ended with a warning.{(IsTested ? "" : " It was not tested against data.")}";
}

/// <summary>What the score is made of.</summary>
/// <param name="Count">Checks.</param>
/// <param name="CapFailed">Most points where one failed.</param>
/// <param name="CapUntested">Most points without a test.</param>
public sealed record ScoreIsMadeOf(int Count, double CapFailed, double CapUntested) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The score is the share of {Wording.Count(Count, "check")} that passed, a warning counting a half, but at most "
        + $"{Wording.Exact(CapFailed)} where one failed and at most {Wording.Exact(CapUntested)} where nothing was tested against data.";
}

/// <summary>What the confidence is made of.</summary>
/// <param name="Confidence">The confidence.</param>
/// <param name="IsTested">Whether rows were tested.</param>
/// <param name="Untested">Independences that could not be tested.</param>
/// <param name="All">All of them.</param>
public sealed record ValidationConfidence(double Confidence, bool IsTested, int Untested, int All) : Finding
{
    /// <inheritdoc/>
    public override string Text => !IsTested ? $"Confidence {Wording.Exact(Confidence)}: without a test against data the graph may be right or wrong."
        : $"Confidence {Wording.Exact(Confidence)} is the share of the implied independences that could be tested "
            + $"({Wording.Count(All - Untested)} of {Wording.Count(All)}).";
}

/// <summary>The method.</summary>
/// <param name="IsPermuted">Whether shuffled graphs were compared.</param>
public sealed record ValidationBasis(bool IsPermuted) : Finding
{
    /// <inheritdoc/>
    public override string Text => "Partial correlations by Fisher's z, adjusted by Holm's method (1979); edges that no data could tell apart by the "
        + "completed graph of the Markov class (Verma and Pearl 1990)."
        + (IsPermuted ? " The graph as a whole against graphs with shuffled names (Eulig et al. 2023)." : "");
}

/// <summary>Rows are independent.</summary>
public sealed record RowsAreIndependent : Finding
{
    /// <inheritdoc/>
    public override string Text => "The rows are independent of each other and come from one population.";
}

/// <summary>Tests see linear dependence.</summary>
public sealed record LinearTests : Finding
{
    /// <inheritdoc/>
    public override string Text => "Dependence shows as linear dependence, and columns are close to normal.";
}

/// <summary>Parts of the context that were not used.</summary>
/// <param name="Names">Which.</param>
public sealed record ContextUnused(IReadOnlyList<string> Names) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Nothing was checked by {Wording.Some(Names)} of the context; it is checked by treatment, outcome, tiers, "
        + "required_edges and forbidden_edges.";
}
