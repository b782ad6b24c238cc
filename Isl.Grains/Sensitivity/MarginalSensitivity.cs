namespace Isl.Grains.Sensitivity;

/// <summary>Outcomes of the units at one level of a treatment, within one level of the covariates.</summary>
/// <param name="Outcomes">The outcomes.</param>
/// <param name="Weights">How many units each stands for.</param>
/// <param name="Total">All units of the stratum, at whatever level.</param>
internal sealed record StratumArm(double[] Outcomes, double[] Weights, double Total);

/// <summary>What a hidden cause can make of a mean.</summary>
/// <param name="Sum">The outcome summed over all units of the stratum.</param>
/// <param name="Unseen">For each outcome seen, how many units at another level would have had it.</param>
internal sealed record ExtremeSum(double Sum, double[] Unseen);

/// <summary>
/// Sharp bounds where a hidden cause changes the odds of treatment, given the covariates, by at most a factor: each unit seen stands for between
/// 1 + (1/e − 1)/Λ and 1 + (1/e − 1)Λ units, and all of them for the stratum.
/// </summary>
/// <remarks>
/// Source: Tan (2006), A distributional approach for causal inference using propensity scores; Dorn and Guo (2023), Sharp sensitivity analysis for
/// inverse propensity weighting via quantile balancing. Within levels of discrete covariates the balanced quantile is that of the rows, so that
/// the extreme weights are found exactly by ordering the outcomes.
/// </remarks>
internal static class MarginalSensitivity
{
    /// <summary>The extreme sums of the outcome that all units of a stratum would have at a level.</summary>
    /// <param name="arm">Those seen at it; at least one.</param>
    /// <param name="lambda">Λ, at least 1.</param>
    public static (ExtremeSum Least, ExtremeSum Most) Of(StratumArm arm, double lambda) =>
        (Extreme(arm, lambda, isMost: false), Extreme(arm, lambda, isMost: true));

    private static ExtremeSum Extreme(StratumArm arm, double lambda, bool isMost)
    {
        var seen = arm.Weights.Sum();
        var odds = (arm.Total / seen) - 1; // of another level
        var (least, most) = (odds / lambda, odds * lambda);
        var order = Enumerable.Range(0, arm.Outcomes.Length).ToArray();
        Array.Sort(order, (a, b) => arm.Outcomes[a].CompareTo(arm.Outcomes[b]) is var by && by != 0 ? (isMost ? -by : by) : a.CompareTo(b));
        var left = arm.Total - seen - (least * seen);
        var (sum, unseen) = (0.0, new double[arm.Outcomes.Length]);
        foreach (var i in order)
        {
            var extra = Math.Clamp(left, 0, (most - least) * arm.Weights[i]);
            left -= extra;
            unseen[i] = (least * arm.Weights[i]) + extra;
            sum += arm.Outcomes[i] * (arm.Weights[i] + unseen[i]);
        }

        return new ExtremeSum(sum, unseen);
    }
}
