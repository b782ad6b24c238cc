using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Words.Profiling;

/// <summary>A column without any value.</summary>
/// <param name="Column">The column.</param>
public sealed record NoValues(string Column) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Column} has no value in any row. Leave it out.";
}

/// <summary>A column with one value.</summary>
/// <param name="Column">The column.</param>
public sealed record OneValue(string Column) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Column} has the same value wherever it has one, so it cannot explain anything. Leave it out.";
}

/// <summary>What stood in the way of reading a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Trouble">What it was.</param>
/// <param name="IsText">The column was read as texts.</param>
/// <param name="Unreadable">Cells that hold something, but no value.</param>
public sealed record TroubledColumn(string Column, ColumnTrouble Trouble, bool IsText, int Unreadable) : Finding
{
    /// <inheritdoc/>
    public override string Text => Trouble switch
    {
        ColumnTrouble.Dates => $"{Column} holds dates. Leave it out, or give the time since a start as a number.",
        ColumnTrouble.Mixed when IsText =>
            $"{Column} holds both texts and numbers and was read as texts. Write every cell as a number, or every one as a text.",
        ColumnTrouble.Mixed =>
            $"{Column} holds {Wording.Count(Unreadable, "cell")} that {Wording.Of(Unreadable, "is not a number", "are not numbers")}, "
            + $"counted here as missing. Correct {Wording.Of(Unreadable, "it", "them")}, or leave {Wording.Of(Unreadable, "it", "them")} empty.",
        ColumnTrouble.DoubtfulNumbers =>
            $"It cannot be told which mark in the numbers of {Column} is the decimal one. Write them with a decimal point and no other mark.",
        _ => $"The numbers of {Column} have different units. Write them all in one unit, without it.",
    };
}

/// <summary>Gaps in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Missing">How many.</param>
/// <param name="Rows">Rows of the table.</param>
public sealed record MissingCells(string Column, int Missing, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} lacks {Wording.Count(Missing, "value")} ({Wording.Percent((double)Missing / Rows)}). "
        + "Fill them in, or send missing: drop_rows to leave out such rows.";
}

/// <summary>A value that looks like a code.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How often it stands there.</param>
/// <param name="IsKnown">Files use it for missing values.</param>
public sealed record SuspectCode(string Column, double Value, int Count, bool IsKnown) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} holds {Wording.Exact(Value)} {(Count == 1 ? "once" : $"{Wording.Count(Count)} times")}, "
        + (IsKnown ? "which many files use for a missing value. " : "far from all its other values. ")
        + "If it stands for something else than a number, leave such cells empty.";
}

/// <summary>A column that names the rows.</summary>
/// <param name="Column">The column.</param>
public sealed record NamesOfRows(string Column) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"The texts of {Column} are nearly all different, so they name rows and not groups. Leave the column out.";
}

/// <summary>More levels than are taken for categories.</summary>
/// <param name="Column">The column.</param>
/// <param name="Levels">Its levels.</param>
/// <param name="Most">Most that are taken.</param>
public sealed record ManyLevels(string Column, int Levels, int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} has {Wording.Count(Levels)} levels, and at most {Wording.Count(Most)} are taken. Put rare ones together, or leave the column out.";
}

/// <summary>A few whole numbers, which may be names of groups.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">Its different values.</param>
public sealed record FewWholeNumbers(string Column, int Values) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} holds only {Wording.Count(Values)} different whole numbers. "
        + $"If they name groups, send kinds: {{\"{Column}\": \"category\"}}; if they are amounts, leave it.";
}
