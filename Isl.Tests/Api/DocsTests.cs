using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Isl.Api.Docs;
using Isl.Tests.Support;

namespace Isl.Tests.Api;

/// <summary>The documents of the API: what their examples show is what the service answers.</summary>
/// <remarks>With <c>ISL_WRITE_DOCS=1</c> the answers are written into the examples instead, to be read over before they are committed.</remarks>
public sealed class DocsTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<string> ExampleIds() =>
        [.. Examples.All.Where(example => example.Value.Request is not null).Select(example => example.Key).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(ExampleIds))]
    public async Task Example_AskedOfTheService_GivesTheAnswerShown(string id)
    {
        var answer = await api.AskAsync(PathOf(id), Examples.All[id].Request!);
        if (Environment.GetEnvironmentVariable("ISL_WRITE_DOCS") == "1")
        {
            var file = Path.Combine(Repository.Root, "Isl.Api", "Docs", "Examples", $"{id}.response.json");
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(answer, Written) + "\n", TestContext.Current.CancellationToken);
            return;
        }

        AssertAlike(JsonNode.Parse(Examples.All[id].Response), JsonNode.Parse(answer.GetRawText()), id);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryQuestionWithTypesAndExamples()
    {
        var document = await api.GetAsync("/openapi/v1.json");

        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        foreach (var id in ExampleIds())
        {
            var operation = document.GetProperty("paths").GetProperty(PathOf(id.Data)).GetProperty("post");
            var request = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
            var response = operation.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json");
            Assert.Contains(
                "text/event-stream",
                operation.GetProperty("responses").GetProperty("200").GetProperty("description").GetString(),
                StringComparison.Ordinal);
            Assert.Single(operation.GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject());
            Assert.Equal(
                "#/components/schemas/JobDocument",
                operation.GetProperty("responses").GetProperty("202").GetProperty("content").GetProperty("application/json")
                    .GetProperty("schema").GetProperty("$ref").GetString());
            Assert.True(operation.GetProperty("responses").GetProperty("202").GetProperty("headers").TryGetProperty("Location", out _), id.Data);
            Assert.Contains(
                "Prefer: respond-async",
                operation.GetProperty("responses").GetProperty("202").GetProperty("description").GetString(),
                StringComparison.Ordinal);
            Assert.True(request.TryGetProperty("example", out _) && response.TryGetProperty("example", out _), id.Data);
            Assert.StartsWith("#/components/schemas/", request.GetProperty("schema").GetProperty("$ref").GetString(), StringComparison.Ordinal);
            Assert.Equal(
                "#/components/schemas/Problem",
                operation
                    .GetProperty("responses")
                    .GetProperty("400")
                    .GetProperty("content")
                    .GetProperty("application/problem+json")
                    .GetProperty("schema")
                    .GetProperty("$ref")
                    .GetString());
        }
    }

    [Fact]
    public async Task OpenApi_EveryReferenceLeadsSomewhere()
    {
        var text = await api.GetTextAsync("/openapi/v1.json");
        using var document = JsonDocument.Parse(text);
        var schemas = document
            .RootElement.GetProperty("components")
            .GetProperty("schemas")
            .EnumerateObject()
            .Select(schema => schema.Name)
            .ToHashSet(StringComparer.Ordinal);

        var references = text.Split("#/components/schemas/").Skip(1).Select(rest => rest[..rest.IndexOf('"', StringComparison.Ordinal)]).ToList();

        Assert.True(references.Count > 20);
        Assert.All(references, reference => Assert.Contains(reference, schemas));
    }

    [Fact]
    public async Task DocsAndDashboard_AreServed()
    {
        Assert.Contains("ISL", await api.GetTextAsync("/docs"), StringComparison.Ordinal);
        Assert.Contains("html", await api.GetTextAsync("/dashboard/"), StringComparison.OrdinalIgnoreCase);
    }

    private static string PathOf(string id) => id switch
    {
        "strategies" => Requests.Strategies,
        "counterfactuals_batch" => ModelRequests.Batch,
        "profile" => "/api/v1/data/profile",
        "batch_validate" => "/api/v1/batch/validate",
        "contrastive" or "batch_contrastive" => $"/api/v1/explain/{id}",
        "robustness" => "/api/v1/robustness/analyze",
        "experiment" => "/api/v1/experiment/recommend",
        "graph_validation" => "/api/v1/validation/validate",
        "team_align" => "/api/v1/team/align",
        "sequential" or "multi_objective" => $"/api/v1/optimize/{id}",
        _ => $"/api/v1/causal/{id.Replace("discover_", "discover/", StringComparison.Ordinal)}",
    };

    /// <summary>The last digits of a fit may differ between processors, and so may a sentence that quotes them.</summary>
    private static void AssertAlike(JsonNode? expected, JsonNode? actual, string path)
    {
        switch (expected)
        {
            case JsonObject members:
                Assert.Equal(members.Select(member => member.Key), actual!.AsObject().Select(member => member.Key));
                foreach (var (name, value) in members.Where(member => member.Key != "reasoning"))
                {
                    AssertAlike(value, actual[name], $"{path}/{name}");
                }

                break;
            case JsonArray items:
                Assert.Equal(items.Count, actual!.AsArray().Count);
                for (var i = 0; i < items.Count; i++)
                {
                    AssertAlike(items[i], actual[i], $"{path}/{i}");
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.Number:
                Assert.Equal(value.GetValue<double>(), actual!.GetValue<double>(), 1e-6 + (1e-4 * Math.Abs(value.GetValue<double>())));
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), $"{path}: {actual}");
                break;
        }
    }
}
