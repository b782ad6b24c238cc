using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Models;
using Microsoft.OpenApi;

namespace Isl.Api.Docs;

/// <summary>Schemas of the parts of counterfactual questions that have readers of their own.</summary>
internal static class CounterfactualSchemas
{
    private const string DistributionText =
        "Text such as normal(0, 50) or normal(mean=0, std=50); families: normal, lognormal, uniform, triangular, exponential, gamma, beta, "
        + "student_t, bernoulli, binomial, poisson, categorical, constant, empirical, truncated_normal, half_normal, weibull, laplace, "
        + "cauchy, pert.";

    private const string FormulaText =
        "Numbers, names (in backticks where they are no plain words), + - * / % ^, comparisons, and or not, c ? a : b, pi true false, and "
        + "the functions abs acos acosh asin asinh atan atan2 atanh ceil clip cos cosh exp expm1 floor if ln log log10 log1p max min mod pow "
        + "round sigmoid sign sin sinh sqrt tan tanh. noise is the equation's own noise; "
        + "a distribution in the formula, such as normal(0, 1), is another.";

    /// <summary>Describes a free form.</summary>
    public static void Describe(OpenApiSchema schema, Type type, OpenApiDocument document)
    {
        if (type == typeof(ModelInput))
        {
            DescribeModel(schema, document);
        }
        else if (type == typeof(InterventionInput))
        {
            Map(schema, "What is changed, by variable: a number sets it, {\"shift\": 5} adds to it, {\"scale\": 1.1} multiplies it.", Amount());
        }
        else if (type == typeof(InterventionAmount))
        {
            var amount = Amount();
            (schema.Type, schema.OneOf, schema.Properties) = (amount.Type, amount.OneOf, null);
        }
        else if (type == typeof(ObservedInput))
        {
            Map(schema, "Observed values of the case at hand, by variable.", Number());
        }
        else if (type == typeof(RangesInput))
        {
            Map(schema, "Ranges by variable, [lowest, highest].",
                new OpenApiSchema { Type = JsonSchemaType.Array, Items = Number(), MinItems = 2, MaxItems = 2 });
        }
        else if (type == typeof(AttributesInput))
        {
            Map(schema, "What is known of an option, by name: numbers, texts, true or false.", new OpenApiSchema());
        }
        else if (type == typeof(DirectionInput))
        {
            schema.Description = "Which outcome is best: maximize, minimize, or {\"target\": 5} for the nearest to a number.";
            schema.Type = JsonSchemaType.String | JsonSchemaType.Object;
            schema.Properties = One("target").Properties;
        }
        else if (type == typeof(ConstraintsInput))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Description = "Limits by key: budget, max_<variable>_change, min_<variable>, max_<variable>, total_<variable>, "
                + "and bounds {variable: [low, high]}. A variable's case does not matter.";
            schema.AdditionalProperties = Number();
        }
        else if (type == typeof(ParametersInput))
        {
            Map(schema, "Parameters of the family by name; a list where it takes several values.", new OpenApiSchema());
        }
        else if (type == typeof(OutcomeInput))
        {
            schema.Type = JsonSchemaType.Number | JsonSchemaType.Object;
            schema.Description = "The outcome that was seen: a number, or an object with a value by variable.";
        }
        else if (type == typeof(InitialStateInput))
        {
            Map(schema, "Values before the first step, by variable.", Number());
        }
        else if (type == typeof(DecisionsInput))
        {
            Map(schema, "What is decided, by variable: low, high, values (the only ones allowed) and cost (of a change by 1).", new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
            });
        }
        else if (type == typeof(CalibrationInput))
        {
            schema.Type = JsonSchemaType.Array;
            schema.Description = "Observed cases, all with the same variables: numbers by variable, or {inputs, outcome}.";
            schema.Items = new OpenApiSchema
            {
                OneOf =
                [
                    new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Number() },
                    new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "inputs", "outcome" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["inputs"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = Number() },
                            ["outcome"] = Number(),
                        },
                    },
                ],
            };
        }
    }

    private static void DescribeModel(OpenApiSchema schema, OpenApiDocument document)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = "A structural model: how each variable is made from others, and what the exogenous ones are drawn from.";
        schema.Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["variables"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Array,
                Description = "Names of the variables; those of the other parts unless given.",
                Items = new OpenApiSchema { Type = JsonSchemaType.String },
            },
            ["equations"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Formulas by variable, such as 2.5 * Price + 1.2 * Quality + noise.",
                AdditionalProperties = new OpenApiSchema
                {
                    OneOf =
                    [
                        new OpenApiSchema
                        {
                            Type = JsonSchemaType.Object,
                            Required = new HashSet<string> { "formula" },
                            Properties = new Dictionary<string, IOpenApiSchema>
                            {
                                ["formula"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = FormulaText },
                                ["noise_dist"] = DistributionReference(document),
                            },
                        },
                        new OpenApiSchema { Type = JsonSchemaType.String, Description = "The formula alone." },
                    ],
                },
            },
            ["distributions"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Distributions of variables without an equation, and of other names in formulas.",
                AdditionalProperties = DistributionReference(document),
            },
            ["values"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Values that variables are held at.",
                AdditionalProperties = Number(),
            },
        };
    }

    /// <summary>The part of a model that says what is drawn, under its name.</summary>
    private static OpenApiSchemaReference DistributionReference(OpenApiDocument document)
    {
        if (document.Components?.Schemas?.ContainsKey(nameof(Distribution)) != true)
        {
            document.AddComponent(nameof(Distribution), Distribution());
        }

        return new OpenApiSchemaReference(nameof(Distribution), document);
    }

    private static OpenApiSchema Distribution() => new()
    {
        Type = JsonSchemaType.Object | JsonSchemaType.String,
        Description = DistributionText,
        Required = new HashSet<string> { "type" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "The family." },
            ["parameters"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Numbers by name, such as mean and std; lists for categorical and empirical.",
            },
        },
    };

    private static OpenApiSchema Amount() => new()
    {
        OneOf =
        [
            Number(),
            One("shift"),
            One("scale"),
        ],
    };

    private static OpenApiSchema One(string name) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string> { name },
        Properties = new Dictionary<string, IOpenApiSchema> { [name] = Number() },
    };

    private static OpenApiSchema Number() => new() { Type = JsonSchemaType.Number };

    private static void Map(OpenApiSchema schema, string description, OpenApiSchema values)
    {
        schema.Type = JsonSchemaType.Object;
        schema.Description = description;
        schema.AdditionalProperties = values;
    }
}
