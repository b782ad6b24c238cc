using System.Collections.Immutable;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>The formulas of the graphical criteria, as the textbooks write them.</summary>
internal static class CriterionEstimand
{
    /// <summary>
    /// Σ over the set of P(outcomes | treatments, set) P(set); P(outcomes | treatments) where the set is empty; all given the nodes that the data are
    /// selected on.
    /// </summary>
    /// <remarks>Source: van der Zander, Liśkiewicz &amp; Textor (2019), definition 1; Pearl (2009), theorem 3.3.2 for back-door sets.</remarks>
    public static (Estimand Estimand, Derivation Derivation) BackDoor(CausalQuery query, ImmutableArray<string> set, ImmutableArray<string> selected)
    {
        var conditional = P(query.Outcomes, [.. query.Treatments, .. set, .. selected]);
        var estimand = set.IsEmpty ? conditional : Sum(set, conditional, P(set, selected));
        return (
            estimand,
            Steps(
                query,
                set,
                ("adjustment criterion", new AdjustmentKeepsCausalPaths(set), null),
                ("adjustment criterion", new AdjustmentBlocksPaths(query, set), null),
                ("adjustment formula", new AdjustmentGivesEffect(query, set), EstimandText.Format(estimand, query.Treatments))));
    }

    /// <summary>Σ over the set of P(set | treatments) Σ over the treatments of P(outcomes | set, treatments) P(treatments).</summary>
    /// <remarks>Source: Pearl (2009), theorem 3.3.4; the inner sum binds the treatments anew.</remarks>
    public static (Estimand Estimand, Derivation Derivation) FrontDoor(CausalQuery query, ImmutableArray<string> set)
    {
        var estimand = FrontDoorFormula(query, set);
        return (
            estimand,
            Steps(
                query,
                set,
                ("front-door criterion (i)", new FrontDoorIntercepts(query, set), null),
                ("front-door criterion (ii)", new FrontDoorFirstHalf(query, set), null),
                ("front-door criterion (iii)", new FrontDoorSecondHalf(query, set), null),
                ("front-door formula", new FrontDoorGivesEffect(query, set), EstimandText.Format(estimand, query.Treatments))));
    }

    /// <summary>The formula alone. An empty set intercepts all paths where there is none, and leaves P(outcomes).</summary>
    public static Estimand FrontDoorFormula(CausalQuery query, ImmutableArray<string> set)
    {
        var inner = Sum(query.Treatments, P(query.Outcomes, [.. set, .. query.Treatments]), P(query.Treatments, []));
        return set.IsEmpty ? P(query.Outcomes, []) : Sum(set, P(set, query.Treatments), inner);
    }

    private static Derivation Steps(
        CausalQuery query,
        ImmutableArray<string> nodes,
        params ImmutableArray<(string Rule, Finding Description, string? Expression)> steps) =>
        new(
            [.. steps.Select(step => new DerivationStep(step.Rule, EffectText.Of(query), step.Description.Text, nodes, step.Expression))],
            Truncated: false);

    private static Estimand P(ImmutableArray<string> of, ImmutableArray<string> given) => new() { P = new ProbabilityTerm(of, given) };

    private static Estimand Sum(ImmutableArray<string> over, params ImmutableArray<Estimand> factors) =>
        new() { Sum = new SumTerm(over, new Estimand { Product = factors }) };
}
