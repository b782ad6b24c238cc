using System.Text.Json.Nodes;
using Isl.Api.Answers;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Hosting.Access;
using Isl.Grains.Interfaces.Graphs;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Isl.Api.Docs;

/// <summary>OpenAPI 3.1 at <c>/openapi/v1.json</c> and interactive docs at <c>/docs</c>.</summary>
public static class DocsExtensions
{
    /// <summary>Sections of the documents in the order of use: questions first, probes last.</summary>
    private static readonly string[] Sections = ["Causal structure", "Discovery", "Counterfactuals", "Results", "Jobs", "Operations"];

    private const string ProblemContentType = "application/problem+json";

    /// <summary>Registers the documents.</summary>
    public static void AddIslDocs(this IServiceCollection services) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info.Title = "ISL, the Inference Service Layer";
                        document.Info.Version = "v1";
                        document.Info.License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" };
                        document.Info.Description =
                            "Causal questions over HTTP: is an effect identifiable and what to adjust for, which graph do data suggest, "
                            + "what happens under an intervention. "
                            + "The same question gives the same bytes; answers by a simpler method say so in degraded and degraded_reason.";
                        document.Tags = new HashSet<OpenApiTag>(Sections.Select(name => new OpenApiTag { Name = name }));
                        return Task.CompletedTask;
                    });
                options.AddSchemaTransformer(DescribeFreeForms);
                ClientReadiness.Apply(options);
                options.AddOperationTransformer(WaitingDocs.Describe);
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        AddExamples(operation, context);
                        return Task.CompletedTask;
                    });
            });

    /// <summary>Maps the documents.</summary>
    public static void MapIslDocs(this WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("ISL").WithOpenApiRoutePattern("/openapi/v1.json").DisableDefaultFonts())
            .AllowAnonymous()
            .WithInlineScripts();
    }

    /// <summary>Describes an analysis endpoint: what it takes, what it answers, and its errors.</summary>
    public static RouteHandlerBuilder AsQuestion<TRequest, TResult>(this RouteHandlerBuilder route, params string[] otherContentTypes)
        where TRequest : notnull => route
        .WithMetadata(AnswersQuestion.Mark)
        .Accepts<TRequest>("application/json", otherContentTypes)
        .Produces<TResult>(StatusCodes.Status200OK, "application/json")
        .Produces<JobDocument>(StatusCodes.Status202Accepted, "application/json")
        .Produces(StatusCodes.Status304NotModified)
        .Produces<Problem>(StatusCodes.Status400BadRequest, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status401Unauthorized, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status413PayloadTooLarge, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status415UnsupportedMediaType, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status429TooManyRequests, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, ProblemContentType)
        .Produces<Problem>(StatusCodes.Status504GatewayTimeout, ProblemContentType);

    private static Task DescribeFreeForms(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonTypeInfo.Type == typeof(GraphInput))
        {
            schema.Description = "A causal graph: an object with nodes and edges, or text in dagitty or DOT syntax.";
            // One schema of two types, not a choice of two schemas: of that, generated clients make a class that can be neither.
            schema.Type = JsonSchemaType.Object | JsonSchemaType.String;
            schema.Description += " Text is such as dag { A -> B <- C; A <-> C; U [latent] }.";
            schema.Required = new HashSet<string> { "nodes" };
            schema.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["nodes"] = Names($"Names of the nodes, 1 to {NodeName.MaxLength} characters each."),
                ["edges"] = Pairs("Directed edges [from, to]."),
                ["bidirected"] = Pairs("Unobserved common causes [a, b]."),
                ["latent"] = Names("Nodes that are not measured."),
            };
        }

        if (context.JsonTypeInfo.Type == typeof(ContextInput))
        {
            schema.Type = JsonSchemaType.Object | JsonSchemaType.String;
            schema.Description = "What is known of the matter; members other than these are told back and not used.";
            schema.Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["treatment"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["outcome"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["tiers"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Names("Variables of one time.") },
                ["required_edges"] = Pairs("Edges that must be there."),
                ["forbidden_edges"] = Pairs("Edges that may not be there."),
            };
        }

        if (context.JsonTypeInfo.Type == typeof(CsvText))
        {
            schema.Type = JsonSchemaType.String;
            schema.Description = "CSV with a header line; separator ',', ';' or tab; quotes as in RFC 4180.";
            schema.Properties?.Clear();
        }

        if (context.JsonTypeInfo.Type == typeof(JsonRows))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Description = "Rows of data: all objects by column name, or all lists in the order of variable_names.";
            schema.Items = new OpenApiSchema
            {
                OneOf =
                [
                    new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Number } },
                    new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.Number } },
                ],
            };
        }

        CounterfactualSchemas.Describe(schema, context.JsonTypeInfo.Type, context.Document!);
        TableSchemas.Describe(schema, context.JsonTypeInfo.Type);
        Unwrap(schema);
        return Task.CompletedTask;
    }

    /// <summary>Descriptions come from comments that are wrapped; they are one line in the document.</summary>
    private static void Unwrap(OpenApiSchema schema)
    {
        schema.Description = OneLine(schema.Description);
        foreach (var property in schema.Properties?.Values ?? [])
        {
            property.Description = OneLine(property.Description);
        }
    }

    private static string? OneLine(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static OpenApiSchema Names(string description) =>
        new() { Type = JsonSchemaType.Array, Description = description, Items = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSchema Pairs(string description) =>
        new()
        {
            Type = JsonSchemaType.Array,
            Description = description,
            Items = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                MinItems = 2,
                MaxItems = 2,
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };

    private static void AddExamples(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        if (operation.OperationId is not { } id || !Examples.All.TryGetValue(id, out var example))
        {
            return;
        }

        if (operation.RequestBody?.Content is { } request && request.TryGetValue("application/json", out var body) && example.Request is { } sent)
        {
            body.Example = JsonNode.Parse(sent);
        }

        if (
            operation.Responses?.TryGetValue("200", out var ok) == true
            && ok.Content is { } response
            && response.TryGetValue("application/json", out var answer))
        {
            answer.Example = JsonNode.Parse(example.Response);
        }
    }
}
