using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Experiments;

/// <summary>What draws of the parameters say of some experiments.</summary>
/// <remarks>
/// Information by nested Monte Carlo: the outcome's density given the drawn parameters against its mean over all draws. With the drawn ones among
/// them the estimate is a lower bound, without them an upper bound (Foster et al. 2019). The outcomes of the lower one are integrated, not drawn,
/// where their range allows it.
/// </remarks>
internal sealed class DrawnFigures(ExperimentQuestion question, (double[] Means, double[] Variances)[] outcomes) : IExperimentFigures
{
    private const int OuterDraws = 256;
    private const int LearningDraws = 64;
    private static readonly NormalDistribution Standard = new(0, 1);
    private readonly double[] _means = [.. outcomes.Select(outcome => outcome.Means.Average())];

    private int Draws => outcomes[0].Means.Length;

    /// <inheritdoc/>
    public double Mean(int experiment) => _means[experiment];

    /// <inheritdoc/>
    public double Variance(int experiment) => outcomes[experiment].Means.Average(mean => (mean - _means[experiment]) * (mean - _means[experiment]));

    /// <inheritdoc/>
    public (double Lower, double Upper) Information(int experiment)
    {
        if (IsSettled(experiment))
        {
            return (0, 0);
        }

        var (drawn, correction) = (0.0, 0.0);
        for (var outer = 0; outer < OuterDraws; outer++)
        {
            var densities = Densities(experiment, outer, OuterDraws, out var own);
            var sum = densities.Sum();
            drawn += Math.Log(Math.Max(densities[own], double.Epsilon)) - Math.Log(sum / Draws);

            // Where only the drawn parameters make the outcome likely, nothing but the number of draws bounds the information.
            correction += Math.Log(sum / Draws) - Math.Log(Math.Max(sum - densities[own], double.Epsilon) / (Draws - 1));
        }

        var (means, variances) = outcomes[experiment];
        var lower = Math.Max(0, MixtureInformation.Of(means, variances) ?? drawn / OuterDraws);
        return (lower, Math.Max(lower, lower + (correction / OuterDraws)));
    }

    /// <inheritdoc/>
    public double Learning(int experiment)
    {
        if (IsSettled(experiment))
        {
            return 0;
        }

        var best = Enumerable.Range(0, outcomes.Length).MaxBy(other => Utility(other, null, 1));
        var sum = 0.0;
        for (var outer = 0; outer < LearningDraws; outer++)
        {
            var weights = Densities(experiment, outer, LearningDraws, out _);
            var total = weights.Sum();
            var after = double.NegativeInfinity;
            for (var other = 0; other < outcomes.Length; other++)
            {
                after = Math.Max(after, Utility(other, weights, total));
            }

            // Less what the choice made now would then give: its mean is what it is expected to be now.
            sum += (after - Utility(best, weights, total)) / LearningDraws;
        }

        return Math.Max(0, sum);
    }

    /// <inheritdoc/>
    public double[] Draw(ulong seed)
    {
        var row = new CounterRandom(seed, CounterRandom.StreamOf("draw", "thompson")).Below(0, 0, Draws);
        return [.. outcomes.Select(outcome => outcome.Means[row])];
    }

    /// <summary>Whether the beliefs fix the outcome's distribution, so that seeing it teaches nothing.</summary>
    private bool IsSettled(int experiment)
    {
        var (means, variances) = outcomes[experiment];
        return means.All(mean => mean == means[0]) && variances.All(variance => variance == variances[0]);
    }

    /// <summary>Density, at an outcome drawn with one draw of the parameters, under every draw; scaled by the greatest.</summary>
    private double[] Densities(int experiment, int outer, int all, out int own)
    {
        var (means, variances) = outcomes[experiment];
        own = (int)((outer + 0.5) * Draws / all);
        var random = new CounterRandom(unchecked((ulong)question.Seed), CounterRandom.StreamOf("outcome", "experiment"));
        var value = means[own] + (Math.Sqrt(variances[own]) * Standard.Quantile(random.Uniform((uint)all, (uint)outer)));
        var densities = new double[Draws];
        var top = double.NegativeInfinity;
        for (var i = 0; i < densities.Length; i++)
        {
            densities[i] = DrawnBeliefs.LogDensity(value, means[i], variances[i]);
            top = Math.Max(top, densities[i]);
        }

        for (var i = 0; i < densities.Length; i++)
        {
            densities[i] = Math.Exp(densities[i] - top);
        }

        return densities;
    }

    private double Utility(int experiment, double[]? weights, double total)
    {
        var means = outcomes[experiment].Means;
        var sum = 0.0;
        for (var i = 0; i < means.Length; i++)
        {
            var utility = question.Goal switch
            {
                ExperimentGoal.Target => -(means[i] - question.TargetValue) * (means[i] - question.TargetValue),
                ExperimentGoal.Minimize => -means[i],
                _ => means[i],
            };
            sum += weights is null ? utility / means.Length : weights[i] / total * utility;
        }

        return sum;
    }
}
