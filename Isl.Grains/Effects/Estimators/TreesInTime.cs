using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Boosted trees end with the time there is; linear models then take the place of half-grown ones.</summary>
internal static class TreesInTime
{
    /// <summary>The estimate without trees where time ended them; null where it did not, or none were asked for.</summary>
    /// <param name="context">The question.</param>
    /// <param name="spec">The estimator as asked for.</param>
    /// <param name="run">Runs it.</param>
    public static EstimatorDraft? Instead(
        EstimationContext context, EstimatorSpec spec, Func<EstimationContext, EstimatorSpec, EstimatorDraft> run)
    {
        var linear = spec with
        {
            OutcomeModel = spec.OutcomeModel != NuisanceModel.Boosted ? spec.OutcomeModel
                : context.Data.IsBinaryOutcome ? NuisanceModel.Logistic : NuisanceModel.Linear,
            PropensityModel = spec.PropensityModel != NuisanceModel.Boosted ? spec.PropensityModel : NuisanceModel.Logistic,
            TreatmentModel = spec.TreatmentModel != NuisanceModel.Boosted ? spec.TreatmentModel : NuisanceModel.Linear,
        };
        if (!context.Budget.IsSpent || linear == spec)
        {
            return null;
        }

        var draft = run(context, linear);
        return draft with { Caveats = draft.Caveats.Add(new TreesCutShort()) };
    }
}
