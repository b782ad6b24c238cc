using System.Text.Json.Nodes;
using Isl.Api.Requests.Fitting;
using Isl.Api.Requests.Tables;
using Microsoft.OpenApi;

namespace Isl.Api.Docs;

/// <summary>Schemas of the parts of questions about tables that have readers of their own.</summary>
internal static class TableSchemas
{
    /// <summary>Describes a free form.</summary>
    public static void Describe(OpenApiSchema schema, Type type)
    {
        if (type == typeof(RowsInput))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Description = "Rows of data: all objects by column name, or all lists in the order of variable_names.";
            schema.Properties?.Clear();
        }
        else if (type == typeof(KindsInput))
        {
            Choices(schema, "What columns are, by column.", "numeric", "category");
        }
        else if (type == typeof(FamiliesInput))
        {
            Choices(
                schema, "Forms of equations, by variable.", "auto", "linear", "interactions", "spline", "logistic", "poisson", "categorical");
        }
        else if (type == typeof(WeightsInput))
        {
            schema.Description = "A column of weights.";
            schema.Properties?.Clear();
            schema.OneOf =
            [
                new OpenApiSchema { Type = JsonSchemaType.String, Description = "Its name; the weights are sampling weights." },
                new OpenApiSchema
                {
                    Type = JsonSchemaType.Object,
                    Required = new HashSet<string> { "column" },
                    Properties = new Dictionary<string, IOpenApiSchema>
                    {
                        ["column"] = new OpenApiSchema { Type = JsonSchemaType.String },
                        ["kind"] = OneOf("sampling", "frequency"),
                    },
                },
            ];
        }
    }

    private static void Choices(OpenApiSchema schema, string description, params string[] choices)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = description;
        schema.Properties?.Clear();
        schema.AdditionalProperties = OneOf(choices);
    }

    private static OpenApiSchema OneOf(params string[] choices) =>
        new() { Type = JsonSchemaType.String, Enum = [.. choices.Select(choice => (JsonNode)choice)] };
}
