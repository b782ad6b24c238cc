using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>How a table was read, where it could have been meant otherwise.</summary>
/// <param name="Note">What was decided.</param>
public sealed record TableRead(DataNote Note) : Finding
{
    private const int MostLevels = 6;

    private IReadOnlyList<string> Columns => Note.Columns;

    /// <inheritdoc/>
    public override string Text => Note.Kind switch
    {
        DataNoteKind.Categories => Categories,
        DataNoteKind.Thousands =>
            $"In {Wording.Some(Columns)}, {Note.Details[0]} was read as {Note.Details[1]}: its mark was taken to set thousands apart, not for a "
                + $"decimal mark. "
            + "If that is wrong, write the numbers with a decimal point.",
        DataNoteKind.DecimalComma =>
            $"In {Wording.Some(Columns)}, {Note.Details[0]} was read as {Note.Details[1]}: its comma was taken for a decimal mark, not to set "
                + $"thousands apart. "
            + "If that is wrong, write the numbers without marks for thousands.",
        DataNoteKind.Unit => $"The {Note.Details[0]} beside the numbers of {Wording.Some(Columns)} was left out.",
        DataNoteKind.IndexColumn => "The first column has no name and only numbers or names the rows, so it was left out.",
        DataNoteKind.TitleLines => $"{Wording.Count(Note.Count, "line")} above the header {Wording.Of(Note.Count, "was", "were")} passed over.",
        DataNoteKind.DroppedRows =>
            $"{Wording.Count(Note.Count, "row")} with missing values in {Wording.Some(Columns)} {Wording.Of(Note.Count, "was", "were")} left out. "
            + "If values are missing for a reason that bears on the variables, this biases the graph.",
        DataNoteKind.TestwiseRows =>
            $"{Wording.Count(Note.Count, "row")} {Wording.Of(Note.Count, "has", "have")} missing values in {Wording.Some(Columns)}. "
            + "Each test used the rows that are complete in its own columns; weights and figures come from the rows without any missing value. "
            + "If values are missing for a reason that bears on the variables, this biases the graph.",
        _ => $"The texts in {Wording.Some(Columns)} were read as the numbers they hold.",
    };

    /// <summary>Categories that differ in case alone.</summary>
    private string Alike
    {
        get
        {
            var alike = Note.Details.GroupBy(level => level.Trim(), StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
            return alike is null ? "" : $" {Wording.And([.. alike.Take(2)])} are kept apart; write them alike if they mean the same.";
        }
    }

    private string Categories
    {
        get
        {
            var codes = string.Join(", ", Note.Details.Take(MostLevels).Select((level, code) => $"{level} = {code}"));
            var more = Note.Details.Length > MostLevels ? $" and {Wording.Count(Note.Details.Length - MostLevels)} more" : "";
            var order = Note.Details.Length > 2 ? " Linear methods take the codes as quantities, though their order means nothing." : "";
            return $"The texts in {Columns[0]} were taken as categories ({codes}{more}).{order}{Alike}";
        }
    }
}

/// <summary>A value that files use for a missing one, far from all others in its column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How often it stands there.</param>
public sealed record MissingCode(string Column, double Value, int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} holds {Wording.Exact(Value)} {Times(Count)}, far from every other value. That looks like a code for a missing value, and was "
            + $"read as a number. "
        + "Leave such rows out if it is one.";

    internal static string Times(int count) => count == 1 ? "once" : $"{Wording.Count(count)} times";
}

/// <summary>A value far from all others in its column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Value">The value.</param>
/// <param name="Count">How often it stands there.</param>
public sealed record StrayValue(string Column, double Value, int Count) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Column} holds the extreme value {Wording.Exact(Value)} {MissingCode.Times(Count)}, far from every other value. One such row can decide "
            + $"the graph, "
        + "so check it.";
}

/// <summary>Rows that are copies of others.</summary>
/// <param name="Copies">How many.</param>
/// <param name="Rows">Of how many.</param>
public sealed record RepeatedRows(int Copies, int Rows) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Count(Copies)} of {Wording.Count(Rows)} rows are duplicates of earlier ones. Tests count every row as a new observation, so "
            + $"edges may be "
        + "spurious. Remove the copies unless the rows were drawn independently.";
}
