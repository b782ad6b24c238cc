using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Estimators;

/// <summary>Standard errors from resamples of rows, or of clusters.</summary>
internal static class Resampling
{
    /// <summary>The errors where resamples give none.</summary>
    private const string Formula = "hc1";

    /// <summary>Runs an estimator; where a bootstrap was asked for, its errors are those of resamples.</summary>
    public static EstimatorDraft WithBootstrap(EstimationContext context, EstimatorSpec spec, EstimatorRow row)
    {
        var draft = row.Run(context, spec);
        return spec.Se == StandardErrorKind.Bootstrap && HasChoice(spec.Name) ? Resampled(context, spec, row, draft) : draft;
    }

    /// <summary>Are the errors of an estimator a matter of choice? The others have one formula each.</summary>
    public static bool HasChoice(EstimatorName name) =>
        name is EstimatorName.Unadjusted or EstimatorName.Regression or EstimatorName.Iv or EstimatorName.FrontDoor;

    /// <summary>The rows of a resample: as many rows, or clusters, as there are.</summary>
    public static int[] Draw(EstimationContext context, string purpose, int draw)
    {
        var data = context.Data;
        var random = new CounterRandom((ulong)context.Seed, CounterRandom.StreamOf(purpose, "effects"));
        if (data.Clusters.Length == 0)
        {
            return [.. Enumerable.Range(0, data.Rows).Select(i => random.Below((uint)draw, (uint)i, data.Rows))];
        }

        var members = Enumerable.Range(0, data.Rows)
            .GroupBy(row => data.Clusters[row])
            .OrderBy(group => group.Key)
            .Select(group => group.ToArray())
            .ToArray();
        return [.. Enumerable.Range(0, members.Length).SelectMany(i => members[random.Below((uint)draw, (uint)i, members.Length)])];
    }

    private static EstimatorDraft Resampled(EstimationContext context, EstimatorSpec spec, EstimatorRow row, EstimatorDraft draft)
    {
        var plain = spec with { Se = StandardErrorKind.Hc1 };
        var values = new List<double[]>();
        for (var i = 0; i < context.BootstrapDraws; i++)
        {
            if (context.Budget.IsSpent || context.ResamplesSpent.IsCancellationRequested)
            {
                // How many there would have been depends on the machine: errors by formula do not.
                return draft with { SeType = Formula, IsCutShort = true };
            }

            context.Budget.ThrowIfCancelled();
            context.Budget.Progress?.Tell(ProgressStage.Resamples, i, context.BootstrapDraws);
            try
            {
                values.Add([.. row.Run(context.With(context.Data.Of(Draw(context, "bootstrap", i))), plain).Pairs.Select(pair => pair.Value)]);
            }
            catch (Interfaces.Errors.InputException)
            {
                // A resample without rows of an arm says nothing.
            }
        }

        if (values.Count < context.BootstrapDraws / 2)
        {
            return draft with { SeType = Formula };
        }

        return draft with
        {
            Pairs = [.. draft.Pairs.Select((pair, at) =>
                pair with { StandardError = Deviation(values, at), DegreesOfFreedom = double.PositiveInfinity })],
        };
    }

    private static double Deviation(List<double[]> values, int at)
    {
        var mean = values.Average(one => one[at]);
        return Math.Sqrt(values.Sum(one => (one[at] - mean) * (one[at] - mean)) / (values.Count - 1));
    }
}
