using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Sensitivity;

/// <summary>A regression's estimate, and what hidden confounders would make of it.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its classical standard error.</param>
/// <param name="DegreesOfFreedom">n − k.</param>
internal sealed record RegressionFigures(double Value, double StandardError, double DegreesOfFreedom)
{
    private const int Steps = 200;

    /// <summary>Its partial R² and its robustness values.</summary>
    /// <param name="reduction">The share of the estimate that a confounder is to take away, q.</param>
    /// <param name="level">Confidence level at which the rest must still differ from 0.</param>
    public RobustnessReport Robustness(double reduction, double level) =>
        RobustnessValue.Of(Value / StandardError, DegreesOfFreedom, reduction, 1 - level);

    /// <summary>What a confounder k times as strong as a covariate would leave; null where it cannot be that strong.</summary>
    public (double Value, double StandardError)? Adjusted(Benchmark benchmark, double k) =>
        Implied(benchmark, k) is { StandardError: { } error } one ? (one.Value, error) : null;

    /// <summary>
    /// The same by the formula, even where the share of the outcome that it implies passes 1 (then without an error); null where that of the
    /// treatment does.
    /// </summary>
    public (double Value, double? StandardError)? Implied(Benchmark benchmark, double k) =>
        RobustnessValue.Benchmark(benchmark.Treatment, benchmark.Outcome, k) is var (withTreatment, withOutcome)
            ? RobustnessValue.Adjust(Value, StandardError, DegreesOfFreedom, withTreatment, withOutcome)
            : null;

    /// <summary>How many times as strong as a covariate a confounder takes the estimate away; null where none can.</summary>
    public double? Tip(Benchmark benchmark)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < Steps && Adjusted(benchmark, high) is { } left && left.Value * Math.Sign(Value) > 0; step++)
        {
            (low, high) = (high, high * 2);
        }

        // Beyond the strength that is possible nothing more is taken away, so the last possible one decides.
        for (var step = 0; step < Steps; step++)
        {
            var middle = (low + high) / 2;
            var isPast = Adjusted(benchmark, middle) is not { } left || left.Value * Math.Sign(Value) <= 0;
            (low, high) = isPast ? (low, middle) : (middle, high);
        }

        return Adjusted(benchmark, low) is { } last && Math.Abs(last.Value) < 1e-6 * Math.Abs(Value) ? low : null;
    }

    /// <summary>What a confounder k times as strong as a covariate would leave, as it is told.</summary>
    /// <param name="benchmark">The covariate.</param>
    /// <param name="k">How many times as strong.</param>
    /// <param name="level">Confidence level of the interval.</param>
    public SensitivityBound Bound(Benchmark benchmark, double k, double level)
    {
        if (Adjusted(benchmark, k) is not { } adjusted)
        {
            return new SensitivityBound(k, false, Told(Implied(benchmark, k)?.Value), null);
        }

        var width = Tails.TwoSided(level, DegreesOfFreedom - 1) * adjusted.StandardError;
        return new SensitivityBound(
            k, true, Told(adjusted.Value), new EffectInterval(Told(adjusted.Value - width), Told(adjusted.Value + width), level));
    }

    /// <summary>The covariate of which the smallest multiple takes the estimate away; null where there is none with any strength.</summary>
    public TippingPoint? Tipping(IEnumerable<Benchmark> benchmarks)
    {
        var strongest = benchmarks.Where(one => one.Treatment > 0 && one.Outcome > 0).MinBy(one => Math.Abs(Tip(one) ?? double.PositiveInfinity));
        if (strongest is null)
        {
            return null;
        }

        var k = Tip(strongest);
        return new TippingPoint(strongest.Variable, Told(k), new TippingStatement(strongest.Variable, k).Text);
    }

    private static double? Told(double? value) => value is { } number && double.IsFinite(number) ? WireNumber.Round(number) : null;
}

/// <summary>How strong a measured covariate is.</summary>
/// <param name="Variable">The covariate.</param>
/// <param name="Treatment">Share of the treatment's residual variance that it explains.</param>
/// <param name="Outcome">Share of the outcome's.</param>
internal sealed record Benchmark(string Variable, double Treatment, double Outcome);
