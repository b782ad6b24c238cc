using Isl.Grains.Interfaces.Models;
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

    /// <summary>The pairs, in the order of the scenarios; at most <see cref="MostPairs"/>. O(scenarios³ · variables / 64).</summary>
    /// <param name="model">The model.</param>
    /// <param name="scenarios">The scenarios.</param>
    /// <param name="truncated">Are there more?</param>
    /// <param name="cancellation">Stops it.</param>
    public static IReadOnlyList<ScenarioPair> Find(
        CompiledModel model, IReadOnlyList<Intervention> scenarios, out bool truncated, CancellationToken cancellation)
    {
        var differences = new ScenarioDifferences(
            [.. scenarios.Select(scenario => Intervention.Of(scenario.Changes.Where(change => !IsIdle(model, change))))],
            cancellation);
        var pairs = new List<ScenarioPair>();
        truncated = false;
        for (var i = 0; i < scenarios.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            for (var j = i + 1; j < scenarios.Count; j++)
            {
                if (differences.Combine(i, j) is not { } pair)
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
}
