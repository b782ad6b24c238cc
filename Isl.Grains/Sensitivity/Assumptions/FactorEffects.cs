using System.Collections.Immutable;
using Isl.Grains.Contrasts;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>The conclusion's quantity at a value of an assumption.</summary>
/// <param name="Value">The value, or the setting's number.</param>
/// <param name="Quantity">The quantity there.</param>
internal readonly record struct FactorRun(double Value, double Quantity);

/// <summary>What an assumption does to the conclusion, all else as it stands.</summary>
/// <param name="Factor">The assumption.</param>
/// <param name="Low">Where the quantity is least.</param>
/// <param name="High">Where it is greatest.</param>
/// <param name="Turns">Where the conclusion turns.</param>
/// <param name="TurningSettings">Settings with which it is another.</param>
/// <param name="Error">Standard error of the largest change.</param>
internal sealed record FactorEffect(
    Factor Factor,
    FactorRun Low,
    FactorRun High,
    ImmutableArray<TurningPoint> Turns,
    ImmutableArray<FactorRun> TurningSettings,
    double Error)
{
    /// <summary>How far apart the ends are.</summary>
    public double Swing => High.Quantity - Low.Quantity;

    /// <summary>Whether the conclusion turns.</summary>
    public bool IsTurned => !Turns.IsEmpty || !TurningSettings.IsEmpty;

    /// <summary>The end that is farther from what the quantity is.</summary>
    public FactorRun Farther(double quantity) => High.Quantity - quantity >= quantity - Low.Quantity ? High : Low;

    /// <summary>A value of the assumption, where it has one.</summary>
    public double? ValueOf(double value) => Factor.Settings > 0 ? null : WireNumber.Round(value);

    /// <summary>A setting in words; null where it has values.</summary>
    public string? SettingOf(double value) => Factor.Target.Kind switch
    {
        FactorKind.Edge => value > 0 ? "absent" : "present",
        FactorKind.Family => DistributionText.Of(Rounded(Factor.Families[(int)value])),
        _ => null,
    };

    private static Interfaces.Models.DistributionSpec Rounded(Interfaces.Models.DistributionSpec spec) => spec with
    {
        Parameters = [.. spec.Parameters.Select(value => double.Parse(
            value.ToString("G5", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture))],
    };
}

/// <summary>Runs a model at the ends of each range, and where the conclusion turns within it.</summary>
/// <param name="model">The model.</param>
/// <param name="runs">Runs it; the first output is the conclusion's quantity.</param>
/// <param name="draws">Its draws.</param>
/// <param name="threshold">Where the conclusion turns.</param>
internal sealed class FactorEffects(FactorModel model, FactorRuns runs, DrawSet draws, double threshold)
{
    /// <summary>What an assumption does.</summary>
    /// <param name="index">The assumption.</param>
    /// <param name="quantity">The conclusion's quantity with all assumptions as they stand.</param>
    /// <exception cref="InputException">The outcome is not finite in the range.</exception>
    public FactorEffect Of(int index, double quantity)
    {
        var factor = model.Factors[index];
        double[] values = factor.Settings > 0
            ? [.. Enumerable.Range(0, factor.Settings).Select(setting => (double)setting)]
            : TurningPoints.Grid(factor, model.IsMade(factor.Target.Input));
        var found = At(index, values);
        if (Array.FindIndex(found, one => !double.IsFinite(one)) is >= 0 and var wrong)
        {
            throw new InputException(
                $"{FactorReader.Place}/{index}/variation_range",
                $"The outcome is not a finite number where {factor.Target.Label} is {Short(values[wrong])}; narrow the range.");
        }

        FactorRun[] tried = [.. values.Select((value, i) => new FactorRun(value, found[i]))];
        var effect = new FactorEffect(
            factor, tried.MinBy(run => run.Quantity), tried.MaxBy(run => run.Quantity), [], [], 0);
        var side = Math.Sign(quantity - threshold);
        if (factor.Settings > 0)
        {
            effect = effect with { TurningSettings = [.. tried.Where(run => Math.Sign(run.Quantity - threshold) != side)] };
        }
        else if (side != 0)
        {
            double[] distances = [.. found.Select(one => one - threshold)];
            effect = effect with
            {
                Turns =
                [
                    .. TurningPoints.Of(at => [.. At(index, at).Select(one => one - threshold)], values, distances, factor.Base, side),
                ],
            };
        }

        return effect with { Error = ErrorAt(index, effect.Farther(quantity).Value) };
    }

    private static string Short(double value) => value.ToString("g6", System.Globalization.CultureInfo.InvariantCulture);

    private double[] Point(int index, double value)
    {
        var point = model.Base;
        point[index] = value;
        return point;
    }

    private double[] At(int index, IReadOnlyList<double> values) =>
        [.. runs.At([.. values.Select(value => Point(index, value))]).Select(outputs => WireNumber.Round(outputs[0].Mean))];

    private double ErrorAt(int index, double value)
    {
        var there = runs.DrawsAt(Point(index, value))[0];
        var here = runs.DrawsAt(model.Base)[0];
        var (change, error) = draws.Mean((double[])[.. there.Zip(here, (a, b) => a - b)]);
        return error > 1e-12 * Math.Abs(change) ? error : 0;
    }
}
