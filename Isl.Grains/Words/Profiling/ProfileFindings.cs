using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Words.Profiling;

/// <summary>A table in one sentence.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Kinds">Columns by kind.</param>
/// <param name="Troubled">Columns with remedies.</param>
public sealed record TableSummary(int Rows, IReadOnlyList<(ColumnKind Kind, int Count)> Kinds, IReadOnlyList<string> Troubled) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"The table has {Wording.Count(Rows, "row")} and {Wording.Count(Kinds.Sum(kind => kind.Count), "column")}: "
        + $"{Wording.And([.. Kinds.Select(kind => Name(kind.Kind, kind.Count))])}. "
        + (Troubled.Count == 0
            ? "No column needs attention."
            : $"{Wording.Some(Troubled)} {Wording.Of(Troubled.Count, "needs", "need")} a look; see remedies.");

    private static string Name(ColumnKind kind, int count) => kind switch
    {
        ColumnKind.Numeric => $"{Wording.Count(count)} numeric",
        ColumnKind.Binary => $"{Wording.Count(count)} binary",
        ColumnKind.Category => Wording.Count(count, "category", "categories"),
        ColumnKind.Identifier => Wording.Count(count, "identifier"),
        _ => $"{Wording.Count(count)} constant",
    };
}

/// <summary>How many rows are whole.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Complete">Those without a gap.</param>
public sealed record PresentRows(int Rows, int Complete) : Finding
{
    /// <inheritdoc/>
    public override string Text => Complete == Rows
        ? "No value is missing."
        : $"{Wording.Count(Complete)} of {Wording.Count(Rows)} rows have every value.";
}

/// <summary>Rows that are copies.</summary>
/// <param name="Copies">How many.</param>
/// <param name="Rows">Of how many.</param>
public sealed record SameRows(int Copies, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text => Copies == 0
        ? "No row is a copy of another."
        : $"{Wording.Count(Copies)} of {Wording.Count(Rows)} rows {Wording.Of(Copies, "is a copy of an earlier one", "are copies of earlier ones")}.";
}

/// <summary>Pairs of columns that say the same.</summary>
/// <param name="Pairs">How many.</param>
public sealed record SamePairs(int Pairs) : Finding
{
    /// <inheritdoc/>
    public override string Text => Pairs == 0
        ? "No two columns say the same."
        : $"{Wording.Count(Pairs, "pair")} of columns {Wording.Of(Pairs, "says", "say")} the same; keep one of each pair.";
}

/// <summary>What a profile rests on.</summary>
public sealed record ProfileBasis : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Counts and figures over all rows, without sampling. Standard deviations divide by n - 1; quantiles interpolate between neighbours. "
        + "Columns are read as in discovery and estimation.";
}

/// <summary>Time ran out before all pairs of columns were compared.</summary>
public sealed record PairsCutShort : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        "Time ran out before all pairs of columns were compared, so near_duplicates may lack some. Ask with fewer columns.";
}
