using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>Where a continuous fit is before one of its solves: with the weights, all that the rest of the fit depends on beside its input.</summary>
/// <param name="Round">The outer iteration, or the point of the path, that comes next.</param>
/// <param name="Weight">ρ of NOTEARS, μ of DAGMA.</param>
/// <param name="Multiplier">α of NOTEARS.</param>
/// <param name="H">h of the weights; infinite where it is not known.</param>
/// <param name="Evaluations">Evaluations made so far.</param>
internal sealed record FitState(int Round, double Weight, double Multiplier, double H, int Evaluations)
{
    private const int Figures = 5;

    /// <summary>Takes up a fit where it was left.</summary>
    /// <param name="budget">Holds what was left.</param>
    /// <param name="part">Name of the fit.</param>
    /// <param name="weights">Overwritten with the weights that were left.</param>
    /// <returns>Null, and the weights as they were, where nothing was left that belongs to a fit of this size.</returns>
    public static FitState? Find(WorkBudget budget, string part, double[] weights)
    {
        var left = budget.Checkpoints is { } checkpoints ? checkpoints.Find(part) : [];
        if (left.Length != Figures + weights.Length || left.ContainsAny(double.NaN, double.NegativeInfinity))
        {
            return null;
        }

        left[Figures..].CopyTo(weights);
        return new((int)left[0], left[1], left[2], left[3], (int)left[4]);
    }

    /// <summary>Leaves this state of a fit.</summary>
    public void Keep(WorkBudget budget, string part, ReadOnlySpan<double> weights)
    {
        if (budget.Checkpoints is { } checkpoints)
        {
            double[] state = [Round, Weight, Multiplier, H, Evaluations, .. weights];
            checkpoints.Keep(part, state);
        }
    }
}
