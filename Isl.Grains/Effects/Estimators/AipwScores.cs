using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>The scores of augmented inverse probability weighting.</summary>
internal static class AipwScores
{
    /// <summary>The effect of two arms from the chances of the arms and the outcome's means in both.</summary>
    public static PairDraft Effect(
        EstimationData data, EffectEstimand estimand, ArmPair pair, double[][] chances, double[] from, double[] to)
    {
        var n = data.Rows;
        var (low, high, members) = (new double[n], new double[n], new double[n]);
        for (var i = 0; i < n; i++)
        {
            var arm = data.Treatment.Arms[i];
            members[i] = TargetWeights.Membership(estimand, pair, arm);
            low[i] = Score(pair.From, from[i], i);
            high[i] = Score(pair.To, to[i], i);
        }

        var numerator = new double[n];
        for (var i = 0; i < n; i++)
        {
            numerator[i] = pair.Factor * (high[i] - low[i]);
        }

        return Differences.Of(Mean(low), Mean(high), pair.Factor, new EffectScores(numerator, members));

        // E[member · mean of the arm] with the residuals of the arm weighted to the members.
        double Score(int arm, double mean, int row)
        {
            var own = data.Treatment.Arms[row];
            return (members[row] * mean)
                + (own == arm ? TargetWeights.Of(estimand, pair, arm, chances, row) * (data.Outcome[row] - mean) : 0);
        }

        MeanDraft Mean(double[] scores)
        {
            var (sum, total) = (0.0, 0.0);
            for (var i = 0; i < n; i++)
            {
                (sum, total) = (sum + (data.Weight(i) * scores[i]), total + (data.Weight(i) * members[i]));
            }

            var mean = sum / total;
            var contributions = new double[n];
            var factor = Math.Sqrt(n / (n - 1.0)) / total;
            for (var i = 0; i < n; i++)
            {
                contributions[i] = data.Weight(i) * (scores[i] - (mean * members[i])) * factor;
            }

            return new MeanDraft(mean, contributions);
        }
    }
}
