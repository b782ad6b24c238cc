using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Grains.Words.Sensitivity;

/// <summary>What an E-value says.</summary>
/// <param name="Value">That of the estimate.</param>
/// <param name="Limit">That of the limit nearer to no effect; null where there is no interval.</param>
/// <param name="Scale">What kind of estimate it is.</param>
public sealed record EValueStatement(double Value, double? Limit, EffectMeasure Scale) : Finding
{
    /// <inheritdoc/>
    public override string Text => Value == 1
        ? "The estimate shows no effect, so there is nothing to explain away."
        : $"A hidden confounder would have to be associated with both treatment and outcome by a risk ratio of {Wording.Number(Value)} each, beyond "
            + $"the measured covariates, to explain the estimate away; weaker ones could not.{OfLimit}";

    private string OfLimit => Limit switch
    {
        null => "",
        1 => " The interval already includes no effect.",
        { } limit => $" To move the interval to no effect, {Wording.Number(limit)} would do.",
    };
}

/// <summary>How the estimate became a risk ratio.</summary>
/// <param name="Scale">What kind it is.</param>
/// <param name="IsRare">Whether the outcome is rare.</param>
/// <param name="BaselineRisk">Risk without the treatment.</param>
public sealed record ConvertedToRiskRatio(EffectMeasure Scale, bool IsRare, double? BaselineRisk) : Finding
{
    /// <inheritdoc/>
    public override string Text => Scale switch
    {
        EffectMeasure.OddsRatio when IsRare => "The outcome is rare, so the odds ratio is taken for a risk ratio.",
        EffectMeasure.OddsRatio => "The outcome is not rare, so the root of the odds ratio is taken for a risk ratio; set rare if it is under 15 %.",
        EffectMeasure.HazardRatio when IsRare => "The outcome is rare, so the hazard ratio is taken for a risk ratio.",
        EffectMeasure.HazardRatio => "The outcome is not rare by the end of follow-up, so the hazard ratio HR is taken for a risk ratio of "
            + "(1 − 0.5^√HR) / (1 − 0.5^√(1/HR)).",
        EffectMeasure.RiskDifference => $"The risk without the treatment is {Wording.Exact(BaselineRisk ?? 0)}, known without error.",
        EffectMeasure.StandardizedDifference or EffectMeasure.Regression =>
            "A difference of d standard deviations of a roughly normal outcome is taken for a risk ratio of exp(0.91 d).",
        _ => "The estimate is a risk ratio adjusted for the measured covariates.",
    };
}

/// <summary>What a robustness value rests on.</summary>
public sealed record LinearWithClassicalErrors : Finding
{
    /// <inheritdoc/>
    public override string Text => "The estimate is a coefficient of a linear regression with classical standard errors.";
}

/// <summary>The methods behind a report on confounding.</summary>
/// <param name="IsRegression">Whether the estimate is a coefficient.</param>
/// <param name="HasEValue">Whether there is an E-value.</param>
public sealed record ConfoundingBasis(bool IsRegression, bool HasEValue) : Finding
{
    /// <inheritdoc/>
    public override string Text => (IsRegression, HasEValue) switch
    {
        (true, true) => "Omitted variable bias by partial R² (Cinelli and Hazlett 2020); E-value (VanderWeele and Ding 2017).",
        (true, false) => "Omitted variable bias by partial R² (Cinelli and Hazlett 2020).",
        _ => "E-value (VanderWeele and Ding 2017).",
    };
}

/// <summary>Nothing was drawn.</summary>
public sealed record ComputedExactly : Finding
{
    /// <inheritdoc/>
    public override string Text => "What was sent is taken as it is and computed with exactly, so confidence is 1; it says nothing of how good "
        + "what was sent is.";
}
