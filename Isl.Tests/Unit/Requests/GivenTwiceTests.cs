using System.Text;
using System.Text.Json;
using Isl.Api.Endpoints.Discovery;
using Isl.Api.Endpoints.Identification;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests;

/// <summary>What a request says twice is not answered by one of the two: readers of JSON differ in which they take.</summary>
public sealed class GivenTwiceTests
{
    [Fact]
    public void Parse_MemberTwice_IsRefusedAtItsPlace()
    {
        var reading = Reading.WithDefaults();

        RequestBody.Parse<ValidateRequest>(Encoding.UTF8.GetBytes("""{"treatment": "X", "outcome": "Y", "treatment": "Z"}"""), reading);

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal(("/treatment", "treatment is given twice; keep one of the two."), (error.Path, error.Message));
    }

    [Fact]
    public void Read_GraphWithMemberTwice_IsRefusedAtItsPlace()
    {
        var graph = JsonElement.Parse("""{"nodes": ["A", "B"], "edges": [["A", "B"]], "edges": []}""");

        var error = Assert.Single(Assert.Throws<InputException>(
            () => GraphObject.Read(graph, JsonPointer.Root.Member("dag"), Reading.WithDefaults())).Errors);

        Assert.Equal("/dag/edges", error.Path);
    }

    [Fact]
    public void Parse_CellTwiceInARow_IsRefusedAtItsPlace()
    {
        var reading = Reading.WithDefaults();

        RequestBody.Parse<DiscoverRequest>(Encoding.UTF8.GetBytes("""{"data": [{"A": 1, "B": 2}, {"A": 3, "B": 4, "A": 5}]}"""), reading);

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal("/data/1/A", error.Path);
        Assert.Contains("names column 'A' twice", error.Message, StringComparison.Ordinal);
    }
}
