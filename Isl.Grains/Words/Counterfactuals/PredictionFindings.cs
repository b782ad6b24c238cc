using System.Collections.Immutable;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Models;

namespace Isl.Grains.Words.Counterfactuals;

/// <summary>What the outcome would be under an intervention.</summary>
/// <param name="Intervention">The intervention.</param>
/// <param name="Observed">Observed values of the case.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="Figures">Its figures.</param>
public sealed record OutcomePredicted(
    Intervention Intervention, ImmutableArray<VariableValue> Observed, string Outcome, OutcomeFigures Figures) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var start = Intervention.Changes.IsEmpty ? "Without an intervention" : $"Under {InterventionText.Of(Intervention)}";
            var given = Observed.IsEmpty ? "" : $", given {InterventionText.Given(Observed)}";
            return $"{start}{given}, {Outcome} {Figures.Describe(conditional: !Observed.IsEmpty)}.";
        }
    }
}

/// <summary>How the figures came about.</summary>
/// <param name="Samples">Draws.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="StandardError">Monte Carlo standard error of its mean.</param>
public sealed record DrawsMade(long Samples, string Outcome, double StandardError) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Samples, "draw")} of the exogenous quantities went through the equations; "
        + $"the mean of {Outcome} has a Monte Carlo standard error of {Wording.Number(StandardError)}.";
}

/// <summary>The outcome does not depend on anything random.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record NothingRandom(string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Nothing random reaches {Outcome}, so its value is exact.";
}

/// <summary>Observed values gave the draws unequal weights.</summary>
/// <param name="EffectiveSamples">Unweighted draws that would tell as much.</param>
public sealed record DrawsWeighted(double EffectiveSamples) : Finding
{
    /// <inheritdoc/>
    public override string Text => "The draws were weighted by the likelihood of the observed values; "
        + $"they are worth {Wording.Number(EffectiveSamples)} unweighted ones.";
}

/// <summary>A quantity that observed values determine, with its value where it is one number.</summary>
/// <param name="Name">The exogenous quantity or noise, or the observed variable.</param>
/// <param name="Value">The value.</param>
public readonly record struct SettledQuantity(string Name, double? Value);

/// <summary>Observed values determine exogenous quantities.</summary>
/// <param name="Quantities">The quantities; at least one.</param>
public sealed record EvidenceSettles(ImmutableArray<SettledQuantity> Quantities) : Finding
{
    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var items = Quantities.Select(item => item.Value is { } value ? $"{item.Name} = {new Figure(value)}" : item.Name);
            return $"The observed values determine {Wording.Some([.. items])}.";
        }
    }
}

/// <summary>Observed values that are linear in normal quantities were conditioned on exactly.</summary>
/// <param name="Variables">The observed variables; at least one.</param>
public sealed record EvidenceConditions(ImmutableArray<string> Variables) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"{Wording.Some(Variables)} {Wording.Of(Variables.Length, "is", "are")} linear in normal quantities, so these were drawn from their "
        + "conditional distribution, which is known in closed form.";
}

/// <summary>Which random inputs the outcome's spread comes from.</summary>
/// <param name="Sources">The inputs with their shares of the variance, largest first; at least one.</param>
public sealed record SpreadSources(ImmutableArray<UncertaintySource> Sources) : Finding
{
    private const int MostNamed = 3;

    /// <inheritdoc/>
    public override string Text =>
        $"The spread comes from {Wording.Some([.. Sources.Select(source => $"{source.Factor} ({Wording.Percent(source.Share)})")], MostNamed)}.";
}

/// <summary>What the confidence of a simulated answer is made of.</summary>
/// <param name="Error">Twice the Monte Carlo error in standard deviations.</param>
/// <param name="Effective">Share of enough effective draws; 1 where there are enough.</param>
/// <param name="Known">Share of the quantities that were not assumed.</param>
/// <param name="Fewer">Factor for fewer draws than asked for; 1 where there are as many.</param>
public sealed record SimulationConfidence(double Error, double Effective, double Known, double Fewer) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence is 1 minus twice the Monte Carlo error in standard deviations ({Wording.Number(Error)})"
        + (Effective < 1 ? $", times the share of 100 effective draws ({Wording.Number(Effective)})" : "")
        + (Known < 1 ? $", times the share of quantities whose value was not assumed ({Wording.Number(Known)})" : "")
        + (Fewer < 1 ? $", times {Wording.Number(Fewer)} for fewer draws" : "")
        + "; it takes the model as given.";
}
