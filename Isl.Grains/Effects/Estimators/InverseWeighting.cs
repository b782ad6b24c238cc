using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Inverse probability weighting.</summary>
/// <remarks>
/// Source: Lunceford and Davidian (2004) for the error, in which the propensities are estimated too; Li, Morgan and Zaslavsky (2018) for overlap
/// weights.
/// </remarks>
internal static class InverseWeighting
{
    /// <summary>Estimates.</summary>
    public static EstimatorDraft Run(EstimationContext context, EstimatorSpec spec)
    {
        var data = context.Data;
        var model = spec.PropensityModel is NuisanceModel.Spline or NuisanceModel.Boosted ? NuisanceModel.Spline : NuisanceModel.Linear;
        var basis = CovariateBasis.ForArms(data, model, context.Budget);
        var fit = basis.IsSpline ? PropensityFit.OfAll(data, basis.Design, context.Budget) : context.Propensity;
        var (chances, moved) = PropensityFit.Clip(fit.Probabilities, context.Clip);
        var weighting = new Weighting(data, fit, basis.Design, chances, moved, spec);
        PairDraft[] pairs = [.. context.Contrast.Pairs.Select(pair =>
            Differences.Of(weighting.Mean(pair, pair.From), weighting.Mean(pair, pair.To), pair.Factor))];
        var first = context.Contrast.Pairs[0];
        var rowWeights = weighting.RowWeights(first);
        return new EstimatorDraft(
            [.. pairs],
            ErrorKinds.Stacked(data, "stacked"),
            weighting.Report(first, rowWeights) with { PropensityModel = basis.IsSpline ? NuisanceModel.Spline : NuisanceModel.Logistic },
            spec.PropensityModel == NuisanceModel.Boosted ? [new TreesReplaced()] : [])
        {
            RowWeights = rowWeights,
        };
    }

    /// <summary>The weights of the arms and what follows from them.</summary>
    private sealed class Weighting(
        EstimationData data, LogisticFit fit, DesignMatrix design, double[][] chances, bool[] moved, EstimatorSpec spec)
    {
        /// <summary>The mean of an arm, weighted to the rows that the estimand is about.</summary>
        public MeanDraft Mean(ArmPair pair, int arm)
        {
            var isHajek = spec.Normalisation == WeightNormalisation.Hajek;
            var (sum, total, members) = (0.0, 0.0, 0.0);
            var weights = new double[data.Rows];
            for (var i = 0; i < weights.Length; i++)
            {
                members += data.Weight(i) * TargetWeights.Membership(spec.Estimand, pair, data.Treatment.Arms[i]);
                if (data.Treatment.Arms[i] == arm)
                {
                    weights[i] = data.Weight(i) * TargetWeights.Of(spec.Estimand, pair, arm, chances, i);
                    (sum, total) = (sum + (weights[i] * data.Outcome[i]), total + weights[i]);
                }
            }

            var divisor = isHajek ? total : members;
            var mean = sum / divisor;
            var contributions = new double[data.Rows];
            var influences = new double[data.Rows]; // what the mean changes by when a row's weight does, relatively
            for (var i = 0; i < contributions.Length; i++)
            {
                influences[i] = weights[i] * (data.Outcome[i] - (isHajek ? mean : 0)) / divisor;
                contributions[i] = influences[i] - (isHajek ? 0
                    : data.Weight(i) * TargetWeights.Membership(spec.Estimand, pair, data.Treatment.Arms[i]) * mean / divisor);
            }

            AddPropensity(pair, arm, influences, contributions);
            return new MeanDraft(mean, contributions);
        }

        /// <summary>The weight of each row in the comparison of two arms; 0 outside of them.</summary>
        public double[] RowWeights(ArmPair pair)
        {
            var weights = new double[data.Rows];
            var shares = new double[data.Treatment.Levels.Length];
            for (var i = 0; i < weights.Length; i++)
            {
                shares[data.Treatment.Arms[i]] += data.Weight(i) / data.TotalWeight;
            }

            for (var i = 0; i < weights.Length; i++)
            {
                var arm = data.Treatment.Arms[i];
                if (arm == pair.From || arm == pair.To)
                {
                    weights[i] = TargetWeights.Of(spec.Estimand, pair, arm, chances, i) * (spec.Stabilise ? shares[arm] : 1);
                }
            }

            return weights;
        }

        /// <summary>Sizes and range of the weights.</summary>
        public EstimateDiagnostics Report(ArmPair pair, double[] weights)
        {
            double[] used = [.. weights.Where((_, i) => data.Treatment.Arms[i] == pair.From || data.Treatment.Arms[i] == pair.To)];
            return new EstimateDiagnostics
            {
                EffectiveSampleSize = new ArmSizes(Effective(pair.To), Effective(pair.From)),
                Weights = new WeightSummary(used.Min(), used.Average(), used.Max()),
            };

            double Effective(int arm)
            {
                var (sum, squares) = (0.0, 0.0);
                for (var i = 0; i < weights.Length; i++)
                {
                    var weight = data.Treatment.Arms[i] == arm ? weights[i] * data.Weight(i) : 0;
                    (sum, squares) = (sum + weight, squares + (weight * weight));
                }

                return sum * sum / squares;
            }
        }

        private void AddPropensity(ArmPair pair, int arm, double[] influences, double[] contributions)
        {
            var gradients = new List<double[]>();
            for (var k = 1; k < chances.Length; k++)
            {
                var slopes = new double[data.Rows];
                for (var i = 0; i < slopes.Length; i++)
                {
                    // A propensity that was moved to the limit does not move with the coefficients.
                    slopes[i] = influences[i] == 0 || moved[i]
                        ? 0
                        : influences[i] * TargetWeights.LogSlope(spec.Estimand, pair, arm, chances, i, k);
                }

                gradients.Add(Gradients.Sum(design, slopes));
            }

            var own = fit.Contributions(gradients);
            for (var i = 0; i < contributions.Length; i++)
            {
                contributions[i] += own[i];
            }
        }
    }
}
