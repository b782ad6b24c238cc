using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Effects;
using Isl.Grains.Words.Sensitivity;

namespace Isl.Grains.Sensitivity;

/// <summary>Answers how strong a hidden confounder would take an estimate away.</summary>
/// <remarks>Source: VanderWeele and Ding (2017) for the E-value; Cinelli and Hazlett (2020) for regressions.</remarks>
internal static class ConfoundingAnswer
{
    /// <summary>The report.</summary>
    public static ConfoundingReport Of(ConfoundingQuestion question)
    {
        var interval = Interval(question);
        var ratio = RiskRatios.Of(question.Estimate, question);
        double? value = ratio is > 0 and var one && double.IsFinite(one) ? EValue.Of(one) : null;
        var limit = value is null ? null : Limit(question, interval);
        var report = new ConfoundingReport
        {
            Estimate = WireNumber.Round(question.Estimate),
            Interval = interval is var (lower, upper)
                ? new EffectInterval(WireNumber.Round(lower), WireNumber.Round(upper), question.Level)
                : null,
            RiskRatio = value is null ? null : Told(ratio),
            EValue = Told(value),
            EValueLimit = Told(limit),
            Statement = value is { } strength ? new EValueStatement(strength, limit, question.Scale).Text : "",
        };
        return question.Scale == EffectMeasure.Regression ? OfRegression(question, interval!.Value, report) : report;
    }

    /// <summary>What the report rests on.</summary>
    public static IEnumerable<Finding> Assumptions(ConfoundingQuestion question)
    {
        if (question.Scale == EffectMeasure.Regression)
        {
            yield return new LinearWithClassicalErrors();
        }

        if (question.Scale != EffectMeasure.Regression || question.OutcomeDeviation is not null)
        {
            yield return new ConvertedToRiskRatio(question.Scale, question.IsRare, question.BaselineRisk);
        }
    }

    private static ConfoundingReport OfRegression(ConfoundingQuestion question, ValueRange interval, ConfoundingReport report)
    {
        var freedom = question.DegreesOfFreedom!.Value;
        var error = question.StandardError
            ?? (interval.Upper - interval.Lower) / 2 / Tails.TwoSided(question.Level, freedom);
        var regression = new RegressionFigures(question.Estimate, error, freedom);
        var robustness = regression.Robustness(question.Reduction, question.Level);
        Benchmark[] benchmarks = [.. question.Benchmarks.Select(one => new Benchmark(one.Variable, one.WithTreatment, one.WithOutcome))];
        return report with
        {
            PartialR2 = Told(robustness.PartialR2),
            RobustnessValue = Told(robustness.Value),
            RobustnessValueAlpha = Told(robustness.ValueAtAlpha),
            Benchmarks = benchmarks.Length == 0
                ? null
                :
                [
                    .. benchmarks.Select(one => new SensitivityBenchmark(
                        one.Variable,
                        WireNumber.Round(one.Treatment),
                        WireNumber.Round(one.Outcome),
                        [.. question.Multiples.Select(k => regression.Bound(one, k, question.Level))])),
                ],
            Tipping = question.Estimate == 0 ? null : regression.Tipping(benchmarks),
            Statement = Wording.Paragraph(
                new RobustnessStatement(robustness.Value, question.Reduction, "the treatment", "the outcome").Text, report.Statement),
        };
    }

    /// <summary>The interval given, or that of the standard error.</summary>
    private static ValueRange? Interval(ConfoundingQuestion question)
    {
        if (question.Interval is not null || question.StandardError is not { } error)
        {
            return question.Interval;
        }

        var width = error * Tails.TwoSided(question.Level, question.DegreesOfFreedom ?? double.PositiveInfinity);
        return RiskRatios.IsRatio(question.Scale)
            ? new ValueRange(question.Estimate * Math.Exp(-width), question.Estimate * Math.Exp(width))
            : new ValueRange(question.Estimate - width, question.Estimate + width);
    }

    private static double? Limit(ConfoundingQuestion question, ValueRange? interval)
    {
        if (interval is not var (lower, upper))
        {
            return null;
        }

        var none = RiskRatios.IsRatio(question.Scale) ? 1 : 0;
        if (lower <= none && upper >= none)
        {
            return 1;
        }

        return RiskRatios.Of(lower > none ? lower : upper, question) is > 0 and var nearer && double.IsFinite(nearer) ? EValue.Of(nearer) : null;
    }

    private static double? Told(double? value) => value is { } number && double.IsFinite(number) ? WireNumber.Round(number) : null;
}
