using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Isl.Api.Docs;

/// <summary>What clients can be made from: types of enums, names of shared parts, keys, options of CSV bodies.</summary>
internal static class ClientReadiness
{
    private const string Csv = "text/csv";
    private const string Bearer = "bearer";
    private const string ApiKey = "api_key";

    /// <summary>Members of a table request that its CSV body is in place of.</summary>
    private static readonly string[] InBody = ["data", "data_csv"];

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Operations"] = "Is the service well, and what an operator may do to it.",
        ["Causal structure"] = "Questions about a causal graph.",
        ["Discovery"] = "Graphs from data and from sentences.",
        ["Counterfactuals"] = "Questions about a structural model.",
        ["Jobs"] = "Questions that were asked with Prefer: respond-async.",
        ["Results"] = "Answers by their address.",
    };

    private static readonly Dictionary<Type, string> Names = new() { [typeof(GraphInput)] = "CausalGraph", [typeof(ModelInput)] = "StructuralModel" };

    /// <summary>Sets the rules.</summary>
    public static void Apply(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = json => json.Type switch
        {
            var type when Nullable.GetUnderlyingType(type) is { IsEnum: true } => null, // named below, beside null
            var type when Names.TryGetValue(type, out var name) => name,
            _ when OpenApiOptions.CreateDefaultSchemaReferenceId(json) is { } name =>
                name.EndsWith("Dto", StringComparison.Ordinal) ? name[..^3] : name,
            _ => null,
        };
        options.AddSchemaTransformer((schema, context, _) =>
        {
            TypeEnum(schema);
            RequireWhatIsSent(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeOperation);
        options.AddDocumentTransformer((document, _, _) =>
        {
            Finish(document);
            return Task.CompletedTask;
        });
    }

    /// <summary>A list of texts, which the generator leaves without a type.</summary>
    private static void TypeEnum(OpenApiSchema schema)
    {
        if (schema.Enum is { Count: > 0 } values && schema.Type is null)
        {
            schema.Type = values.Any(value => value is null || value.GetValueKind() == JsonValueKind.Null)
                ? JsonSchemaType.String | JsonSchemaType.Null
                : JsonSchemaType.String;
        }
    }

    /// <summary>A member of an answer is always there, be it null; what is left out when there is nothing to say is seen to at the end.</summary>
    private static void RequireWhatIsSent(OpenApiSchema schema, JsonTypeInfo type)
    {
        foreach (var member in schema.Properties is null || type.Type.Assembly != typeof(AnalysisResult).Assembly ? [] : type.Properties)
        {
            if (schema.Properties!.ContainsKey(member.Name))
            {
                (schema.Required ??= new HashSet<string>()).Add(member.Name);
            }
        }
    }

    /// <summary>Members that are left out when there is nothing to say, by the name of their type.</summary>
    private static IEnumerable<(string Type, string Member)> LeftOut() =>
        from type in typeof(AnalysisResult).Assembly.GetTypes().Concat(typeof(ClientReadiness).Assembly.GetTypes())
        from property in type.GetProperties()
        where property.GetCustomAttribute<JsonIgnoreAttribute>() is not null
        select (type.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));

    private static async Task DescribeOperation(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = []; // open to all
        }

        if (operation.RequestBody is OpenApiRequestBody body)
        {
            body.Required = true;
            if (body.Content?.TryGetValue(Csv, out var csv) == true)
            {
                csv.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Description = "A table with a header line." };
                var type = context.Description.ParameterDescriptions.FirstOrDefault(one => one.Source.Id == "Body")?.Type;
                foreach (var parameter in type is null ? [] : await CsvOptions(type, context, token))
                {
                    (operation.Parameters ??= []).Add(parameter);
                }
            }
        }
    }

    /// <summary>Every member of the JSON request is a query parameter of a CSV body.</summary>
    private static async Task<List<OpenApiParameter>> CsvOptions(Type type, OpenApiOperationTransformerContext context, CancellationToken token)
    {
        var shape = RequestShape.Of(type);
        var whole = await context.GetOrCreateSchemaAsync(type, null, token);
        return
        [
            .. from name in shape.Names.Except(InBody)
               let known = whole.Properties?.TryGetValue(name, out var member) == true ? member : null
               select new OpenApiParameter
               {
                   Name = name,
                   In = ParameterLocation.Query,
                   Description = $"With a CSV body. {known?.Description}".TrimEnd(),
                   Schema = new OpenApiSchema { Type = QueryType(shape.Find(name)!.PropertyType) },
               },
        ];
    }

    /// <summary>Lists are separated by commas and objects are written as JSON, so both are text.</summary>
    private static JsonSchemaType QueryType(Type declared) => Type.GetTypeCode(Nullable.GetUnderlyingType(declared) ?? declared) switch
    {
        TypeCode.Int32 or TypeCode.Int64 => JsonSchemaType.Integer,
        TypeCode.Double => JsonSchemaType.Number,
        TypeCode.Boolean => JsonSchemaType.Boolean,
        _ => JsonSchemaType.String,
    };

    private static void Finish(OpenApiDocument document)
    {
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = document.Tags?.Select(tag => new OpenApiTag { Name = tag.Name, Description = Tags.GetValueOrDefault(tag.Name!) }).ToHashSet();
        var components = document.Components ??= new OpenApiComponents();
        components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "Where the service has keys." },
            [ApiKey] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = "X-API-Key",
                Description = "Where the service has keys.",
            },
        };
        document.Security =
        [
            [], // a service without keys
            new() { [new OpenApiSecuritySchemeReference(Bearer, document)] = [] },
            new() { [new OpenApiSecuritySchemeReference(ApiKey, document)] = [] },
        ];
        NameEnums(document, components.Schemas);
        foreach (var (type, member) in LeftOut())
        {
            if (components.Schemas.TryGetValue(type, out var schema))
            {
                schema.Required?.Remove(member);
            }
        }
    }

    /// <summary>An enum that may be null is its named schema, or null.</summary>
    private static void NameEnums(OpenApiDocument document, IDictionary<string, IOpenApiSchema> schemas)
    {
        var named = schemas
            .Where(schema => schema.Value.Enum is { Count: > 0 })
            .ToDictionary(schema => Values(schema.Value), schema => schema.Key);
        foreach (var schema in schemas.Values.OfType<OpenApiSchema>().Where(schema => schema.Properties is not null).ToList())
        {
            foreach (var (name, property) in schema.Properties!.ToList())
            {
                if (property.Enum is { Count: > 0 } && property is OpenApiSchema)
                {
                    var id = named.TryGetValue(Values(property), out var known) ? known : Add(property);
                    schema.Properties![name] = new OpenApiSchema
                    {
                        Description = property.Description,
                        OneOf = [new OpenApiSchema { Type = JsonSchemaType.Null }, new OpenApiSchemaReference(id, document)],
                    };
                }

                string Add(IOpenApiSchema values)
                {
                    var id = string.Concat(name.Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
                    while (schemas.ContainsKey(id))
                    {
                        id += "Choice"; // another type has that name
                    }

                    schemas[id] = new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Enum = [.. values.Enum!.Where(value => value is not null && value.GetValueKind() != JsonValueKind.Null)],
                    };
                    named[Values(values)] = id;
                    return id;
                }
            }
        }
    }

    private static string Values(IOpenApiSchema schema) =>
        string.Join(' ', schema.Enum!.Where(value => value is not null && value.GetValueKind() == JsonValueKind.String));
}
