using System.Text.Json;
using Isl.Grains.Hosting;
using Serilog.Events;
using Serilog.Parsing;

namespace Isl.Tests.Unit.Hosting;

public sealed class JsonLineFormatterTests
{
    [Fact]
    public void Format_Properties_KeepTheirJsonTypes()
    {
        var line = Format(
            ("Count", 7),
            ("Total", 5_000_000_000L),
            ("Small", (byte)3),
            ("Huge", ulong.MaxValue),
            ("Money", 1.25m),
            ("Share", 0.5f),
            ("Seconds", 1.5),
            ("Degraded", true),
            ("Nothing", null),
            ("Name", "x"),
            ("Unbounded", double.PositiveInfinity));

        Assert.Equal(7, line.GetProperty("count").GetInt32());
        Assert.Equal(5_000_000_000L, line.GetProperty("total").GetInt64());
        Assert.Equal(3, line.GetProperty("small").GetInt32());
        Assert.Equal(ulong.MaxValue, line.GetProperty("huge").GetUInt64());
        Assert.Equal(1.25m, line.GetProperty("money").GetDecimal());
        Assert.Equal(0.5, line.GetProperty("share").GetDouble());
        Assert.Equal(1.5, line.GetProperty("seconds").GetDouble());
        Assert.Equal(JsonValueKind.True, line.GetProperty("degraded").ValueKind);
        Assert.Equal(JsonValueKind.Null, line.GetProperty("nothing").ValueKind);
        Assert.Equal("x", line.GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.String, line.GetProperty("unbounded").ValueKind);
    }

    private static JsonElement Format(params (string Name, object? Value)[] properties)
    {
        var logged = new LogEvent(
            DateTimeOffset.UnixEpoch,
            LogEventLevel.Information,
            null,
            new MessageTemplateParser().Parse("done"),
            properties.Select(property => new LogEventProperty(property.Name, new ScalarValue(property.Value))));
        using var output = new StringWriter();
        new JsonLineFormatter().Format(logged, output);
        return JsonElement.Parse(output.ToString());
    }
}
