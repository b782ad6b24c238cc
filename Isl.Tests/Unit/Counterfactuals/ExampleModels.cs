using System.Collections.Immutable;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Tests.Unit.Counterfactuals;

/// <summary>Short ways to write models and simulations.</summary>
internal static class ExampleModels
{
    /// <summary>
    /// A model from lines such as <c>Y = 2 * X + noise | normal(0, 1)</c> and <c>X ~ uniform(0, 1)</c>, and names alone for variables left open.
    /// </summary>
    public static StructuralModel Of(params string[] lines)
    {
        var builder = new StructuralModelBuilder();
        foreach (var line in lines)
        {
            if (line.Split('~') is [var name, var distribution])
            {
                builder.AddVariable(name.Trim(), "/model/variables");
                builder.AddDistribution(name.Trim(), DistributionParser.Parse(distribution.Trim(), $"/model/distributions/{name.Trim()}"));
            }
            else if (line.Split(" = ", 2) is [var variable, var right])
            {
                var parts = right.Split('|');
                builder.AddVariable(variable.Trim(), "/model/variables");
                builder.AddEquation(
                    variable.Trim(),
                    parts[0].TrimEnd(),
                    parts.Length > 1 ? DistributionParser.Parse(parts[1].Trim(), $"/model/equations/{variable.Trim()}/noise_dist") : null,
                    parts.Length == 1);
            }
            else
            {
                builder.AddVariable(line.Trim(), "/model/variables");
            }
        }

        return builder.Build();
    }

    public static SimulationSpec Spec(
        StructuralModel model,
        string outcome,
        long samples = 20_000,
        ulong seed = 1,
        Intervention? intervention = null,
        params (string, double)[] evidence) =>
        new()
        {
            Model = model,
            Worlds = [intervention ?? Intervention.None],
            Predicted = 1,
            Outcome = outcome,
            Outputs = [.. Compiled(model).Order],
            Samples = samples,
            Seed = seed,
            Evidence = [.. evidence.Select(pair => new VariableValue(pair.Item1, pair.Item2))],
        };

    public static Intervention Do(params (string Variable, InterventionKind Kind, double Value)[] changes) =>
        Intervention.Of(changes.Select(change => new VariableIntervention(change.Variable, change.Kind, change.Value)));

    public static CompiledModel Compiled(StructuralModel model, params ImmutableArray<VariableValue> assumedMeans) =>
        CompiledModel.Compile(model, assumedMeans, TestContext.Current.CancellationToken);

    public static SimulationPlan Plan(SimulationSpec spec, CompiledModel? model = null) =>
        SimulationPlan.Compile(spec, model, cancellation: TestContext.Current.CancellationToken);

    public static SimulationResult Run(SimulationSpec spec) => Plan(spec).Simulate(CancellationToken.None);

    public static VariablePrediction Of(this SimulationResult result, string variable, int world = 0) => result.Outcome(world, variable);
}
