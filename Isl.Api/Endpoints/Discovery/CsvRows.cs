using System.Globalization;
using System.Text;
using Isl.Errors;

namespace Isl.Api.Endpoints.Discovery;

/// <summary>Reads CSV text with a header into a table, in one pass, without an object per cell.</summary>
/// <remarks>Separator comma, semicolon or tab, by which of them the header holds most; quotes as in RFC 4180; LF or CRLF; an optional byte order mark.</remarks>
public static class CsvRows
{
    private static readonly string[] MissingMarks = ["", "NA", "N/A", "NaN", "null", "NULL", "None", "?", "."];

    /// <summary>Reads a table.</summary>
    /// <param name="text">The text.</param>
    /// <param name="path">JSON pointer of the text, for mistakes.</param>
    /// <exception cref="InputException">The header or the shape of a row is flawed.</exception>
    public static DataTable Read(ReadOnlySpan<char> text, string path)
    {
        if (text.StartsWith("\uFEFF"))
        {
            text = text[1..];
        }

        var firstLine = text.IndexOf('\n') is var end && end >= 0 ? text[..end] : text;
        var separator = Separator(firstLine);
        var table = new DataTable((_, _) => path, row => $"Data row {row + 1} (line {row + 2} where no cell holds a line break)");
        var scratch = new StringBuilder();
        var line = 1;
        var header = ReadHeader(ref text, separator, path, table, scratch, ref line);
        while (!text.IsEmpty)
        {
            if (text[0] is '\n' or '\r')
            {
                line += text[0] == '\n' ? 1 : 0;
                text = text[1..];
                continue;
            }

            var column = 0;
            for (var last = false; !last; column++)
            {
                var cell = NextCell(ref text, separator, scratch, path, ref line, out last);
                if (column < header)
                {
                    SetCell(table, column, cell);
                }
            }

            if (column != header)
            {
                throw new InputException(path, $"Line {line - 1} has {column} cells, the header has {header}; give every data row (this is number {table.Rows + 1}) the same number of cells.");
            }

            table.EndRow();
        }

        return table;
    }

    private static int ReadHeader(ref ReadOnlySpan<char> text, char separator, string path, DataTable table, StringBuilder scratch, ref int line)
    {
        if (text.Trim().IsEmpty)
        {
            throw new InputException(path, "The CSV text is empty; send a header line and at least 3 data rows.");
        }

        var count = 0;
        for (var last = false; !last; count++)
        {
            var name = NextCell(ref text, separator, scratch, path, ref line, out last).Trim().ToString();
            if (table.ColumnOf(name) != count)
            {
                throw new InputException(path, $"The header names the column '{name}' twice; name each column once.");
            }
        }

        return count;
    }

    private static void SetCell(DataTable table, int column, ReadOnlySpan<char> cell)
    {
        var trimmed = cell.Trim();
        if (double.TryParse(trimmed, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && !double.IsNaN(value))
        {
            table.Set(column, value);
            return;
        }

        foreach (var mark in MissingMarks)
        {
            if (trimmed.Equals(mark, StringComparison.OrdinalIgnoreCase))
            {
                table.SetFlaw(column, mark.Length == 0 ? "empty" : $"the missing-value mark '{mark}'");
                return;
            }
        }

        table.SetFlaw(column, $"the text '{(trimmed.Length <= 40 ? trimmed : trimmed[..40])}'");
    }

    /// <summary>Takes one cell and what ends it off the text; <paramref name="last"/> when that is the end of the row.</summary>
    private static ReadOnlySpan<char> NextCell(ref ReadOnlySpan<char> text, char separator, StringBuilder scratch, string path, ref int line, out bool last)
    {
        if (!text.IsEmpty && text[0] == '"')
        {
            return NextQuotedCell(ref text, separator, scratch, path, ref line, out last);
        }

        var end = text.IndexOfAny(separator, '\n');
        var cell = end < 0 ? text : text[..end];
        last = end < 0 || text[end] == '\n';
        line += last ? 1 : 0;
        text = end < 0 ? [] : text[(end + 1)..];
        return cell.TrimEnd('\r');
    }

    private static ReadOnlySpan<char> NextQuotedCell(ref ReadOnlySpan<char> text, char separator, StringBuilder scratch, string path, ref int line, out bool last)
    {
        scratch.Clear();
        var opened = line;
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                scratch.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                scratch.Append('"');
                at++;
            }
            else
            {
                text = text[(at + 1)..];
                NextCell(ref text, separator, new StringBuilder(), path, ref line, out last);
                return scratch.ToString();
            }
        }

        throw new InputException(path, $"The quoted cell that begins on line {opened} is not closed; end it with '\"'.");
    }

    private static char Separator(ReadOnlySpan<char> header)
    {
        var (best, most) = (',', header.Count(','));
        foreach (var candidate in ";\t")
        {
            if (header.Count(candidate) > most)
            {
                (best, most) = (candidate, header.Count(candidate));
            }
        }

        return best;
    }
}
