using System.Text;
using System.Text.Unicode;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Reads CSV text with a header into a table, in one pass over its bytes, without an object per cell.</summary>
/// <remarks>
/// Separator comma, semicolon or tab, by which of them the header holds most; quotes as in RFC 4180; LF or CRLF; an optional byte order
/// mark. Where the separator is not the comma, a comma in a number is a decimal comma.
/// </remarks>
public static class CsvRows
{
    private const int SmallestCell = 2;
    private const int LongestShown = 160;
    private static readonly string[] MissingMarks = ["", "NA", "N/A", "NaN", "null", "None", "?", "."];

    /// <summary>Reads a table.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="place">Place of the text in the request, for mistakes.</param>
    /// <exception cref="InputException">The header or the shape of a row is flawed.</exception>
    public static DataTable Read(ReadOnlySpan<byte> utf8, JsonPointer place)
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (utf8.StartsWith(Encoding.Unicode.Preamble) || utf8.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            throw new InputException(place.ToString(), "The CSV text is UTF-16; save it as UTF-8.");
        }

        if (!Utf8.IsValid(utf8))
        {
            throw new InputException(place.ToString(), $"Line {FirstBadLine(utf8)} of the CSV text is not UTF-8; save the file as UTF-8.");
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InputException(place.ToString(), "The CSV text is empty; send a header line and at least 3 data rows.");
        }

        var cursor = new CsvCursor(utf8, place.ToString());
        var names = ReadHeader(ref cursor, place);

        // An upper bound, and never more cells than the text can hold.
        var expected = Math.Min(utf8.Count((byte)'\n') + 1, (utf8.Length / (SmallestCell * names.Count)) + 1);
        var table = new DataTable((_, _) => place, row => $"Data row {row + 1} (line {row + 2} where no cell holds a line break)", expected);
        names.ForEach(name => table.ColumnOf(name));
        var number = new CsvNumber(cursor.Separator != ',');
        while (cursor.SkipEmptyLines())
        {
            var line = cursor.Line;
            var column = 0;
            for (var last = false; !last; column++)
            {
                var cell = cursor.NextCell(out last);
                if (column < names.Count)
                {
                    SetCell(table, column, cell, number);
                }
            }

            if (column != names.Count)
            {
                throw new InputException(
                    place.ToString(),
                    $"Line {line} has {column} cells, the header has {names.Count}; "
                    + $"give every data row (this is number {table.Rows + 1}) the same number of cells.");
            }

            table.EndRow();
        }

        return table;
    }

    /// <summary>The number, from 1, of the first line that is not UTF-8: no character is longer than a line.</summary>
    private static int FirstBadLine(ReadOnlySpan<byte> utf8)
    {
        var line = 1;
        while (utf8.IndexOf((byte)'\n') is var end && end >= 0 && Utf8.IsValid(utf8[..end]))
        {
            utf8 = utf8[(end + 1)..];
            line++;
        }

        return line;
    }

    private static List<string> ReadHeader(ref CsvCursor cursor, JsonPointer place)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        cursor.SkipEmptyLines();
        for (var last = false; !last;)
        {
            var name = Encoding.UTF8.GetString(cursor.NextCell(out last)).Trim();
            names.Add(name);
            if (!seen.Add(name))
            {
                throw new InputException(place.ToString(), $"The header names the column '{name}' twice; name each column once.");
            }
        }

        return names;
    }

    private static void SetCell(DataTable table, int column, ReadOnlySpan<byte> cell, CsvNumber number)
    {
        if (number.TryParse(cell, out var value))
        {
            table.Set(column, value);
        }
        else if (!table.NotesFlaws(column))
        {
            table.SetFlaw(column, "");
        }
        else
        {
            SetFlaw(table, column, Encoding.UTF8.GetString(cell[..Math.Min(cell.Length, LongestShown)]).Trim());
        }
    }

    private static void SetFlaw(DataTable table, int column, string text)
    {
        var mark = Array.Find(MissingMarks, mark => text.Equals(mark, StringComparison.OrdinalIgnoreCase));
        table.SetFlaw(
            column,
            mark switch { null => $"the text '{Shown.Short(text)}'", "" => "empty", _ => $"the missing-value mark '{mark}'" },
            isText: mark is null);
    }
}
