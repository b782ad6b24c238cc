using System.Text;

namespace Isl.Api.Requests.Tables;

/// <summary>Tells what was sent as CSV and is something else by its first bytes, so that the answer names it.</summary>
internal static class TableLanguages
{
    private const int Look = 200;

    /// <summary>What the bytes are and what to send instead; null where they may be CSV.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="member">The member of a JSON request that rows would be sent as.</param>
    public static string? Refusal(ReadOnlySpan<byte> bytes, string member)
    {
        var start = (bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes).TrimStart(" \t\r\n"u8);
        return bytes.StartsWith("PK\x03\x04"u8) ? "is a ZIP file, such as an Excel workbook (.xlsx); save the sheet as CSV"
            : bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) ? "is an old Excel workbook (.xls); save the sheet as CSV"
            : bytes.StartsWith("PAR1"u8) || bytes.StartsWith("ARROW1"u8) ? "is a Parquet or Arrow file; in Python send df.to_csv(index=False)"
            : bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]) ? "is compressed; send it with Content-Encoding: gzip, or unpacked"
            : bytes.StartsWith("%PDF"u8) ? "is a PDF document; send the table in it as CSV"
            : start.StartsWith("@relation"u8) || start.StartsWith("@RELATION"u8) ? "is an ARFF file of Weka; save it as CSV"
            : !start.IsEmpty && start[0] == '<' ? "is XML or HTML; send the table in it as CSV"
            : BodyLanguages.IsJson(start) ? OfJson(start, member)
            : null;
    }

    private static string OfJson(ReadOnlySpan<byte> start, string member)
    {
        // A request that was sent whole has its table within.
        var isRequest = Encoding.UTF8.GetString(start[..Math.Min(start.Length, Look)]).Contains($"\"{member}\"", StringComparison.Ordinal);
        return isRequest
            ? "is a JSON request; send it with Content-Type: application/json"
            : $"is JSON; send rows as {member} in a JSON object, {{\"{member}\": [{{\"A\": 1, \"B\": 2}}]}}, with Content-Type: application/json";
    }
}
