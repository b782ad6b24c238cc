using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Identification;

/// <summary>The formulas of the graphical criteria, as the textbooks write them.</summary>
internal static class CriterionEstimand
{
    /// <summary>Σ over the set of P(outcomes | treatments, set) P(set); P(outcomes | treatments) where the set is empty.</summary>
    /// <remarks>Source: van der Zander, Liśkiewicz &amp; Textor (2019), definition 1; Pearl (2009), theorem 3.3.2 for back-door sets.</remarks>
    public static (Estimand Estimand, Derivation Derivation) BackDoor(CausalQuery query, ImmutableArray<string> set)
    {
        var conditional = P(query.Outcomes, [.. query.Treatments, .. set]);
        var estimand = set.IsEmpty ? conditional : Sum(set, conditional, P(set, []));
        return (
            estimand,
            Steps(
                query,
                set,
                ("adjustment criterion", $"No member of {NodeSets.InWords(set)} lies on a causal path or is affected by a node on one.", null),
                (
                    "adjustment criterion",
                    $"{NodeSets.InWords(set)} blocks every non-causal path from {EffectText.Join(query.Treatments)} to {EffectText.Join(query.Outcomes)}.",
                    null),
                (
                    "adjustment formula",
                    set.IsEmpty
                        ? "So the effect is the dependence as it is observed."
                        : $"So the effect is the dependence within the levels of {NodeSets.InWords(set)}, averaged over their distribution.",
                    EstimandText.Format(estimand, query.Treatments))
            ));
    }

    /// <summary>Σ over the set of P(set | treatments) Σ over the treatments of P(outcomes | set, treatments) P(treatments).</summary>
    /// <remarks>Source: Pearl (2009), theorem 3.3.4; the inner sum binds the treatments anew.</remarks>
    public static (Estimand Estimand, Derivation Derivation) FrontDoor(CausalQuery query, ImmutableArray<string> set)
    {
        var inner = Sum(query.Treatments, P(query.Outcomes, [.. set, .. query.Treatments]), P(query.Treatments, []));
        var estimand = Sum(set, P(set, query.Treatments), inner);
        var (x, y, m) = (EffectText.Join(query.Treatments), EffectText.Join(query.Outcomes), NodeSets.InWords(set));
        return (
            estimand,
            Steps(
                query,
                set,
                ("front-door criterion (i)", $"{m} intercepts every causal path from {x} to {y}.", null),
                (
                    "front-door criterion (ii)",
                    $"No back-door path from {x} to {m} is open, so P({string.Join(", ", set)} | do({string.Join(", ", query.Treatments)})) is what is observed.",
                    null),
                (
                    "front-door criterion (iii)",
                    $"{x} blocks every back-door path from {m} to {y}, so adjusting for {x} gives the effect of {m} on {y}.",
                    null),
                (
                    "front-door formula",
                    $"The effect is that of {x} on {m}, carried on by that of {m} on {y}.",
                    EstimandText.Format(estimand, query.Treatments))
            ));
    }

    private static Derivation Steps(
        CausalQuery query,
        ImmutableArray<string> nodes,
        params ImmutableArray<(string Rule, string Description, string? Expression)> steps) =>
        new(
            [.. steps.Select(step => new DerivationStep(step.Rule, EffectText.Of(query), step.Description, nodes, step.Expression))],
            Truncated: false);

    private static Estimand P(ImmutableArray<string> of, ImmutableArray<string> given) => new() { P = new ProbabilityTerm(of, given) };

    private static Estimand Sum(ImmutableArray<string> over, params ImmutableArray<Estimand> factors) =>
        new() { Sum = new SumTerm(over, new Estimand { Product = factors }) };
}
