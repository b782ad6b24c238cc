using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Isl.Tests.Api;

/// <summary><c>POST /api/v1/causal/drawing</c>: what it takes, what it refuses, and in which form it answers.</summary>
public sealed class DrawingTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Drawing = "/api/v1/causal/drawing";

    [Fact]
    public async Task Roles_AreTakenFromGraphText_AndTheRequestWins()
    {
        const string text = "dag { X [exposure]; Y [outcome]; Z [adjusted]; Z -> {X Y}; X -> Y }";

        var own = await api.AskAsync(Drawing, $$"""{"dag_structure": "{{text}}"}""");
        var other = await api.AskAsync(Drawing, $$"""{"dag": "{{text}}", "adjustment_set": [], "treatment": "Z"}""");

        Assert.Equal(["X:treatment", "Y:outcome", "Z:adjusted"], Roles(own));
        Assert.Equal(["X:", "Y:outcome", "Z:treatment"], Roles(other));
        Assert.Equal([false, false, false], Biasing(own));
        var unadjusted = await api.AskAsync(Drawing, $$"""{"dag_structure": "{{text}}", "adjustment_set": []}""");
        Assert.Equal([false, true, true], Biasing(unadjusted));
    }

    [Fact]
    public async Task Svg_IsADocument_AlsoWhenItWasAskedBefore()
    {
        const string question = """{"dag_structure": "dag { A -> B }", "format": "svg"}""";
        for (var i = 0; i < 3; i++)
        {
            using var response = await api.PostAsync(Drawing, question);

            Assert.Equal("image/svg+xml", response.Content.Headers.ContentType?.MediaType);
            var svg = XDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.Equal(["A", "B"], svg.Descendants().Select(element => element.Attribute("data-node")?.Value).OfType<string>());
        }

        using var json = await api.PostAsync(Drawing, question.Replace("svg", "json", StringComparison.Ordinal));
        Assert.Equal("application/json", json.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Mistakes_AreAllNamed()
    {
        using var response = await api.PostAsync(
            Drawing,
            """
            {"dag_structure": "dag { A -> B }", "direction": "up", "only": "some", "format": "png",
             "positions": {"Q": [1, 2], "A": [1], "B": [1e9, 0]}, "treatment": ""}
            """);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var errors = (await IslApiFactory.ReadAsync(response)).GetProperty("details").GetProperty("errors").EnumerateArray();
        Assert.Equal(
            ["/direction", "/format", "/only", "/positions/A", "/positions/B", "/positions/Q", "/treatment"],
            errors.Select(error => error.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Roles(JsonElement drawing) => drawing
        .GetProperty("nodes")
        .EnumerateArray()
        .Select(node => $"{node.GetProperty("name").GetString()}:{node.GetProperty("role").GetString()}");

    private static IEnumerable<bool> Biasing(JsonElement drawing) =>
        drawing.GetProperty("edges").EnumerateArray().Select(edge => edge.GetProperty("biasing").GetBoolean());
}
