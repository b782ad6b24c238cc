using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Reads CSV text with a header into a table, in one pass over its bytes, without an object per cell.</summary>
/// <remarks>
/// Separator comma, semicolon, tab, bar or blanks, by which of them cuts the first lines evenly, or as Excel's <c>sep=</c> says; quotes as in RFC
/// 4180; LF, CRLF or CR; UTF-8, or UTF-16 with a byte order mark. Lines above the header, rows without any value, an empty column at the end and a
/// column without a name that numbers the rows are passed over. How numbers are written is decided by column, see <see cref="ColumnFormat"/>.
/// </remarks>
public static class CsvRows
{
    private const int SmallestCell = 2;

    /// <summary>Reads a table.</summary>
    /// <param name="bytes">The text.</param>
    /// <param name="place">Place of the text in the request, for mistakes.</param>
    /// <param name="variables">The columns that the request names, if it does.</param>
    /// <exception cref="InputException">The header or the shape of a row is flawed.</exception>
    public static DataTable Read(ReadOnlySpan<byte> bytes, JsonPointer place, IReadOnlyList<string>? variables = null)
    {
        var text = CsvLayout.WithTabsForBlanks(CsvLayout.Decode(bytes, place));
        var layout = CsvLayout.Of(text);
        var cursor = new CsvCursor(text[layout.Skip..], place.ToString(), layout.Separator, layout.Lines);
        var header = CsvHeader.Read(ref cursor, variables, place);
        var hasEmptyEnd = HasEmptyEnd(cursor, header);

        // An upper bound, and never more cells than the text can hold.
        var expected = Math.Min(text.Count((byte)'\n') + 1, (text.Length / (SmallestCell * header.Names.Count)) + 1);
        var first = layout.Lines + 1;
        var table = new DataTable(
            place, (_, _) => place, row => $"Data row {row + 1} (line {row + first} where no cell holds a line break)", expected);
        header.Names.ForEach(name => table.ColumnOf(name));
        while (cursor.SkipEmptyLines())
        {
            ReadRow(ref cursor, table, header.Names.Count, hasEmptyEnd, place);
        }

        if (layout.TitleLines > 0)
        {
            table.Notes.Add(new DataNote(DataNoteKind.TitleLines, [], [], layout.TitleLines));
        }

        header.Resolve(table, place);
        return table;
    }

    /// <summary>
    /// Looks at the first data row. One cell more than the header has is a row name before the others, as R writes it, or an empty cell at the end.
    /// </summary>
    private static bool HasEmptyEnd(CsvCursor cursor, CsvHeader header)
    {
        if (!cursor.SkipEmptyLines())
        {
            return false;
        }

        var (count, isEmpty) = (0, false);
        for (var last = false; !last; count++)
        {
            isEmpty = cursor.NextCell(out last).IsEmpty;
        }

        if (count == header.Names.Count + 1 && !isEmpty && header.Nameless.Count == 0)
        {
            header.AddRowNames();
        }

        return count == header.Names.Count + 1 && isEmpty;
    }

    private static void ReadRow(ref CsvCursor cursor, DataTable table, int columns, bool hasEmptyEnd, JsonPointer place)
    {
        var line = cursor.Line;
        var (count, isEmpty, isLastEmpty) = (0, true, false);
        for (var last = false; !last; count++)
        {
            var cell = cursor.NextCell(out last);
            isLastEmpty = cell.IsEmpty;
            isEmpty &= isLastEmpty;
            if (count < columns)
            {
                table.Set(count, CellText.Read(cell));
            }
        }

        // A row without any value is no row: its cells are overwritten by the next.
        if (isEmpty)
        {
            return;
        }

        if (count != columns && !(hasEmptyEnd && count == columns + 1 && isLastEmpty))
        {
            throw new InputException(
                place.ToString(),
                $"Line {line} has {count} cells, the header has {columns}; give every data row (this is number {table.Rows + 1}) the same number "
                    + $"of cells.");
        }

        table.EndRow();
    }
}
