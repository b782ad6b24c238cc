using System.Collections.Immutable;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Words;
using Isl.Grains.Words.Counterfactuals;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>What a model takes for granted.</summary>
internal static class ModelFindings
{
    private const int MostWritten = 60;
    private const int MostUnused = 5;

    /// <summary>One finding for each equation and distribution that bears on some variables, and what holds them together.</summary>
    public static IReadOnlyList<Finding> Assumptions(CompiledModel model, IEnumerable<string> outputs)
    {
        var relevant = Ancestors(model, outputs);
        var findings = model.Order.Where(relevant.Contains).Select(name => Describe(model, name)).OfType<Finding>().ToList();
        if (findings.Count > MostWritten)
        {
            var further = findings.Count - MostWritten;
            findings.RemoveRange(MostWritten, further);
            findings.Add(new FurtherAssumptions(further));
        }

        return [.. findings, new IndependentInputs(), new ModularIntervention()];
    }

    /// <summary>
    /// Variables that the model leaves open and that were held at an assumed value, because they were not observed and not every intervention sets
    /// them.
    /// </summary>
    public static IReadOnlyList<(string Name, double Value)> Assumed(
        CompiledModel model, IReadOnlyList<Intervention> interventions, IReadOnlyList<VariableValue> observed) =>
    [
        .. model
            .AssumedValues.Where(assumed => observed.All(value => value.Variable != assumed.Variable))
            .Where(assumed => interventions.Any(intervention =>
                intervention.Changes.All(change => change.Variable != assumed.Variable || change.Kind != InterventionKind.Set)))
            .Select(assumed => (assumed.Variable, assumed.Value)),
    ];

    /// <summary>A caveat for each assumed value that bears on the outputs.</summary>
    public static IEnumerable<Finding> AssumedValues(
        CompiledModel model, IEnumerable<string> outputs, IReadOnlyList<Intervention> interventions, IReadOnlyList<VariableValue> observed)
    {
        var relevant = Ancestors(model, outputs);
        return Assumed(model, interventions, observed)
            .Where(assumed => relevant.Contains(assumed.Name))
            .Select(assumed => new AssumedValue(assumed.Name, assumed.Value, IsMean: false));
    }

    /// <summary>Caveats about noise that no formula uses.</summary>
    public static IEnumerable<Finding> UnusedNoise(CompiledModel model) =>
        model.UnusedNoise.Take(MostUnused).Select(variable => new UnusedNoise(variable));

    /// <summary>Lognormals that bear on some variables and whose parameters were called mean or std.</summary>
    public static IEnumerable<Finding> PlainLognormals(CompiledModel model, IEnumerable<string> outputs)
    {
        var relevant = Ancestors(model, outputs);
        return model.Inputs
            .Where(input => input.Spec.HasPlainNames && relevant.Contains(input.Name))
            .Take(MostUnused)
            .Select(input => new LognormalNames(input.Label, input.Spec.Parameters[0], input.Spec.Parameters[1]));
    }

    /// <summary>Variables that an intervention changes without an effect on the outcome: all that leads from them to it is cut.</summary>
    public static ImmutableArray<string> Idle(CompiledModel model, Intervention intervention, string outcome)
    {
        var set = intervention.Changes
            .Where(change => change.Kind == InterventionKind.Set)
            .Select(change => change.Variable)
            .ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal) { outcome };
        foreach (var name in model.Order.Reverse().Where(name => found.Contains(name) && !set.Contains(name)))
        {
            found.UnionWith(model.ParentsOf(name));
        }

        return [.. intervention.Changes.Select(change => change.Variable).Where(name => !found.Contains(name))];
    }

    /// <summary>Some variables and everything their formulas lead back to.</summary>
    public static HashSet<string> Ancestors(CompiledModel model, IEnumerable<string> names)
    {
        var found = names.ToHashSet(StringComparer.Ordinal);
        foreach (var name in model.Order.Reverse().Where(found.Contains))
        {
            found.UnionWith(model.ParentsOf(name));
        }

        return found;
    }

    private static Finding? Describe(CompiledModel model, string name)
    {
        if (model.IsEndogenous(name))
        {
            var formula = model.FormulaOf(name);
            return new EquationHolds(name, formula.Text, formula.HasNoise ? DistributionText.Of(model.Inputs[model.NoiseInput(name)].Spec) : null);
        }

        if (model.ExogenousInput(name) is >= 0 and var input)
        {
            return new DrawnFrom(name, DistributionText.Of(model.Inputs[input].Spec));
        }

        return model.HeldValue(name) is { } value && model.AssumedValues.All(assumed => assumed.Variable != name) ? new HeldAt(name, value) : null;
    }
}
