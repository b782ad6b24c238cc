using System.Collections.Immutable;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Models;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;

namespace Isl.Api.Endpoints.Experiments;

/// <summary>Reads beliefs about parameters, and tells which variable each belongs to.</summary>
internal static class BeliefReader
{
    private const string Prefix = "effect_";
    private const string Noise = "noise";
    private static readonly JsonPointer Place = JsonPointer.Root.Member("beliefs");

    /// <summary>The beliefs, in ordinal order of their parameters; mistakes are noted.</summary>
    public static ImmutableArray<ExogenousQuantity> Read(List<BeliefDto?>? beliefs, Reading reading)
    {
        var errors = reading.Errors;
        if (beliefs is null || beliefs.Count is 0 or > ExperimentQuestion.MostBeliefs)
        {
            errors.AddMissing(Place, $"There are {beliefs?.Count ?? 0} beliefs; send 1 to {ExperimentQuestion.MostBeliefs}, such as "
                + $"{{\"parameter_name\": \"effect_Price\", \"distribution_type\": \"normal\", \"parameters\": {{\"mean\": 2, \"std\": 0.5}}}}.");
            return [];
        }

        var read = new SortedDictionary<string, ExogenousQuantity>(StringComparer.Ordinal);
        foreach (var (i, belief) in beliefs.Index())
        {
            var at = Place.Item(i);
            var name = belief?.ParameterName;
            if (string.IsNullOrEmpty(name))
            {
                errors.AddMissing(at.Member("parameter_name"), "parameter_name is missing; name the parameter.");
            }
            else if (name == Noise)
            {
                errors.Add(at.Member("parameter_name"), "'noise' stands for the noise of equations; call the parameter something else.");
                name = null;
            }
            else if (NodeName.Check(name) is { } wrong)
            {
                errors.Add(at.Member("parameter_name"), wrong);
                name = null;
            }

            var distribution = ReadDistribution(belief, at, reading);
            if (!string.IsNullOrEmpty(name) && distribution is not null && !read.TryAdd(name, new ExogenousQuantity(name, distribution)))
            {
                errors.Add(at.Member("parameter_name"), $"'{Shown.Short(name)}' has two beliefs; keep one of them.");
            }
        }

        return [.. read.Values];
    }

    /// <summary>
    /// Which variable each parameter multiplies: <c>effect_X</c> that of <c>X</c>, whatever the case; one other name the variable left.
    /// </summary>
    public static List<VariableName> Bind(
        ImmutableArray<ExogenousQuantity> beliefs, IReadOnlyList<string> variables, RequestErrors errors, out VariableName? byElimination)
    {
        byElimination = null;
        var bound = new List<VariableName>();
        var open = new List<string>();
        foreach (var belief in beliefs)
        {
            var variable = variables.FirstOrDefault(name => IsEffectOf(belief.Name, name, StringComparison.Ordinal))
                ?? variables.FirstOrDefault(name => IsEffectOf(belief.Name, name, StringComparison.OrdinalIgnoreCase));
            if (variable is null)
            {
                open.Add(belief.Name);
            }
            else if (bound.Exists(other => other.Variable == variable))
            {
                errors.Add(Place, $"'{Shown.Short(belief.Name)}' and another parameter are both the effect of '{Shown.Short(variable)}'; keep one.");
            }
            else
            {
                bound.Add(new VariableName(belief.Name, variable));
            }
        }

        string[] left = [.. variables.Where(name => bound.TrueForAll(pair => pair.Variable != name))];
        if (open.Count == 1 && left.Length == 1)
        {
            bound.Add(byElimination = new VariableName(open[0], left[0]));
        }
        else if (open.Count > 0)
        {
            errors.Add(
                Place,
                $"It is not clear which variable {string.Join(", ", open.Take(5).Select(name => $"'{Shown.Short(name)}'"))} belongs to; call a "
                + $"parameter {Prefix}<variable>, or send a model whose formulas use it.");
        }

        return bound;
    }

    private static bool IsEffectOf(string parameter, string variable, StringComparison comparison) =>
        string.Equals(parameter, Prefix + variable, comparison);

    /// <summary>Its reader takes an object with type and parameters; mistakes are told where they stand here.</summary>
    private static DistributionSpec? ReadDistribution(BeliefDto? belief, JsonPointer at, Reading reading)
    {
        if (string.IsNullOrEmpty(belief?.DistributionType))
        {
            reading.Errors.AddMissing(at.Member("distribution_type"), "distribution_type is missing; name a family such as normal.");
            return null;
        }

        if (belief.Parameters is not { Json.ValueKind: JsonValueKind.Object } parameters)
        {
            reading.Errors.AddMissing(at.Member("parameters"), "parameters is missing; send an object such as {\"mean\": 2, \"std\": 0.5}.");
            return null;
        }

        var own = reading with { Errors = new RequestErrors() };
        var json = JsonSerializer.SerializeToElement(
            new Dictionary<string, object> { ["type"] = belief.DistributionType, ["parameters"] = parameters.Json });
        var read = DistributionReader.Read(json, at, own);
        var type = at.Member("type").ToString();
        reading.Errors.Add(own.Errors.All.Select(error =>
            error.Path == type ? error with { Path = at.Member("distribution_type").ToString() } : error));
        return own.Errors.None ? read : null;
    }
}
