using System.Text.Json;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads an equation: a formula as text, or an object with formula and noise_dist.</summary>
internal static class EquationReader
{
    private static readonly string[] Parts = ["formula", "noise_dist"];

    /// <summary>Adds the equation of a variable to a model; what is wrong with it is noted.</summary>
    public static void Read(JsonProperty equation, JsonPointer place, StructuralModelBuilder builder, Reading reading)
    {
        var value = equation.Value;
        var what = $"The equation of '{Shown.Short(equation.Name)}'";
        if (value.ValueKind == JsonValueKind.String)
        {
            builder.AddEquation(equation.Name, value.GetString()!, null, isText: true);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            ReadObject(equation, place, new MemberOwner(LetThrough.Equation, what, Parts, "part"), builder, reading);
        }
        else
        {
            reading.Errors.Add(
                place,
                $"{what} is {Shown.Describe(value)}; write a formula as text, or an object with formula and noise_dist.");
        }
    }

    private static void ReadObject(JsonProperty equation, JsonPointer place, MemberOwner owner, StructuralModelBuilder builder, Reading reading)
    {
        var (formula, noise) = ((string?)null, (DistributionSpec?)null);
        foreach (var part in equation.Value.EnumerateObject())
        {
            var at = place.Member(part.Name);
            switch (part.Name)
            {
                case "formula":
                    JsonValues.TryText(part.Value, at, $"The formula of '{Shown.Short(equation.Name)}'", reading.Errors, out formula);
                    formula ??= "";
                    break;
                case "noise_dist":
                    noise = part.Value.ValueKind == JsonValueKind.Null ? null : DistributionReader.Read(part.Value, at, reading);
                    break;
                default:
                    UnknownMembers.Refuse(part.Name, at, owner, reading);
                    break;
            }
        }

        if (formula is null)
        {
            reading.Errors.Add(
                place,
                $"{owner.What} has no formula; add one, such as {{\"formula\": \"2 * X + noise\", \"noise_dist\": \"normal(0, 1)\"}}.");
        }
        else
        {
            builder.AddEquation(equation.Name, formula, noise, isText: false);
        }
    }
}
