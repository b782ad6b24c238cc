using System.Globalization;
using System.Text;
using System.Text.Unicode;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>How a CSV text is laid out: its encoding, line ends, separator, and what stands above its header.</summary>
/// <param name="Separator">What stands between cells.</param>
/// <param name="Skip">Bytes before the header.</param>
/// <param name="TitleLines">Lines before it that hold anything, other than Excel's <c>sep=</c>.</param>
/// <param name="Lines">Lines before the header.</param>
internal readonly record struct CsvLayout(byte Separator, int Skip, int TitleLines, int Lines)
{
    private const int LinesLookedAt = 20;
    private const int MostTitles = 5;
    private static readonly byte[] Separators = [.. ",;\t|"u8];

    /// <summary>The text as UTF-8 with line feeds.</summary>
    /// <exception cref="InputException">It cannot be read as text.</exception>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> bytes, JsonPointer place)
    {
        if (TableLanguages.Refusal(bytes, MemberOfRows(place)) is { } other)
        {
            throw new InputException(place.ToString(), $"The CSV text {other}.");
        }

        if (bytes.StartsWith(Encoding.Unicode.Preamble) || bytes.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            var encoding = bytes[0] == Encoding.Unicode.Preamble[0] ? Encoding.Unicode : Encoding.BigEndianUnicode;
            bytes = Encoding.UTF8.GetBytes(encoding.GetString(bytes[2..]));
        }

        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        }

        if (bytes.IndexOf((byte)0) is var nul && nul >= 0)
        {
            var line = 1 + bytes[..nul].Count((byte)'\n');
            throw new InputException(
                place.ToString(),
                $"Line {line} of the CSV text holds a NUL character, which is no part of a text; save the file as plain CSV in UTF-8.");
        }

        if (!Utf8.IsValid(bytes))
        {
            throw new InputException(
                place.ToString(),
                $"Line {FirstBadLine(bytes)} of the CSV text is not UTF-8, but perhaps Latin-1 or Windows-1252; save the file as UTF-8.");
        }

        if (bytes.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InputException(place.ToString(), "The CSV text is empty; send a header line and at least 3 data rows.");
        }

        // Old Macs end lines with a carriage return alone.
        return bytes.Contains((byte)'\n') || !bytes.Contains((byte)'\r') ? bytes : Replaced(bytes, (byte)'\r', (byte)'\n');
    }

    /// <summary>Looks at the first lines of a text.</summary>
    public static CsvLayout Of(ReadOnlySpan<byte> text)
    {
        var lines = FirstLines(text);
        if (lines.Count > 1 && SeparatorLine(text[lines[0].Range]) is { } given)
        {
            return new CsvLayout(given, lines[1].Range.Start.Value, 0, lines[1].Number);
        }

        var (separator, header) = (Separators[0], 0);
        var best = 0.0;
        foreach (var candidate in Separators)
        {
            var (share, at) = Fit(text, lines, candidate);
            if (share > best)
            {
                (best, separator, header) = (share, candidate, at);
            }
        }

        return new CsvLayout(separator, lines[header].Range.Start.Value, header, lines[header].Number);
    }

    /// <summary>A text whose cells are set apart by blanks alone, with tabs between them instead; the same text where they are not.</summary>
    public static ReadOnlySpan<byte> WithTabsForBlanks(ReadOnlySpan<byte> text)
    {
        var lines = FirstLines(text);
        var cells = lines.ConvertAll(line => -1);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = text[lines[i].Range];
            if (line.IndexOfAny(",;\t|\""u8) is var at && at >= 0 && (i == 0 || line[at] != (byte)','))
            {
                return text;
            }

            cells[i] = Encoding.UTF8.GetString(line).Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        }

        var isTable = cells.Count > 1 && cells[0] > 1
            && cells.Skip(1).All(count => count == cells[1] && (count == cells[0] || count == cells[0] + 1));
        if (!isTable)
        {
            return text;
        }

        var rows = Encoding.UTF8.GetString(text).Split('\n')
            .Select(line => string.Join('\t', line.Split([' ', '\r'], StringSplitOptions.RemoveEmptyEntries)));
        return Encoding.UTF8.GetBytes(string.Join('\n', rows));
    }

    /// <summary>How well a separator fits: the share of lines with as many cells as most, and the line that looks like the header.</summary>
    private static (double Share, int Header) Fit(ReadOnlySpan<byte> text, List<(Range Range, int Number)> lines, byte separator)
    {
        var counts = new List<int>();
        foreach (var (range, _) in lines)
        {
            counts.Add(CountOf(text[range], separator));
        }

        var usual = counts.Skip(1).DefaultIfEmpty(counts[0]).GroupBy(count => count).MaxBy(group => group.Count())!.Key;
        var header = 0;
        if (counts[0] < usual)
        {
            var found = counts.FindIndex(count => count == usual);
            header = found is > 0 and <= MostTitles && HasNoNumber(text[lines[found].Range], separator) ? found : 0;
        }

        // A separator that the header does not hold is none: it may be a decimal comma.
        return counts[header] == 0 ? (0, 0) : (counts.Skip(header).Count(count => count == usual) / (double)(counts.Count - header), header);
    }

    private static bool HasNoNumber(ReadOnlySpan<byte> line, byte separator)
    {
        foreach (var cell in Encoding.UTF8.GetString(line).Split((char)separator))
        {
            if (CellText.Read(cell.Trim().Trim('"')).Kind == CellKind.Number)
            {
                return false;
            }
        }

        return true;
    }

    private static int CountOf(ReadOnlySpan<byte> line, byte separator)
    {
        var (count, quoted) = (0, false);
        foreach (var letter in line)
        {
            quoted ^= letter == '"';
            count += letter == separator && !quoted ? 1 : 0;
        }

        return count;
    }

    /// <summary>The first lines that hold anything, and their numbers from 1.</summary>
    private static List<(Range Range, int Number)> FirstLines(ReadOnlySpan<byte> text)
    {
        var lines = new List<(Range, int)>();
        for (int at = 0, number = 1; at < text.Length && lines.Count < LinesLookedAt; number++)
        {
            var end = text[at..].IndexOf((byte)'\n') is var length && length >= 0 ? at + length : text.Length;
            if (!text[at..end].Trim(" \t\r"u8).IsEmpty)
            {
                lines.Add((at..end, number));
            }

            at = end + 1;
        }

        return lines;
    }

    /// <summary>The separator of Excel's first line <c>sep=;</c>; null for other lines.</summary>
    private static byte? SeparatorLine(ReadOnlySpan<byte> line)
    {
        var trimmed = line.Trim("\r\""u8);
        return trimmed.Length == 5 && Encoding.ASCII.GetString(trimmed).StartsWith("sep=", ignoreCase: true, CultureInfo.InvariantCulture)
            ? trimmed[4]
            : null;
    }

    /// <summary>The member that rows come in, where CSV text comes as <c>data_csv</c>.</summary>
    private static string MemberOfRows(JsonPointer place) =>
        place.Name.EndsWith("_csv", StringComparison.Ordinal) ? place.Name[..^"_csv".Length] : "data";

    private static byte[] Replaced(ReadOnlySpan<byte> bytes, byte what, byte by)
    {
        var replaced = bytes.ToArray();
        replaced.AsSpan().Replace(what, by);
        return replaced;
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
}
