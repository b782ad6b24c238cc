using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Tables;

/// <summary>What became of a column: its first mistake, its gaps, and what has to be told about it.</summary>
/// <param name="Mistake">What is wrong, without its place; null where nothing is.</param>
/// <param name="Row">The row of the mistake, or of the first gap; negative where it concerns the whole column.</param>
/// <param name="Gaps">Missing values.</param>
/// <param name="GapText">What the first gap is.</param>
/// <param name="Notes">What has to be told.</param>
internal sealed record ColumnOutcome(string? Mistake, int Row, int Gaps, string GapText, ImmutableArray<DataNote> Notes);

/// <summary>Turns what stands in a column into numbers, or says once what is wrong with it.</summary>
internal static partial class ColumnCheck
{
    /// <summary>Largest value: its square must not leave the range of a double.</summary>
    public const double MaxMagnitude = 1e100;

    /// <summary>Checks a column and writes its numbers; gaps stay NaN.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">What was read.</param>
    /// <param name="format">How its numbers are written.</param>
    /// <param name="cells">Holds the column; overwritten.</param>
    public static ColumnOutcome Check(string name, TableColumn column, FormatDecision format, Span<double> cells)
    {
        var notes = ImmutableArray.CreateBuilder<DataNote>();
        var census = Census(column, cells);
        if (census.FlawRow >= 0)
        {
            return Wrong($"is {census.FlawText}; every cell must be a finite number, at most {MaxMagnitude} in size", census.FlawRow);
        }

        if (census.Texts.Count > 0)
        {
            return Categorise(column, cells, census) is { } mistake
                ? Wrong(mistake, census.TextRow)
                : new ColumnOutcome(null, census.GapRow, census.Gaps, census.GapText, [Categories(name, census)]);
        }

        if (format.Refusal is { } refusal)
        {
            return Wrong(refusal, -1);
        }

        if (column.Format.OtherUnit is { } other)
        {
            return Wrong($"has '{Unit(other)}' beside some numbers and '{Unit(column.Format.Unit!)}' beside others; write all numbers in one "
                + $"unit, without it", -1);
        }

        if (format.IsThousands)
        {
            column.ScaleThousands(cells);
        }

        if (format is { IsDoubtful: true, Example: { } example })
        {
            var read = double.Parse(example.Replace(',', '.'), CultureInfo.InvariantCulture);
            notes.Add(new DataNote(
                format.IsThousands ? DataNoteKind.Thousands : DataNoteKind.DecimalComma,
                [name],
                [example, TableColumn.Shown(format.IsThousands ? Math.Round(read * 1000) : read)]));
        }

        if (column.Format.Unit is { Length: > 0 } unit)
        {
            notes.Add(new DataNote(DataNoteKind.Unit, [name], [unit == "%" ? "percent sign" : unit]));
        }

        if (column.HasQuotedNumbers)
        {
            notes.Add(new DataNote(DataNoteKind.QuotedNumbers, [name], []));
        }

        return new ColumnOutcome(null, census.GapRow, census.Gaps, census.GapText, notes.ToImmutable());

        ColumnOutcome Wrong(string mistake, int row) => new(mistake, row, 0, "", []);
    }

    private static string Unit(string unit) => unit.Length == 0 ? "nothing" : unit;

    private static ColumnCensus Census(TableColumn column, ReadOnlySpan<double> cells)
    {
        var census = new ColumnCensus();
        for (var row = 0; row < cells.Length; row++)
        {
            if (Math.Abs(cells[row]) <= MaxMagnitude)
            {
                census.Numbers++;
                continue;
            }

            var (kind, text) = double.IsNaN(cells[row]) ? column.Other(cells[row])
                : (CellKind.Flaw, double.IsInfinity(cells[row]) ? "infinite" : TableColumn.Shown(cells[row]));
            switch (kind)
            {
                case CellKind.Missing:
                    census.AddGap(row, text);
                    break;
                case CellKind.Text:
                    census.AddText(row, text);
                    break;
                default:
                    census.AddFlaw(row, text);
                    break;
            }
        }

        return census;
    }

    /// <summary>Writes the codes of texts; says why they are no categories where they are not.</summary>
    private static string? Categorise(TableColumn column, Span<double> cells, ColumnCensus census)
    {
        var first = census.Texts[0].Text;
        if (census.Texts.TrueForAll(text => Date().IsMatch(text.Text)))
        {
            return $"is the date '{Shown.Short(first)}', as {Others(census.TextCount)}; leave dates out of variable_names, or give the time since "
                + $"a start as a number";
        }

        if (census.Texts.TrueForAll(text => GroupedDigits().IsMatch(text.Text)))
        {
            return $"is '{Shown.Short(first)}', as {Others(census.TextCount)}: digits whose groups are not of three, which are not read as a number; "
                + "write numbers with a decimal point alone";
        }

        if (census.Numbers > 0)
        {
            return census.TextCount * 2 <= census.Numbers
                ? $"is the text '{Shown.Short(first)}', {Among(census)}; every cell must be a finite number, or every one a text"
                : $"is the text '{Shown.Short(first)}', {Among(census)}; write every cell of the column as a text, or every one as a number";
        }

        var most = Math.Min(TableReading.MostCategories, Math.Max(2, cells.Length / 2));
        if (census.Texts.Count > most)
        {
            const int many = TableReading.MostCategories * 2;
            var found = census.Texts.Count > many ? $"more than {many}" : $"{census.Texts.Count}";
            return $"is the text '{Shown.Short(first)}'; the column holds {found} different texts, too many for categories, so leave it out of "
                + $"variable_names";
        }

        census.Sort(CategoryOrder.Compare);
        var codes = census.Texts
            .Select((text, code) => (text.Text, code))
            .ToDictionary(pair => pair.Text, pair => (double)pair.code, StringComparer.Ordinal);
        for (var row = 0; row < cells.Length; row++)
        {
            var (kind, text) = column.Other(cells[row]);
            cells[row] = kind == CellKind.Text ? codes[text] : double.NaN;
        }

        return null;
    }

    private static string Others(int count) => count == 2 ? "is one other cell" : $"are {count - 1} other cells";

    private static string Among(ColumnCensus census) =>
        $"{(census.TextCount == 1 ? "one text" : $"one of {census.TextCount} texts")} among {census.Numbers} numbers";

    private static DataNote Categories(string name, ColumnCensus census) =>
        new(DataNoteKind.Categories, [name], [.. census.Texts.Select(text => text.Text)]);

    /// <summary>A number in the Indian grouping, such as 1,23,456.50.</summary>
    [GeneratedRegex(@"^[+-]?\d{1,2}(,\d{2})+,\d{3}(\.\d+)?$", RegexOptions.NonBacktracking)]
    private static partial Regex GroupedDigits();

    /// <summary>A date, a month, a quarter or a time of day.</summary>
    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}([-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}[-/.](\d{4}|\d{2})"
        + @"|\d{1,2}[ -]?[A-Za-z]{3,9}\.?[ -,]*\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2}, ?\d{4}|\d{4}-?[Qq][1-4])"
        + @"([T ,]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?)?(Z|[+-]\d{2}:?\d{2})?$|^\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?$",
        RegexOptions.NonBacktracking)]
    public static partial Regex Date();
}
