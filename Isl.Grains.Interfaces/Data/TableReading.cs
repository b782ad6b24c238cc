using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Interfaces.Data;

/// <summary>What a column of a table is.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, three different ones or more.</summary>
    Numeric,

    /// <summary>Two values of whatever sort.</summary>
    Binary,

    /// <summary>Three or more levels.</summary>
    Category,

    /// <summary>Texts that are all different, or nearly so.</summary>
    Identifier,

    /// <summary>One value, or none.</summary>
    Constant,
}

/// <summary>What a caller may declare a column to be.</summary>
public enum DeclaredKind
{
    /// <summary>A quantity.</summary>
    Numeric,

    /// <summary>Levels without distances.</summary>
    Category,
}

/// <summary>What stands in the way of reading a column.</summary>
public enum ColumnTrouble
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Its texts are dates.</summary>
    Dates,

    /// <summary>It holds both numbers and texts.</summary>
    Mixed,

    /// <summary>It cannot be told whether a mark in its numbers is the decimal one.</summary>
    DoubtfulNumbers,

    /// <summary>Its numbers come in different units.</summary>
    Units,
}

/// <summary>A level of a column of texts.</summary>
/// <param name="Code">Its number in the data.</param>
/// <param name="Text">The text.</param>
[GenerateSerializer, Immutable, Alias("isl.level-label.v1")]
public readonly record struct LevelLabel([property: Id(0)] int Code, [property: Id(1)] string Text);

/// <summary>How a column was read, where that is not plainly as numbers.</summary>
/// <param name="Name">The column.</param>
/// <param name="IsText">Its numbers in the data are codes of texts.</param>
/// <param name="Labels">The texts by code, ascending: all of them, or the most frequent ones of a column with many.</param>
/// <param name="Trouble">What stood in the way.</param>
/// <param name="Unreadable">Cells that hold something, but no value that fits the column; they are gaps in the data.</param>
[GenerateSerializer, Immutable, Alias("isl.column-reading.v1")]
public sealed record ColumnReading(
    [property: Id(0)] string Name,
    [property: Id(1)] bool IsText,
    [property: Id(2)] ImmutableArray<LevelLabel> Labels,
    [property: Id(3)] ColumnTrouble Trouble = ColumnTrouble.None,
    [property: Id(4)] int Unreadable = 0);

/// <summary>A cell without a value that could be used.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="Column">Its column.</param>
/// <param name="Text">What stands there.</param>
[GenerateSerializer, Immutable, Alias("isl.table-flaw.v1")]
public sealed record TableFlaw([property: Id(0)] int Row, [property: Id(1)] string Column, [property: Id(2)] string Text);

/// <summary>How a table was read: what its numbers alone do not say.</summary>
/// <param name="Columns">The columns that there is something to say about, in the data's order.</param>
/// <param name="Flaws">The first cells without a usable value.</param>
/// <param name="Notes">What was decided on the way, and may have been meant otherwise.</param>
[GenerateSerializer, Immutable, Alias("isl.table-reading.v1")]
public sealed record TableReading(
    [property: Id(0)] ImmutableArray<ColumnReading> Columns,
    [property: Id(1)] ImmutableArray<TableFlaw> Flaws,
    [property: Id(2)] ImmutableArray<DataNote> Notes)
{
    /// <summary>Most levels of a column of texts that is taken for categories.</summary>
    public const int MostCategories = 50;

    /// <summary>Nothing to say: plain numbers.</summary>
    public static TableReading Plain { get; } = new([], [], []);

    /// <summary>How a column was read; null where there is nothing to say about it.</summary>
    public ColumnReading? Of(string column) => Columns.FirstOrDefault(one => one.Name == column);
}
