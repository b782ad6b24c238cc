using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Isl.Grains.Interfaces.Discovery;

/// <summary>What was decided when a table was read, and may have been meant otherwise.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DataNoteKind>))]
public enum DataNoteKind
{
    /// <summary>Texts were taken as categories: <c>Details</c> lists them in the order of their codes, from 0.</summary>
    Categories,

    /// <summary>A doubtful mark was read as setting thousands apart; <c>Details</c> holds an example and how it was read.</summary>
    Thousands,

    /// <summary>A doubtful comma was read as a decimal one; <c>Details</c> holds an example and how it was read.</summary>
    DecimalComma,

    /// <summary>A unit beside the numbers was left out; <c>Details</c> holds it.</summary>
    Unit,

    /// <summary>A column without a name that numbers the rows was left out.</summary>
    IndexColumn,

    /// <summary>Lines above the header were passed over; <c>Count</c> says how many.</summary>
    TitleLines,

    /// <summary>Rows with missing values were left out; <c>Count</c> says how many.</summary>
    DroppedRows,

    /// <summary>Texts were read as the numbers they hold.</summary>
    QuotedNumbers,

    /// <summary>Rows with missing values stay for the tests that have no need of these; <c>Count</c> says how many there are.</summary>
    TestwiseRows,
}

/// <summary>A note on how a table was read.</summary>
/// <param name="Kind">What was decided.</param>
/// <param name="Columns">The columns it is about.</param>
/// <param name="Details">Particulars, by kind.</param>
/// <param name="Count">A number of lines or rows.</param>
[GenerateSerializer, Immutable, Alias("isl.data-note.v1")]
public sealed record DataNote(
    [property: Id(0)] DataNoteKind Kind,
    [property: Id(1)] ImmutableArray<string> Columns,
    [property: Id(2)] ImmutableArray<string> Details,
    [property: Id(3)] int Count = 0);
