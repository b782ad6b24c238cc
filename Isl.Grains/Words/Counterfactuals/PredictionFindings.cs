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
    /// <summary>Whether nothing that is changed leads to the outcome.</summary>
    public bool IsUnaffected { get; init; }

    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            if (IsUnaffected)
            {
                var context = Observed.IsEmpty ? "With or without it" : $"Given {InterventionText.Given(Observed)}";
                return $"{InterventionText.Of(Intervention)} has no effect on {Outcome}. "
                    + $"{context}, {Outcome} {Figures.Describe(conditional: !Observed.IsEmpty)}.";
            }

            var start = Intervention.Changes.IsEmpty ? "Without an intervention" : $"Under {InterventionText.Of(Intervention)}";
            var given = Observed.IsEmpty ? "" : $", given {InterventionText.Given(Observed)}";
            return $"{start}{given}, {Outcome} {Figures.Describe(conditional: !Observed.IsEmpty)}.";
        }
    }
}

/// <summary>How the figures came about.</summary>
/// <param name="Samples">Draws.</param>
/// <param name="Outcome">The outcome.</param>
/// <param name="StandardError">Monte Carlo standard error of its mean; null where its tails are so heavy that there may be none.</param>
public sealed record DrawsMade(long Samples, string Outcome, double? StandardError) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"{Wording.Count(Samples, "draw")} of the exogenous quantities went through the equations"
        + (StandardError is { } error ? $"; the mean of {Outcome} has a Monte Carlo standard error of {Wording.Number(error)}." : ".");
}

/// <summary>The outcome does not depend on anything random.</summary>
/// <param name="Outcome">The outcome.</param>
public sealed record NothingRandom(string Outcome) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Nothing random reaches {Outcome}, so its value is exact.";
}

/// <summary>Random quantities reach the outcome, and no draw of them changed it.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Samples">Draws.</param>
public sealed record NeverVaried(string Outcome, long Samples) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Random quantities reach {Outcome}, but {Wording.Count(Samples, "draw")} gave it one value only.";
}

/// <summary>Observed values gave the draws unequal weights.</summary>
/// <param name="EffectiveSamples">Unweighted draws that would tell as much.</param>
public sealed record DrawsWeighted(double EffectiveSamples) : Finding
{
    /// <inheritdoc/>
    public override string Text => "The draws were weighted by the likelihood of the observed values; "
        + $"they are worth {Wording.Number(EffectiveSamples)} unweighted ones.";
}

/// <summary>Draws that agree with the observed values were searched for.</summary>
/// <param name="EffectiveSamples">Independent draws that would tell as much.</param>
public sealed record DrawsSought(double EffectiveSamples) : Finding
{
    /// <inheritdoc/>
    public override string Text => "The model hardly ever makes draws that agree with the observed values, so such draws were found step by step, by "
        + "sequential Monte Carlo over the random quantities (Au & Beck 2001, Del Moral, Doucet & Jasra 2006); "
        + $"they are worth {Wording.Number(EffectiveSamples)} independent ones.";
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

    /// <summary>A total share this much above the share alone is an interaction, not the error of the draws.</summary>
    private const double Noticeable = 0.05;

    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            if (!Sources.Any(source => source.TotalShare - source.Share > Noticeable + (2 * (source.TotalStandardError + source.StandardError))))
            {
                var named = Sources.Select(source => $"{source.Factor} ({Wording.Percent(source.Share)})");
                return $"The spread comes from {Wording.Some([.. named], MostNamed)}.";
            }

            var items = Sources.Select(source =>
                $"{source.Factor} bears on {Wording.Percent(source.TotalShare)} of the variance, alone on {Wording.Percent(source.Share)}");
            return $"Much of the spread is an interaction: {Wording.Some([.. items], MostNamed)}.";
        }
    }
}

/// <summary>What the confidence of a simulated answer is made of.</summary>
/// <param name="Error">Twice the Monte Carlo error in standard deviations.</param>
/// <param name="Effective">Share of enough effective draws; 1 where there are enough.</param>
/// <param name="Known">Share of the quantities that were not assumed.</param>
/// <param name="Fewer">Factor for fewer draws than asked for; 1 where there are as many.</param>
/// <param name="Hidden">What heavy tails or rare values take off, because the Monte Carlo error does not show it; 0 where nothing.</param>
public sealed record SimulationConfidence(double Error, double Effective, double Known, double Fewer, double Hidden = 0) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"Confidence is 1 minus twice the Monte Carlo error in standard deviations ({Wording.Number(Error)})"
        + (Hidden > 0 ? $", less {Wording.Number(Hidden)} for what the draws cannot show" : "")
        + (Effective < 1 ? $", times the share of 100 effective draws ({Wording.Number(Effective)})" : "")
        + (Known < 1 ? $", times the share of quantities whose value was not assumed ({Wording.Number(Known)})" : "")
        + (Fewer < 1 ? $", times {Wording.Number(Fewer)} for fewer draws" : "")
        + "; it takes the model as given.";
}
