using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Words.Effects;

/// <summary>Where an estimator comes from.</summary>
/// <param name="Name">The estimator.</param>
public sealed record EstimatorSource(EstimatorName Name) : Finding
{
    /// <inheritdoc/>
    public override string Text => Name switch
    {
        EstimatorName.Aipw => "Augmented inverse probability weighting (Robins, Rotnitzky and Zhao 1994), cross-fitted (Chernozhukov et al. 2018).",
        EstimatorName.Dml => "Double machine learning of the partially linear model (Robinson 1988; Chernozhukov et al. 2018).",
        EstimatorName.Regression => "Least squares of the outcome on treatment and covariates.",
        EstimatorName.GComputation => "G-computation (Robins 1986): outcome models of the arms, averaged over the rows; errors by stacked "
            + "estimating equations.",
        EstimatorName.Ipw => "Inverse probability weighting; errors with the estimation of the propensities (Lunceford and Davidian 2004).",
        EstimatorName.Matching => "Matching with replacement, corrected for bias; errors by Abadie and Imbens (2006, 2011).",
        EstimatorName.Iv => "Two-stage least squares.",
        EstimatorName.FrontDoor => "The front-door formula (Pearl 1995).",
        EstimatorName.PlugIn => "The identifying formula on the frequencies of the data; errors by the delta method of the multinomial distribution.",
        _ => "The plain comparison, without adjustment.",
    };
}

/// <summary>What an estimator needs besides the graph.</summary>
/// <param name="Name">The estimator.</param>
public sealed record ModelsHold(EstimatorName Name) : Finding
{
    /// <inheritdoc/>
    public override string Text => Name switch
    {
        EstimatorName.Aipw => "The outcome model or the propensity model is right, and every row could have been in each arm.",
        EstimatorName.Ipw => "The propensity model is right, and every row could have been in each arm.",
        EstimatorName.GComputation => "The outcome models of the arms are right.",
        EstimatorName.Dml or EstimatorName.Regression => "The covariates act on the outcome as modelled, and the effect is the same for all.",
        EstimatorName.Matching => "Rows that are near in the covariates are alike, and every row has near ones in the other arm.",
        EstimatorName.Iv => "The effect is linear and the same for all.",
        EstimatorName.FrontDoor => "The models of the mediators and of the outcome are right.",
        EstimatorName.PlugIn => "The frequencies of the data are those of the population.",
        _ => "Treatment and outcome have no cause in common.",
    };
}
