using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Isl.Tests.Api;

/// <summary>The tools for agents at <c>/mcp</c>, asked by the protocol's own client.</summary>
public sealed class McpTests(IslApiFactory api) : IClassFixture<IslApiFactory>
{
    private const string Confounded = "dag { Season -> Price; Season -> Sales; Price -> Sales }";

    [Fact]
    public async Task Tools_AreTheQuestionsOfTheDocument_WithSchemasThatStandAlone()
    {
        await using var client = await ConnectAsync();

        var tools = await client.ListToolsAsync(cancellationToken: TestContext.Current.CancellationToken);

        var names = tools.Select(tool => tool.Name).ToList();
        Assert.Superset(
            new HashSet<string> { "validate", "paths", "discover", "counterfactual", "conformal", "estimate", "fit", "transport", "sequential" },
            names.ToHashSet());
        Assert.DoesNotContain("clear_cache", names);
        Assert.All(tools, tool =>
        {
            Assert.Equal("object", tool.JsonSchema.GetProperty("type").GetString());
            Assert.False(string.IsNullOrWhiteSpace(tool.Description));
            Assert.All(References(tool.JsonSchema), reference =>
            {
                Assert.StartsWith("#/$defs/", reference, StringComparison.Ordinal);
                Assert.True(tool.JsonSchema.GetProperty("$defs").TryGetProperty(reference["#/$defs/".Length..], out _), $"{tool.Name}: {reference}");
            });
        });
        Assert.Contains("validate", client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Validate_ExplainsFirst_AndGivesTheNumbersOfTheDirectAnswer()
    {
        await using var client = await ConnectAsync();

        var answer = await CallAsync(client, "validate", new() { ["dag_structure"] = Confounded, ["treatment"] = "Price", ["outcome"] = "Sales" });

        var direct = await api.AskAsync(
            "/api/v1/causal/validate", $$"""{"dag_structure": "{{Confounded}}", "treatment": "Price", "outcome": "Sales"}""");
        Assert.NotEqual(true, answer.IsError);
        var texts = answer.Content.Cast<TextContentBlock>().Select(block => block.Text).ToList();
        Assert.StartsWith(direct.GetProperty("explanation").GetProperty("summary").GetString()!, texts[0], StringComparison.Ordinal);
        Assert.Contains("Assumptions:\n- ", texts[0], StringComparison.Ordinal);
        var numbers = JsonDocument.Parse(texts[1]).RootElement;
        Assert.Equal("""[["Season"]]""", numbers.GetProperty("adjustment_sets").GetRawText());
        Assert.False(numbers.TryGetProperty("explanation", out _));
        Assert.True(JsonElement.DeepEquals(direct, answer.StructuredContent!.Value));
    }

    [Fact]
    public async Task Mistakes_AreToldWithTheirPlaces()
    {
        await using var client = await ConnectAsync();

        var wrong = await CallAsync(client, "validate", new() { ["dag_structure"] = Confounded, ["treatmnt"] = "Price", ["outcome"] = "Sales" });
        var unknown = await CallAsync(client, "valdate", []);

        Assert.True(wrong.IsError);
        var text = ((TextContentBlock)wrong.Content[0]).Text;
        Assert.Contains("- /treatmnt: This request has no field `treatmnt`; did you mean `treatment`", text, StringComparison.Ordinal);
        Assert.True(unknown.IsError);
        Assert.Contains("counterfactual", ((TextContentBlock)unknown.Content[0]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rubbish_IsRefused_AndLogsNoError()
    {
        string[] bodies = ["", "[]", "{}", "{", """{"jsonrpc":"2.0","id":1,"method":"tools/call"}""", """{"jsonrpc":"2.0","id":1,"method":"nope"}"""];
        foreach (var body in bodies)
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, "/mcp") { Content = content };
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            using var response = await api.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);

            Assert.True((int)response.StatusCode < 500, $"{body}: {response.StatusCode}");
        }

        var log = await api.ReadLogAsync();
        Assert.DoesNotContain(log, line => line.GetProperty("level").GetString() == "ERROR");
    }

    [Fact]
    public async Task Keys_AreAskedForAsEverywhere()
    {
        await using var guarded = new IslApiFactory { Settings = { ["ISL_API_KEYS"] = "first-key-of-the-test" } };
        using var stranger = guarded.CreateClient();
        using var content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", Encoding.UTF8, "application/json");
        using var refused = await stranger.PostAsync("/mcp", content, TestContext.Current.CancellationToken);
        using var known = guarded.CreateClient();
        known.DefaultRequestHeaders.Authorization = new("Bearer", "first-key-of-the-test");
        await using var client = await ConnectAsync(known);

        var answer = await CallAsync(client, "validate", new() { ["dag_structure"] = Confounded, ["treatment"] = "Price", ["outcome"] = "Sales" });

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.NotEqual(true, answer.IsError);
    }

    private Task<McpClient> ConnectAsync() => ConnectAsync(api.CreateClient(new WebApplicationFactoryClientOptions()));

    private static Task<McpClient> ConnectAsync(HttpClient http)
    {
        var options = new HttpClientTransportOptions { Endpoint = new Uri("http://localhost/mcp"), TransportMode = HttpTransportMode.StreamableHttp };
        return McpClient.CreateAsync(new HttpClientTransport(options, http), cancellationToken: TestContext.Current.CancellationToken);
    }

    private static async Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        await client.CallToolAsync(tool, arguments, cancellationToken: TestContext.Current.CancellationToken);

    private static IEnumerable<string> References(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => schema.EnumerateObject().SelectMany(member =>
            member is { Name: "$ref", Value.ValueKind: JsonValueKind.String } ? [member.Value.GetString()!]
            : member.Name == "examples" ? []
            : References(member.Value)),
        JsonValueKind.Array => schema.EnumerateArray().SelectMany(References),
        _ => [],
    };
}
