using System.Collections.Immutable;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Words.Counterfactuals;

namespace Isl.Grains.Words.Conformal;

/// <summary>The theorem behind an interval.</summary>
/// <param name="Method">How the points became an interval.</param>
/// <param name="IsWeighted">Whether they have weights for a covariate shift.</param>
public sealed record ConformalBasis(ConformalMethod Method, bool IsWeighted) : Finding
{
    /// <inheritdoc/>
    public override string Text => Method switch
    {
        ConformalMethod.JackknifePlus =>
            "Jackknife+ (Barber, Candès, Ramdas, Tibshirani 2021, theorem 1: coverage of at least 1 − 2α; 1 − α is the target).",
        ConformalMethod.CvPlus =>
            "CV+ (Barber, Candès, Ramdas, Tibshirani 2021, theorem 4: coverage of at least 1 − 2α less a finite-sample term; "
            + "1 − α is the target).",
        _ when IsWeighted =>
            "Weighted split conformal prediction (Tibshirani, Barber, Candès, Ramdas 2019, corollary 1) with all points for calibration, "
            + "because the model is given.",
        _ =>
            "Split conformal prediction (Vovk, Gammerman, Shafer 2005; Lei et al. 2018, theorem 2) with all points for calibration, "
            + "because the model is given.",
    };
}

/// <summary>The new case is like the points.</summary>
/// <param name="Intervention">What is changed in the new case.</param>
/// <param name="Known">What is known of it.</param>
public sealed record Exchangeability(Intervention Intervention, ImmutableArray<VariableValue> Known) : Finding
{
    /// <summary>Whether weights account for a difference in the inputs.</summary>
    public bool IsWeighted { get; init; }

    /// <inheritdoc/>
    public override string Text
    {
        get
        {
            var given = Known.IsEmpty ? "" : $", given {InterventionText.Given(Known)},";
            var start = $"The new case {InterventionText.Case(Intervention)}{given} and the calibration points are";
            return IsWeighted
                ? $"{start} drawn alike but for their inputs, and the weights are the true ratio of the inputs' densities, not an estimate."
                : $"{start} exchangeable: drawn alike, in no particular order.";
        }
    }
}

/// <summary>The points were not used to fit the model.</summary>
/// <param name="CorrectionInputs">Inputs of the linear correction that was fitted to them; null where none was.</param>
public sealed record FreshPoints(int? CorrectionInputs) : Finding
{
    /// <inheritdoc/>
    public override string Text => CorrectionInputs switch
    {
        null => "The model was not fitted to these calibration points.",
        0 => "The model was not fitted to these calibration points; only a constant correction was.",
        { } count => "The model was not fitted to these calibration points; "
            + $"only a linear correction on {Wording.Count(count, "input")} was.",
    };
}

/// <summary>What coverage means.</summary>
public sealed record MarginalCoverage : Finding
{
    /// <inheritdoc/>
    public override string Text => "Coverage is over cases as a whole, not for each value of the inputs.";
}
