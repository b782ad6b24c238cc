using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;

namespace Isl.Tests.Unit.Requests.Models;

public sealed class CalibrationReaderTests
{
    [Fact]
    public void Read_ColumnsInAnyOrder_GivesTheSameTable()
    {
        var one = Read("""[{"X": 1, "Y": 2}, {"Y": 4, "X": 3}]""", out _)!;
        var other = Read("""[{"Y": 2, "X": 1}, {"X": 3, "Y": 4}]""", out _)!;

        Assert.Equal(one.Hash(), other.Hash());
        Assert.Equal([1, 3], one.Column(0).ToArray());
    }

    [Fact]
    public void Read_NamesWithSlashes_AreEscapedInPlaces()
    {
        Assert.Null(Read("""[{"C/year": 1, "Y": 2}, {"Y": 4}, {"C/year": "x", "Y": 1}]""", out var reading));

        Assert.Equal(["/calibration_data/2/C~1year", "/calibration_data/1/C~1year"], reading.Errors.All.Select(error => error.Path));
    }

    [Fact]
    public void Read_CellTwiceInARow_IsRefused()
    {
        Assert.Null(Read("""[{"X": 1, "X": 2}]""", out var reading));

        Assert.Contains("appears twice", Assert.Single(reading.Errors.All).Message, StringComparison.Ordinal);
    }

    private static Isl.Grains.Interfaces.Discovery.Dataset? Read(string rows, out Reading reading)
    {
        reading = Reading.WithDefaults();
        return CalibrationReader.Read(new CalibrationInput(JsonElement.Parse(rows)), null, reading);
    }
}
