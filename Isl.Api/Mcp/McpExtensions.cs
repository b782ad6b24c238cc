using System.Text.Json;
using Isl.Grains.Hosting;
using ModelContextProtocol.AspNetCore;
using ModelContextProtocol.Protocol;

namespace Isl.Api.Mcp;

/// <summary>The questions as tools for agents, by the Model Context Protocol at <c>/mcp</c>.</summary>
/// <remarks>Without sessions, so that any API of a cluster can answer any request.</remarks>
public static class McpExtensions
{
    private const string Address = "/mcp";

    private const string Instructions =
        """
        Causal questions. Draw the graph first: validate says whether an effect can be identified in it and by what to adjust; paths and separation
        say why. With a table: profile tells what stands in it, discover finds which graph it suggests, estimate gives the effect with its doubts, fit makes a
        model. With a model: counterfactual, counterfactuals_batch and conformal tell what an intervention would do. Graphs may be text, such as
        dag { Season -> Price; Season -> Sales; Price -> Sales }. Each answer begins with its explanation in words; pass its caveats on.
        """;

    /// <summary>Registers it.</summary>
    public static void AddIslMcp(this IServiceCollection services)
    {
        services.AddSingleton<InnerRequests>();
        services.AddSingleton<ToolCatalog>();
        services.AddMcpServer(server =>
        {
            server.ServerInfo = new Implementation { Name = "isl", Title = "ISL, the Inference Service Layer", Version = Build.Version };
            server.ServerInstructions = Instructions.ReplaceLineEndings(" ");
            server.Capabilities = new ServerCapabilities { Tools = new ToolsCapability() };
        }).WithHttpTransport(transport =>
        {
            transport.SessionMode = HttpServerSessionMode.Stateless;
            transport.ConfigureSessionOptions = (context, server, _) =>
            {
                server.Handlers.ListToolsHandler = (_, cancellationToken) => List(context, cancellationToken);
                server.Handlers.CallToolHandler = (request, cancellationToken) => Call(context, request.Params, cancellationToken);
                return Task.CompletedTask;
            };
        });
    }

    /// <summary>Takes in the pipeline behind this place, which the tools ask.</summary>
    public static void UseIslInnerRequests(this IApplicationBuilder app)
    {
        var inner = app.ApplicationServices.GetRequiredService<InnerRequests>();
        app.Use(next =>
        {
            inner.Attach(next);
            return next;
        });
    }

    /// <summary>Maps it.</summary>
    public static void MapIslMcp(this IEndpointRouteBuilder app) => app.MapMcp(Address).ExcludeFromDescription();

    private static async ValueTask<ListToolsResult> List(HttpContext context, CancellationToken cancellationToken)
    {
        var tools = await CatalogOf(context).All(context, cancellationToken);
        return new ListToolsResult { Tools = [.. tools.Values.Select(entry => entry.Tool)] };
    }

    private static async ValueTask<CallToolResult> Call(HttpContext context, CallToolRequestParams call, CancellationToken cancellationToken)
    {
        var tools = await CatalogOf(context).All(context, cancellationToken);
        if (!tools.TryGetValue(call.Name, out var entry))
        {
            return ToolAnswer.NoTool(call.Name, tools.Keys);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(call.Arguments ?? new Dictionary<string, JsonElement>());
        var inner = context.RequestServices.GetRequiredService<InnerRequests>();
        return ToolAnswer.Of(await inner.Ask(context, HttpMethods.Post, entry.Path, body, cancellationToken));
    }

    private static ToolCatalog CatalogOf(HttpContext context) => context.RequestServices.GetRequiredService<ToolCatalog>();
}
