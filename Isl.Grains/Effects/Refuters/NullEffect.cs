using Isl.Grains.Effects.Nuisances;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Refuters;

/// <summary>The judgement of draws whose true effect is 0.</summary>
internal static class NullEffect
{
    private const double ShareOfError = 0.05;

    /// <summary>Is the mean near 0, and do few enough intervals leave 0 out?</summary>
    public static RefuterOutcome Judge(RefuterBase refuter, List<(double Value, double StandardError)>? draws)
    {
        if (draws is null)
        {
            return RefuterOutcome.NotRun;
        }

        var (mean, deviation) = DrawFigures.Of([.. draws.Select(draw => draw.Value)]);
        var tolerance = (3 * deviation / Math.Sqrt(draws.Count)) + (ShareOfError * refuter.StandardError);
        var alpha = 1 - refuter.Context.ConfidenceLevel;
        var width = Tails.TwoSided(refuter.Context.ConfidenceLevel);
        var outside = draws.Count(draw => Math.Abs(draw.Value) > width * draw.StandardError) / (double)draws.Count;
        var most = alpha + (3 * Math.Sqrt(alpha * (1 - alpha) / draws.Count));
        return new RefuterOutcome(Math.Abs(mean) <= tolerance && outside <= most, mean, 0, tolerance, draws.Count);
    }
}

/// <summary>Shuffles the treatment: an estimator then has nothing to find.</summary>
internal static class PlaceboTreatment
{
    /// <summary>Runs it.</summary>
    public static RefuterOutcome Run(RefuterBase refuter) => NullEffect.Judge(
        refuter,
        refuter.Draw(draw => refuter.Data.WithTreatment(refuter.Data.Treatment.Of(refuter.Shuffle("placebo_treatment", draw)))));
}

/// <summary>An outcome that depends on the covariates as the real one does, and on the treatment not at all.</summary>
internal static class DummyOutcome
{
    /// <summary>Runs it.</summary>
    public static RefuterOutcome Run(RefuterBase refuter)
    {
        var data = refuter.Data;

        // Curves only where they predict better: those that follow chance would follow the treatment's effect too, and find a part of it again.
        var design = CovariateBasis.ForOutcome(data, NuisanceModel.Spline, isLogistic: false, byArm: false, refuter.Context.Budget).Design;
        var fit = LeastSquares.Fit(design, data.Outcome, data.Weights);
        var means = LinearPredictor.Of(design, fit.Coefficients);
        return NullEffect.Judge(refuter, refuter.Draw(draw =>
        {
            var order = refuter.Shuffle("dummy_outcome", draw);
            return data.WithOutcome([.. means.Select((mean, i) => mean + fit.Residuals[order[i]])]);
        }));
    }
}
