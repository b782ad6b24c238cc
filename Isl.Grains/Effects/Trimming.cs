using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects;

/// <summary>What is left of a sample when rows with extreme propensities are left out.</summary>
/// <param name="Data">The rows left.</param>
/// <param name="Rows">How many were left out.</param>
/// <param name="Share">The share of them.</param>
internal sealed record Trimming(EstimationData Data, int Rows, double Share)
{
    /// <summary>Leaves out rows with a propensity of any arm beyond the limit.</summary>
    /// <remarks>Source: Crump et al. (2009).</remarks>
    /// <exception cref="InputException">Nothing would be left of an arm.</exception>
    public static Trimming Apply(Sample sample, EffectQuestion question, EstimationContext context)
    {
        var data = sample.Data;
        if (question.Trim == 0 || !data.Treatment.HasArms || context.Plan.Strategy != EffectStrategy.Backdoor)
        {
            return new Trimming(data, 0, 0);
        }

        var chances = context.Propensity.Probabilities;
        int[] kept = [.. Enumerable.Range(0, data.Rows)
            .Where(row => chances.All(own => own[row] >= question.Trim && own[row] <= 1 - question.Trim))];
        var left = data.Of(kept);
        if (Enumerable.Range(0, data.Treatment.Levels.Length).Any(arm => !left.Treatment.Arms.Contains(arm)))
        {
            throw new InputException(
                "/trim",
                $"With trim {question.Trim} no row is left in some arm of {data.Treatment.Name}; send a smaller one, or estimand: ato with ipw.");
        }

        var dropped = data.Rows - kept.Length;
        if (dropped > 0)
        {
            sample.Dropped.Add(new DroppedRows("trimmed", dropped, null));
        }

        return new Trimming(left, dropped, dropped / (double)data.Rows);
    }
}
