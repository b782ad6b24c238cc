using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>What limits an estimate that rests on predictions for rows which the models did not see.</summary>
internal static class NuisanceCaveats
{
    /// <summary>Rows below which boosted trees bias an estimate, or its intervals miss the effect more often than they state.</summary>
    /// <remarks>Set by the simulations of <c>docs/FIGURES.md</c>: trees learn so slowly that their own error counts in that of the effect.</remarks>
    public const int RowsForTrees = 2_000;

    /// <summary>All of them.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="spec">How the estimator is asked.</param>
    /// <param name="folds">The folds there were.</param>
    /// <param name="bases">What the models saw.</param>
    public static IEnumerable<Finding> Of(EstimationData data, EstimatorSpec spec, int folds, params ReadOnlySpan<CovariateBasis> bases)
    {
        var caveats = new List<Finding>();
        if (folds == 1)
        {
            caveats.Add(new NotCrossFitted(spec.Folds > 1));
        }
        else if (folds < spec.Folds)
        {
            caveats.Add(new FewerFolds(spec.Folds, folds));
        }

        var hasTrees = false;
        foreach (var basis in bases)
        {
            hasTrees |= basis.IsBoosted;
        }

        if (hasTrees && data.Rows < RowsForTrees)
        {
            caveats.Add(new TreesOnFewRows(data.Rows, RowsForTrees));
        }

        return caveats;
    }
}
