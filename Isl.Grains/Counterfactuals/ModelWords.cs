using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>What a model takes for granted, in its own names.</summary>
internal static class ModelWords
{
    private const int MostSentences = 60;

    /// <summary>One sentence for each equation and distribution that bears on some variables, and what holds them together.</summary>
    public static ImmutableArray<string> Assumptions(CompiledModel model, IEnumerable<string> outputs)
    {
        var relevant = Ancestors(model, outputs);
        var sentences = new List<string>();
        foreach (var name in model.Order.Where(relevant.Contains))
        {
            if (model.IsEndogenous(name))
            {
                var noise = model.NoiseInput(name) is >= 0 and var index ? $", with noise from {model.Inputs[index].Spec}" : "";
                sentences.Add($"{name} = {model.FormulaOf(name).Text}{noise}.");
            }
            else if (model.ExogenousInput(name) is >= 0 and var input)
            {
                sentences.Add($"{name} is drawn from {model.Inputs[input].Spec}.");
            }
            else if (model.HeldValue(name) is { } value && model.AssumedValues.All(assumed => assumed.Variable != name))
            {
                sentences.Add($"{name} is held at {Figures.Text(value)}.");
            }
        }

        if (sentences.Count > MostSentences)
        {
            sentences.RemoveRange(MostSentences, sentences.Count - MostSentences);
            sentences.Add($"The other equations and distributions of the {model.Order.Length} quantities hold as given.");
        }

        sentences.Add("The noise terms and exogenous quantities are independent of each other: no unobserved common causes.");
        sentences.Add("An intervention replaces only what it names; all other equations stay as they are.");
        return [.. sentences];
    }

    /// <summary>
    /// Variables that the model leaves open and that were held at an assumed value, because they were not observed and not every intervention sets
    /// them.
    /// </summary>
    public static IReadOnlyList<(string Name, double Value)> Assumed(
        CompiledModel model,
        IReadOnlyList<Intervention> interventions,
        IReadOnlyList<VariableValue> observed) =>
        [
            .. model
                .AssumedValues.Where(assumed => observed.All(value => value.Variable != assumed.Variable))
                .Where(assumed =>
                    interventions.Any(intervention =>
                        intervention.Changes.All(change => change.Variable != assumed.Variable || change.Kind != InterventionKind.Set))
                )
                .Select(assumed => (assumed.Variable, assumed.Value)),
        ];

    /// <summary>A caveat for each assumed value that bears on the outputs.</summary>
    public static IEnumerable<string> AssumedValueCaveats(
        CompiledModel model,
        IEnumerable<string> outputs,
        IReadOnlyList<Intervention> interventions,
        IReadOnlyList<VariableValue> observed)
    {
        var relevant = Ancestors(model, outputs);
        return Assumed(model, interventions, observed)
            .Where(assumed => relevant.Contains(assumed.Name))
            .Select(assumed =>
                $"{assumed.Name} has neither an equation nor a distribution; it was held at {Figures.Text(assumed.Value)}. Give it one, or set it in the intervention.");
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
}
