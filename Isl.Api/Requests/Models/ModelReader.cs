using System.Reflection;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;

namespace Isl.Api.Requests.Models;

/// <summary>Reads a structural model: variables, equations, distributions and values, each mistake with its JSON pointer.</summary>
internal static class ModelReader
{
    private static readonly JsonPointer Place = JsonPointer.Root.Member("model");

    private static readonly MemberOwner Owner =
        new(LetThrough.Model, "A model", typeof(ModelInput).GetCustomAttribute<MembersAttribute>()!.Names, "part");

    /// <summary>The canonical model of a request; null where it is missing or flawed, which is noted.</summary>
    public static StructuralModel? Read(ModelInput? input, Reading reading)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            reading.Errors.AddMissing(Place, "model is missing; send an object with variables and equations.");
            return null;
        }

        return reading.Errors.Try(() => Build(input.Json, reading with { Errors = new RequestErrors() }));
    }

    /// <summary>The same for a model that stands elsewhere than at <c>/model</c> and may be left out.</summary>
    public static StructuralModel? ReadAt(JsonPointer place, ModelInput? input, Reading reading)
    {
        if (input is null or { Json.ValueKind: JsonValueKind.Null or JsonValueKind.Undefined })
        {
            return null;
        }

        var own = reading with { Errors = new RequestErrors() };
        var model = Read(input, own);
        reading.Errors.Add(own.Errors.All.Select(error => ModelPlace.Moved(error, place.ToString())));
        return model;
    }

    /// <exception cref="InputException">A part is flawed.</exception>
    private static StructuralModel Build(JsonElement json, Reading reading)
    {
        var builder = new StructuralModelBuilder();
        if (JsonValues.IsObject(json, Place, "model", reading.Errors))
        {
            foreach (var part in json.EnumerateObject())
            {
                ReadPart(part, builder, reading);
            }
        }

        reading.Errors.ThrowIfAny();
        return builder.Build();
    }

    private static void ReadPart(JsonProperty part, StructuralModelBuilder builder, Reading reading)
    {
        var place = Place.Member(part.Name);
        if (!Owner.Known.Contains(part.Name))
        {
            UnknownMembers.Refuse(part.Name, place, Owner, reading);
        }
        else if (part.Name == "variables")
        {
            ReadVariables(part.Value, place, builder, reading.Errors);
        }
        else if (part.Value.ValueKind != JsonValueKind.Null && JsonValues.IsObject(part.Value, place, part.Name, reading.Errors))
        {
            foreach (var entry in part.Value.EnumerateObject())
            {
                ReadEntry(part.Name, entry, place.Member(entry.Name), builder, reading);
            }
        }
    }

    private static void ReadEntry(string part, JsonProperty entry, JsonPointer place, StructuralModelBuilder builder, Reading reading)
    {
        switch (part)
        {
            case "equations":
                EquationReader.Read(entry, place, builder, reading);
                break;
            case "distributions" when DistributionReader.Read(entry.Value, place, reading) is { } distribution:
                builder.AddDistribution(entry.Name, distribution);
                break;
            case "values" when JsonValues.TryNumber(
                entry.Value, place, $"The value of '{Shown.Short(entry.Name)}'", reading.Errors, out var value):
                builder.AddValue(entry.Name, value);
                break;
        }
    }

    private static void ReadVariables(JsonElement list, JsonPointer place, StructuralModelBuilder builder, RequestErrors errors)
    {
        if (list.ValueKind == JsonValueKind.Null)
        {
            return;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(place, $"variables is {Shown.Describe(list)}; it must be a list of names.");
            return;
        }

        var i = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (JsonValues.TryText(item, place.Item(i), $"Variable {i}", errors, out var name))
            {
                builder.AddVariable(name, place.Item(i).ToString());
            }

            i++;
        }
    }
}
