namespace Isl.Api.Requests.Tables;

/// <summary>What a cell holds.</summary>
internal enum CellKind
{
    /// <summary>A number.</summary>
    Number,

    /// <summary>Nothing, or a mark for a missing value.</summary>
    Missing,

    /// <summary>A text that may be the name of a category.</summary>
    Text,

    /// <summary>Something that can be neither, such as a list or an infinite number.</summary>
    Flaw,
}

/// <summary>What the marks in a number say about how the file writes numbers.</summary>
internal enum NumberMark
{
    /// <summary>No mark: <c>987</c>.</summary>
    Plain,

    /// <summary>A decimal point, or thousands set apart by commas: <c>1.5</c>, <c>1,234.5</c>.</summary>
    Point,

    /// <summary>A decimal comma, or thousands set apart by points: <c>1,5</c>, <c>1.234,5</c>.</summary>
    Comma,

    /// <summary>Either a decimal point or thousands: <c>1.234</c>.</summary>
    PointOrThousands,

    /// <summary>Either a decimal comma or thousands: <c>1,234</c>.</summary>
    CommaOrThousands,
}

/// <summary>A cell as it was read.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Value">The number; a doubtful mark is read as the decimal one.</param>
/// <param name="Mark">How the number is written.</param>
/// <param name="Unit">A percent sign or currency that stands with the number; empty for none.</param>
/// <param name="Text">The text, or what a missing or flawed cell is called in messages.</param>
internal readonly record struct CellReading(CellKind Kind, double Value, NumberMark Mark = NumberMark.Plain, string Unit = "", string Text = "")
{
    /// <summary>A cell without anything.</summary>
    public static CellReading Empty { get; } = Missing("empty");

    /// <summary>A number.</summary>
    public static CellReading Number(double value, NumberMark mark, string unit = "") => new(CellKind.Number, value, mark, unit);

    /// <summary>A missing value.</summary>
    public static CellReading Missing(string what) => new(CellKind.Missing, double.NaN, Text: what);

    /// <summary>What is neither a number nor a category.</summary>
    public static CellReading Flaw(string what) => new(CellKind.Flaw, double.NaN, Text: what);

    /// <summary>A text.</summary>
    public static CellReading OfText(string text) => new(CellKind.Text, double.NaN, Text: text);
}
