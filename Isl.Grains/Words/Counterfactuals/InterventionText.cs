using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>Interventions and observed values inside a sentence.</summary>
public static class InterventionText
{
    /// <summary>What an intervention does, such as <c>Price = 45 and Quality + 2</c>.</summary>
    public static string Of(Intervention intervention) => intervention.Changes.IsEmpty
        ? "no intervention"
        : Wording.Some([.. intervention.Changes.Select(Describe)]);

    /// <summary>The case that a sentence is about: <c>under Price = 45</c>, <c>without an intervention</c>.</summary>
    public static string Case(Intervention intervention) =>
        intervention.Changes.IsEmpty ? "without an intervention" : $"under {Of(intervention)}";

    /// <summary>Observed values, such as <c>Price = 40 and Ads = 5</c>; at least one.</summary>
    public static string Given(IReadOnlyCollection<VariableValue> observed) =>
        Wording.Some([.. observed.Select(value => $"{value.Variable} = {Figure.Exact(value.Value)}")]);

    private static string Describe(VariableIntervention change) => change.Kind switch
    {
        InterventionKind.Shift => $"{change.Variable} {(change.Value < 0 ? "−" : "+")} {Figure.Exact(Math.Abs(change.Value))}",
        InterventionKind.Scale => $"{change.Variable} × {Figure.Exact(change.Value)}",
        _ => $"{change.Variable} = {Figure.Exact(change.Value)}",
    };
}
