namespace Isl.Grains.Words.Discovery;

/// <summary>Two columns that are copies of each other.</summary>
/// <param name="A">One.</param>
/// <param name="B">The other.</param>
/// <param name="IsReversed">Their correlation is −1, not 1.</param>
public sealed record CopiedColumns(string A, string B, bool IsReversed) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{A} and {B} are perfectly collinear (correlation {(IsReversed ? "-1" : "1")}), so the data cannot tell them apart.";
}

/// <summary>Columns that a linear equation binds, exactly or nearly.</summary>
/// <param name="Columns">Their names; at least two.</param>
/// <param name="Condition">Condition number of the combination; null where it is exact.</param>
public sealed record CollinearColumns(IReadOnlyList<string> Columns, double? Condition) : Finding
{
    private const int MostNamed = 8;

    /// <inheritdoc/>
    public override string Text => Condition is { } condition
        ? $"{Wording.Some(Columns, MostNamed)} are nearly collinear (condition number {Wording.Number(condition)}), "
            + "so weights and directions among them are uncertain."
        : $"{Wording.Some(Columns, MostNamed)} are bound by an exact linear combination: "
            + "each of them follows from the others, so directions among them are not determined.";
}

/// <summary>Not more rows than columns.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
public sealed record FewRows(int Rows, int Columns) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Rows, "row")} for {Wording.Count(Columns, "column")} {Wording.Of(Rows, "is", "are")} far too few for a reliable graph.";
}

/// <summary>Columns of few distinct values.</summary>
/// <param name="Columns">Their names; at least one.</param>
/// <param name="AreAll">There are no others.</param>
public sealed record FewValues(IReadOnlyList<string> Columns, bool AreAll) : Finding
{
    private const int MostNamed = 8;

    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Columns, MostNamed)} {Wording.Of(Columns.Count, "holds", "hold")} only a few distinct values. "
        + "Linear methods treat such codes as quantities. If they are categories, "
        + $"ask for pc with ci_test {(AreAll ? "g_square" : "mixed")}, or for ges or boss with score conditional_gaussian.";
}

/// <summary>A column counts the rows.</summary>
/// <param name="Column">Its name.</param>
public sealed record CountsRows(string Column) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} only counts the rows, from the first to the last. Leave it out of variable_names if it is an identifier and no measurement.";
}
