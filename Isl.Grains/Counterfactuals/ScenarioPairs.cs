using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Models;

namespace Isl.Grains.Counterfactuals;

/// <summary>Two scenarios that can be combined, and the world they are combined in.</summary>
/// <param name="First">Index of one scenario.</param>
/// <param name="Second">Index of the other.</param>
/// <param name="Reference">Index of the scenario that both change; -1 when they change the model as it is.</param>
/// <param name="Combined">What both changes together do.</param>
internal sealed record ScenarioPair(int First, int Second, int Reference, Intervention Combined);

/// <summary>Finds the pairs of scenarios whose interaction is defined: those that change different variables.</summary>
/// <remarks>
/// Scenarios of a crossed design set the same variables in each, those not changed at their baseline value. So a variable that a scenario
/// sets to the value it is held at anyway does not count as changed; and where scenarios still overlap, they are compared with the first
/// scenario from which they differ in separate variables.
/// </remarks>
internal static class ScenarioPairs
{
    /// <summary>Most pairs looked at, the first ones first.</summary>
    public const int MostPairs = 1000;

    /// <summary>The pairs, in the order of the scenarios; at most <see cref="MostPairs"/>.</summary>
    public static IReadOnlyList<ScenarioPair> Find(CompiledModel model, IReadOnlyList<Intervention> scenarios, out bool truncated)
    {
        var effective = scenarios.Select(scenario => Intervention.Of(scenario.Changes.Where(change => !IsIdle(model, change)))).ToList();
        var pairs = new List<ScenarioPair>();
        truncated = false;
        for (var i = 0; i < scenarios.Count; i++)
        {
            for (var j = i + 1; j < scenarios.Count; j++)
            {
                if (Combine(effective, i, j) is not { } pair)
                {
                    continue;
                }

                if (pairs.Count == MostPairs)
                {
                    truncated = true;
                    return pairs;
                }

                pairs.Add(pair);
            }
        }

        return pairs;
    }

    private static bool IsIdle(CompiledModel model, VariableIntervention change) => change.Kind switch
    {
        InterventionKind.Set => !model.IsEndogenous(change.Variable) && model.HeldValue(change.Variable) == change.Value,
        InterventionKind.Shift => change.Value == 0,
        _ => change.Value == 1,
    };

    private static ScenarioPair? Combine(List<Intervention> scenarios, int i, int j)
    {
        if (scenarios[i].Changes.IsEmpty || scenarios[j].Changes.IsEmpty)
        {
            return null;
        }

        if (scenarios[i].With(scenarios[j]) is { } both)
        {
            return new ScenarioPair(i, j, -1, both);
        }

        for (var reference = 0; reference < scenarios.Count; reference++)
        {
            if (reference != i && reference != j
                && Difference(scenarios[reference], scenarios[i]) is { Changes.IsEmpty: false } first
                && Difference(scenarios[reference], scenarios[j]) is { Changes.IsEmpty: false } second
                && first.With(second) is { } together)
            {
                var kept = scenarios[reference].Changes.Where(change => together.Changes.All(other => other.Variable != change.Variable));
                return new ScenarioPair(i, j, reference, Intervention.Of(kept.Concat(together.Changes)));
            }
        }

        return null;
    }

    /// <summary>
    /// What a scenario does otherwise than a reference that changes no variable it does not; null where the reference changes another.
    /// </summary>
    private static Intervention? Difference(Intervention reference, Intervention scenario) =>
        reference.Changes.All(change => scenario.Changes.Any(other => other.Variable == change.Variable))
            ? Intervention.Of(scenario.Changes.Where(change => !reference.Changes.Contains(change)))
            : null;
}
