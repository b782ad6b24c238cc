using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Transport.Estimation;
using Isl.Grains.Words;
using Isl.Grains.Words.Transport;

namespace Isl.Grains.Transport;

/// <summary>The effect in numbers, or why there are none.</summary>
/// <param name="Figures">The numbers.</param>
/// <param name="Finding">They in words.</param>
/// <param name="Caveat">What limits them.</param>
internal sealed record TransportEstimation(TransportEstimate? Figures, Finding Finding, Finding? Caveat)
{
    /// <summary>A weighted sample of less than this share of its rows covers the target badly.</summary>
    private const double PoorOverlap = 0.1;

    /// <summary>Estimates the effect from rows.</summary>
    public static TransportEstimation Of(TransportQuestion question, Estimand estimand, TransportRows rows)
    {
        if (AdjustmentShape.Of(estimand, question.Treatment, question.Outcome) is not { } shape)
        {
            return None(new FormulaIsNoAdjustment());
        }

        ImmutableArray<string> needed = [question.Treatment, question.Outcome, .. shape.Covariates];
        if (rows.Source is not { } source || Missing(source, needed) is { Count: > 0 })
        {
            return None(new RowsAreMissing(question.Source.Name, rows.Source is { } held ? Missing(held, needed) : needed));
        }

        var target = rows.Target ?? (shape.Covariates.IsEmpty ? source : null);
        if (target is null || Missing(target, shape.Covariates) is { Count: > 0 })
        {
            return None(new RowsAreMissing(question.Target.Name, target is null ? shape.Covariates : Missing(target, shape.Covariates)));
        }

        var treatment = source.Column(source.Variables.IndexOf(question.Treatment)).ToArray();
        double[] values = [.. treatment.Distinct().Order()];
        var arm = values.Length == 2 ? Math.Min(treatment.Count(value => value == values[0]), treatment.Count(value => value == values[1])) : 0;
        if (arm <= shape.Covariates.Length + 1)
        {
            return None(new TreatmentIsNotBinary(question.Treatment, values.Length, shape.Covariates.Length + 2));
        }

        var (centres, scales) = Units(target, shape.Covariates);
        var effect = new CarriedEffect(
            Design(source, shape.Covariates, centres, scales),
            Design(target, shape.Covariates, centres, scales),
            source.Column(source.Variables.IndexOf(question.Outcome)).ToArray(),
            [.. treatment.Select(value => value == values[1])],
            shape.IsRandomised);
        var figures = effect.Figures([.. values], shape.Covariates);
        return new TransportEstimation(
            figures,
            new EffectEstimated(question.Outcome, question.Treatment, values[0], values[1], figures.Value, figures.StandardError),
            figures.Overlap.EffectiveSourceRows < PoorOverlap * figures.Overlap.SourceRows
                ? new OverlapIsPoor(figures.Overlap.EffectiveSourceRows, figures.Overlap.SourceRows)
                : null);
    }

    private static TransportEstimation None(Finding reason) => new(null, reason, reason);

    private static IReadOnlyList<string> Missing(Dataset data, ImmutableArray<string> needed) => [.. needed.Except(data.Variables)];

    /// <summary>Means and standard deviations, so that the fits do not depend on units.</summary>
    private static (double[] Centres, double[] Scales) Units(Dataset data, ImmutableArray<string> names)
    {
        var (centres, scales) = (new double[names.Length], new double[names.Length]);
        for (var i = 0; i < names.Length; i++)
        {
            var column = data.Column(data.Variables.IndexOf(names[i])).ToArray();
            centres[i] = column.Average();
            scales[i] = Math.Sqrt(column.Average(value => (value - centres[i]) * (value - centres[i]))) is > 0 and var std ? std : 1;
        }

        return (centres, scales);
    }

    private static double[][] Design(Dataset data, ImmutableArray<string> names, double[] centres, double[] scales)
    {
        int[] columns = [.. names.Select(name => data.Variables.IndexOf(name))];
        return
        [
            .. Enumerable.Range(0, data.Rows).Select(row =>
                (double[])[1, .. columns.Select((column, i) => (data.Column(column)[row] - centres[i]) / scales[i])]),
        ];
    }
}
