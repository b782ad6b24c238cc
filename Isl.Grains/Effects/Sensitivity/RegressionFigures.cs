using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>A regression's estimate, and what hidden confounders would make of it.</summary>
/// <param name="Value">The estimate.</param>
/// <param name="StandardError">Its classical standard error.</param>
/// <param name="DegreesOfFreedom">n − k.</param>
internal sealed record RegressionFigures(double Value, double StandardError, int DegreesOfFreedom)
{
    private const int Steps = 200;

    /// <summary>Share of the outcome's residual variance that the treatment explains.</summary>
    public double PartialR2 => Squared / (Squared + DegreesOfFreedom);

    private double Squared => Value / StandardError * (Value / StandardError);

    /// <summary>The robustness value: the equal share of both residual variances that takes away a share of the estimate.</summary>
    /// <param name="reduction">That share, q.</param>
    /// <param name="level">Confidence level at which the rest must still differ from 0; null for the estimate itself.</param>
    public double Robustness(double reduction, double? level = null)
    {
        var f = reduction * Math.Sqrt(Squared / DegreesOfFreedom);
        if (level is { } confidence)
        {
            f -= Tails.TwoSided(confidence, DegreesOfFreedom - 1) / Math.Sqrt(DegreesOfFreedom - 1);
        }

        return f <= 0 ? 0 : 0.5 * (Math.Sqrt((f * f * f * f) + (4 * f * f)) - (f * f));
    }

    /// <summary>What a confounder k times as strong as a covariate would leave; null where it cannot be that strong.</summary>
    public (double Value, double StandardError)? Adjusted(Benchmark benchmark, double k) =>
        Implied(benchmark, k) is { StandardError: { } error } one ? (one.Value, error) : null;

    /// <summary>
    /// The same by the formula, even where the share of the outcome that it implies passes 1 (then without an error); null where that of the
    /// treatment does.
    /// </summary>
    public (double Value, double? StandardError)? Implied(Benchmark benchmark, double k)
    {
        var (d, y) = (benchmark.Treatment, benchmark.Outcome);
        if (d >= 1 || y >= 1 || k * d >= 1)
        {
            return null;
        }

        var ofTreatment = k * d / (1 - d);
        var shared = k * d * d / ((1 - (k * d)) * (1 - d));
        if (ofTreatment >= 1 || shared >= 1)
        {
            return null;
        }

        var link = (Math.Sqrt(k) + Math.Sqrt(shared)) / Math.Sqrt(1 - shared);
        var ofOutcome = link * link * y / (1 - y);
        var bias = StandardError * Math.Sqrt(DegreesOfFreedom) * Math.Sqrt(ofOutcome * ofTreatment / (1 - ofTreatment));
        return (
            Math.Sign(Value) * (Math.Abs(Value) - bias),
            ofOutcome >= 1
                ? null
                : StandardError * Math.Sqrt((1 - ofOutcome) / (1 - ofTreatment)) * Math.Sqrt(DegreesOfFreedom / (DegreesOfFreedom - 1.0)));
    }

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
}
