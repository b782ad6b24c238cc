using System.Globalization;
using System.Text;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Requests;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests.Tables;

public sealed class CsvRowsTests
{
    [Theory]
    [InlineData("A,B\n1,2\n3,4.5\n-5e-1,6\n")]
    [InlineData("A;B\n1;2\n3;4,5\n-0,5;6\n")]
    [InlineData("A\tB\r\n1\t2\r\n3\t4,5\r\n-0.5\t6")]
    [InlineData("\uFEFF\"A\",\"B\"\n\"1\",2\n3,\" 4.5 \"\n-.5,6")]
    [InlineData("\n\nA , B\n1, 2\n\n3,\t4.5\n -0.50 ,6\n\n")]
    public void Read_ManySpellings_AreOneDataSet(string text)
    {
        var data = Read(text);

        Assert.Equal(["A", "B"], data.Variables);
        Assert.Equal([1, 3, -0.5, 2, 4.5, 6], data.Values.ToArray());
    }

    [Fact]
    public void Read_QuotesSeparatorsAndLineBreaksInNames_AreKeptInOneLine()
    {
        var table = CsvRows.Read("\"a, \"\"b\"\"\",\"c\nd\"\n1,2\n"u8, JsonPointer.Root.Member("data_csv"));

        Assert.Equal(["a, \"b\"", "c d"], table.Names);
        Assert.Equal(1, table.Rows);
    }

    [Theory]
    [InlineData("A,B\n1,2\n3,NA\n5,6", "Data row 2", "column 'B'", "'NA'")]
    [InlineData("A,B\n1,2\n3,\n5,6", "Data row 2", "column 'B'", "empty")]
    [InlineData("A,B\n1,2\n3,4\n?,6", "Data row 3", "column 'A'", "'?'")]
    [InlineData("A,B\n1,2\n3,null\n5,6", "Data row 2", "column 'B'", "'null'")]
    [InlineData("A,B\n1,2\n3,nan\n5,6", "Data row 2", "column 'B'", "'nan'", "drop_rows")]
    [InlineData("A,B\n1,2\n3,Infinity\n5,6", "Data row 2", "column 'B'", "infinite")]
    [InlineData("A,B\n1,2\n3,1e999\n5,6", "Data row 2", "column 'B'", "infinite")]
    [InlineData("A,B\n1,2\n3,red\n5,6", "the text 'red'", "one text among 2 numbers")]
    [InlineData("A;B\n1;2,5\n3;1.25\n5;6", "Column 'B'", "mixes decimal commas and decimal points")]
    [InlineData("A,B\n1,2\n3,4,5\n5,6", "Line 3", "3 cells", "number 2")]
    [InlineData("A,B\n1,\"2\n3,4\n5,6", "line 2", "not closed")]
    [InlineData("A,B\n1,\"2\"x\n3,4\n5,6", "line 2", "closing quote")]
    [InlineData("A,A\n1,2", "'A' twice")]
    [InlineData(" \n ", "empty")]
    [InlineData("A,B\n1,2\n3,4", "2 rows", "at least 3")]
    public void Read_FlawedText_NamesRowAndColumn(string text, params string[] says)
    {
        var error = Assert.Throws<InputException>(() => Read(text));

        Assert.All(says, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_100000RowsOf50Columns_AllocatesAFewTimesTheFile()
    {
        var csv = Table(100_000, 50, ",", "");
        Assert.InRange(csv.Length, 20_000_000, 32 * 1024 * 1024);
        Read(Table(100, 50, ",", ""));

        var before = GC.GetAllocatedBytesForCurrentThread();
        var data = Read(csv);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        // The cells twice, as they are read and in the data set (8 bytes each), and nothing that counts beside them.
        Assert.Equal(5_000_000, data.Values.Length);
        Assert.InRange(allocated, 80_000_000, 82_000_000);
        Assert.InRange((double)allocated / csv.Length, 2, 4);
    }

    [Fact]
    public void Parse_JsonRows_AllocatesAFewTimesTheBody()
    {
        var json = Encoding
            .UTF8.GetBytes("{\"variable_names\":[" + string.Join(',', Enumerable.Range(0, 50).Select(i => $"\"V{i}\"")) + "],\"data\":[[")
            .Concat(Table(20_000, 50, ",", "],[")[..^2])
            .Concat("]}"u8.ToArray())
            .ToArray();
        RequestBody.Parse<DiscoverRequest>("""{"data":[[1,2],[3,4]]}"""u8, Reading.WithDefaults());

        var before = GC.GetAllocatedBytesForCurrentThread();
        var reading = Reading.WithDefaults();
        var data = TableReader.ReadRequired(RequestBody.Parse<DiscoverRequest>(json, reading), reading)!.Data;
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(1_000_000, data.Values.Length);
        Assert.InRange(allocated, 16_000_000, 21_000_000);
    }

    [Fact]
    public void Read_HostileShapes_AreRefusedWithoutMuchMemory()
    {
        var wide = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 20_000).Select(i => $"V{i}")) + "\n");
        var many = Encoding.UTF8.GetBytes(string.Join(',', Enumerable.Range(0, 5_000).Select(i => $"V{i}")) + new string('\n', 2_000_000));
        var ragged = Encoding.UTF8.GetBytes(
            "{\"data\":[{"
                + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"V{i}\":1"))
                + "}"
                + string.Concat(Enumerable.Repeat(",{}", 100_000))
                + ",{"
                + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"V{i}\":1"))
                + "}]}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("at most 10000", Assert.Throws<InputException>(() => Read(wide)).Message, StringComparison.Ordinal);
        Assert.Throws<InputException>(() => Read(many));
        var reading = Reading.WithDefaults();
        RequestBody.Parse<DiscoverRequest>(ragged, reading);
        Assert.Contains("missing", Assert.Single(reading.Errors.All).Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 150_000_000);
    }

    private static Dataset Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static Dataset Read(ReadOnlySpan<byte> utf8) =>
        CsvRows.Read(utf8, JsonPointer.Root.Member("data_csv")).ToDataset(null, new DataLimits()).Data;

    private static byte[] Table(int rows, int columns, string separator, string rowEnd)
    {
        var text = new StringBuilder();
        if (rowEnd.Length == 0)
        {
            text.AppendJoin(separator, Enumerable.Range(0, columns).Select(i => $"V{i}")).Append('\n');
        }

        var random = new Random(1);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                text.Append(column == 0 ? "" : separator).Append(CultureInfo.InvariantCulture, $"{random.Next(-999, 1000) / 100.0}");
            }

            text.Append(rowEnd.Length == 0 ? "\n" : rowEnd);
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
