using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Api.Requests.Models;

/// <summary>Reads a structural model: variables, equations, distributions and values, each mistake with its JSON pointer.</summary>
internal static class ModelReader
{
    private const string Root = "/model";
    private static readonly string[] Parts = ["variables", "equations", "distributions", "values"];
    private static readonly string[] EquationParts = ["formula", "noise_dist"];
    private static readonly string[] DistributionParts = ["type", "parameters"];

    /// <summary>What may stand beside the parts, for readers only.</summary>
    private static readonly string[] Notes =
    [
        "name",
        "title",
        "description",
        "label",
        "unit",
        "units",
        "notes",
        "comment",
        "metadata",
        "version",
        "id",
        "parents",
    ];

    /// <summary>The canonical model of a request.</summary>
    /// <exception cref="InputException">It is missing, or a part of it is flawed.</exception>
    public static StructuralModel Read(ModelInput? input)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            throw new InputException(Root, "model is missing; send an object with variables and equations.");
        }

        var errors = new InputErrors();
        var builder = new StructuralModelBuilder();
        if (JsonParts.IsObject(input.Json, Root, "model", errors))
        {
            foreach (var part in input.Json.EnumerateObject())
            {
                ReadPart(part, builder, errors);
            }
        }

        errors.ThrowIfAny();
        return builder.Build();
    }

    private static void ReadPart(JsonProperty part, StructuralModelBuilder builder, InputErrors errors)
    {
        var path = JsonParts.Member(Root, part.Name);
        if (part.Value.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        switch (part.Name)
        {
            case "variables":
                ReadVariables(part.Value, path, builder, errors);
                break;
            case "equations" when JsonParts.IsObject(part.Value, path, "equations", errors):
                foreach (var equation in part.Value.EnumerateObject())
                {
                    ReadEquation(equation, JsonParts.Member(path, equation.Name), builder, errors);
                }

                break;
            case "distributions" when JsonParts.IsObject(part.Value, path, "distributions", errors):
                foreach (var quantity in part.Value.EnumerateObject())
                {
                    if (ReadDistribution(quantity.Value, JsonParts.Member(path, quantity.Name), errors) is { } distribution)
                    {
                        builder.AddDistribution(quantity.Name, distribution);
                    }
                }

                break;
            case "values" when JsonParts.IsObject(part.Value, path, "values", errors):
                foreach (var held in part.Value.EnumerateObject())
                {
                    if (
                        JsonParts.TryNumber(
                            held.Value,
                            JsonParts.Member(path, held.Name),
                            $"The value of '{JsonParts.Shorten(held.Name)}'",
                            errors,
                            out var value)
                    )
                    {
                        builder.AddValue(held.Name, value);
                    }
                }

                break;
            default:
                RefuseUnknown(part.Name, Parts, path, "A model", errors);
                break;
        }
    }

    private static void ReadVariables(JsonElement list, string path, StructuralModelBuilder builder, InputErrors errors)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(path, $"variables is {JsonParts.Describe(list)}; it must be a list of names.");
            return;
        }

        var i = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (JsonParts.TryText(item, $"{path}/{i}", $"Variable {i}", errors, out var name))
            {
                builder.AddVariable(name, $"{path}/{i}");
            }

            i++;
        }
    }

    private static void ReadEquation(JsonProperty equation, string path, StructuralModelBuilder builder, InputErrors errors)
    {
        var (value, isText) = (equation.Value, equation.Value.ValueKind == JsonValueKind.String);
        var what = $"The equation of '{JsonParts.Shorten(equation.Name)}'";
        if (isText)
        {
            builder.AddEquation(equation.Name, value.GetString()!, null, isText);
            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, $"{what} is {JsonParts.Describe(value)}; write a formula as text, or an object with formula and noise_dist.");
            return;
        }

        var (formula, noise) = ((string?)null, (DistributionSpec?)null);
        foreach (var part in value.EnumerateObject())
        {
            var place = JsonParts.Member(path, part.Name);
            switch (part.Name)
            {
                case "formula":
                    JsonParts.TryText(part.Value, place, $"The formula of '{JsonParts.Shorten(equation.Name)}'", errors, out formula);
                    formula ??= "";
                    break;
                case "noise_dist":
                    noise = part.Value.ValueKind == JsonValueKind.Null ? null : ReadDistribution(part.Value, place, errors);
                    break;
                default:
                    RefuseUnknown(part.Name, EquationParts, place, what, errors, "type");
                    break;
            }
        }

        if (formula is null)
        {
            errors.Add(path, $"{what} has no formula; add one, such as {{\"formula\": \"2 * X + noise\", \"noise_dist\": \"normal(0, 1)\"}}.");
        }
        else
        {
            builder.AddEquation(equation.Name, formula, noise, isText);
        }
    }

    private static DistributionSpec? ReadDistribution(JsonElement value, string path, InputErrors errors)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            return errors.Try(() => DistributionParser.Parse(value.GetString()!, path));
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            errors.Add(
                path,
                $"The distribution is {JsonParts.Describe(value)}; write text such as \"normal(0, 1)\", or an object with type and parameters.");
            return null;
        }

        var (type, parameters) = ((string?)null, new List<KeyValuePair<string, ImmutableArray<double>>>());
        var sound = true;
        foreach (var part in value.EnumerateObject())
        {
            var place = JsonParts.Member(path, part.Name);
            switch (part.Name)
            {
                case "type":
                    sound &= JsonParts.TryText(part.Value, place, "The type of the distribution", errors, out type);
                    break;
                case "parameters":
                    sound &= ReadParameters(part.Value, place, parameters, errors);
                    break;
                default:
                    RefuseUnknown(part.Name, DistributionParts, place, "A distribution", errors);
                    break;
            }
        }

        if (sound && type is null)
        {
            errors.Add(path, "The distribution has no type; add one, such as {\"type\": \"normal\", \"parameters\": {\"mean\": 0, \"std\": 1}}.");
        }

        return sound && type is not null ? errors.Try(() => DistributionParser.FromParameters(type, parameters, path)) : null;
    }

    private static bool ReadParameters(
        JsonElement value,
        string path,
        List<KeyValuePair<string, ImmutableArray<double>>> parameters,
        InputErrors errors)
    {
        if (!JsonParts.IsObject(value, path, "parameters", errors))
        {
            return false;
        }

        var sound = true;
        foreach (var parameter in value.EnumerateObject())
        {
            var place = JsonParts.Member(path, parameter.Name);
            var what = $"The parameter '{JsonParts.Shorten(parameter.Name)}'";
            if (parameter.Value.ValueKind != JsonValueKind.Array)
            {
                sound &= JsonParts.TryNumber(parameter.Value, place, what, errors, out var number);
                parameters.Add(new(parameter.Name, [number]));
                continue;
            }

            var numbers = ImmutableArray.CreateBuilder<double>(parameter.Value.GetArrayLength());
            foreach (var item in parameter.Value.EnumerateArray())
            {
                sound &= JsonParts.TryNumber(item, $"{place}/{numbers.Count}", $"{what}, value {numbers.Count},", errors, out var number);
                numbers.Add(number);
            }

            parameters.Add(new(parameter.Name, numbers.ToImmutable()));
        }

        return sound;
    }

    /// <summary>A part with an unknown name would be left out silently, and the answer would be another one.</summary>
    private static void RefuseUnknown(string name, string[] known, string path, string what, InputErrors errors, params string[] alsoNotes)
    {
        if (!known.Contains(name) && !Notes.Contains(name) && !alsoNotes.Contains(name))
        {
            errors.Add(path, $"{what} has no part '{JsonParts.Shorten(name)}'; its parts are {string.Join(", ", known)}.");
        }
    }
}
