using System.Collections.Immutable;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Api.Endpoints.Sensitivity;

/// <summary>Reads estimates that a hidden confounder may have made.</summary>
internal static class ConfoundingMapping
{
    private const int MostBenchmarks = 20;
    private const int MostMultiples = 10;
    private const double MostStandardErrors = 1e6;
    private const double LargestDifference = 100;
    private const double Least = 1e-100;
    private static readonly JsonPointer Place = JsonPointer.Root.Member("confounding");

    private static readonly ImmutableArray<(string Name, EffectMeasure Value)> Scales =
    [
        ("rr", EffectMeasure.RiskRatio),
        ("or", EffectMeasure.OddsRatio),
        ("hr", EffectMeasure.HazardRatio),
        ("rd", EffectMeasure.RiskDifference),
        ("smd", EffectMeasure.StandardizedDifference),
        ("regression", EffectMeasure.Regression),
    ];

    /// <summary>The question; null where a mistake was noted.</summary>
    public static ConfoundingQuestion? Read(ConfoundingDto given, RequestErrors errors)
    {
        if (given.Scale is null)
        {
            errors.AddMissing(Place.Member("scale"), "scale is missing; choose one of rr, or, hr, rd, smd, regression.");
        }

        if (given.Estimate is null)
        {
            errors.AddMissing(Place.Member("estimate"), "estimate is missing; send the estimate that may be confounded.");
        }

        var scale = Fields.Choice(given.Scale, Scales, EffectMeasure.RiskRatio, Place.Member("scale"), errors);
        if (!errors.None)
        {
            return null;
        }

        CheckEstimate(given, scale, errors);
        var interval = SensitivityMapping.Pair(given.Interval, Place.Member("interval"), errors);
        CheckError(given, scale, interval, errors);
        Positive(given.OutcomeSd, "outcome_sd", errors);
        if (given.BaselineRisk is { } risk && !(risk is > 0 and < 1))
        {
            errors.Add(Place.Member("baseline_risk"), $"baseline_risk is {risk}; a risk lies between 0 and 1.");
        }

        return new ConfoundingQuestion(
            given.Estimate!.Value + 0.0,
            given.StandardError,
            interval,
            scale,
            given.DegreesOfFreedom,
            given.Rare ?? false,
            given.BaselineRisk,
            given.OutcomeSd,
            Fields.InRange(given.Q ?? 1, 0.01, 1, Place.Member("q"), errors),
            Fields.InRange(given.ConfidenceLevel ?? 0.95, 0.5, 0.999, Place.Member("confidence_level"), errors),
            Benchmarks(given.Benchmarks, scale, errors),
            Multiples(given.Multiples, errors));
    }

    private static void CheckEstimate(ConfoundingDto given, EffectMeasure scale, RequestErrors errors)
    {
        var (place, estimate) = (Place.Member("estimate"), given.Estimate!.Value);
        switch (scale)
        {
            case EffectMeasure.RiskRatio or EffectMeasure.OddsRatio or EffectMeasure.HazardRatio:
                Fields.InRange(estimate, Least, 1 / Least, place, errors, "above 0, because it is a ratio");
                break;
            case EffectMeasure.RiskDifference when given.BaselineRisk is null:
                errors.AddMissing(
                    Place.Member("baseline_risk"), "A risk difference needs baseline_risk, the risk without the treatment, to become a risk ratio.");
                break;
            case EffectMeasure.RiskDifference when given.BaselineRisk is > 0 and < 1 and { } risk:
                Fields.InRange(
                    estimate, -risk + Least, 1 - risk, place, errors,
                    "between −baseline_risk and 1 − baseline_risk, because risks lie between 0 and 1");
                break;
            case EffectMeasure.StandardizedDifference:
                Fields.InRange(estimate, -LargestDifference, LargestDifference, place, errors);
                break;
            default:
                SensitivityMapping.Number(estimate, place, errors);
                break;
        }
    }

    private static void CheckError(ConfoundingDto given, EffectMeasure scale, ValueRange? interval, RequestErrors errors)
    {
        Positive(given.StandardError, "standard_error", errors);
        if (given is { StandardError: not null, Interval: not null })
        {
            errors.Add(Place.Member("interval"), "Both standard_error and interval are given; send one of them.");
        }

        if (interval is var (lower, upper) && !(lower <= given.Estimate && given.Estimate <= upper))
        {
            errors.Add(
                Place.Member("interval"), $"The interval from {lower} to {upper} does not hold the estimate, {given.Estimate}; correct one of them.");
        }

        if (scale is EffectMeasure.RiskRatio or EffectMeasure.OddsRatio or EffectMeasure.HazardRatio && interval is { Lower: <= 0 and var least })
        {
            errors.Add(Place.Member("interval").Item(0), $"The lower limit is {least}; limits of a ratio are above 0.");
        }

        if (scale == EffectMeasure.Regression)
        {
            CheckRegression(given, interval, errors);
        }
    }

    private static void CheckRegression(ConfoundingDto given, ValueRange? interval, RequestErrors errors)
    {
        if (given is { StandardError: null, Interval: null })
        {
            errors.AddMissing(Place.Member("standard_error"), "A regression needs standard_error, or interval.");
        }

        if (given.DegreesOfFreedom is not { } freedom)
        {
            errors.AddMissing(Place.Member("degrees_of_freedom"), "A regression needs degrees_of_freedom, its rows less its coefficients.");
        }
        else
        {
            Fields.InRange(freedom, 2, 1e12, Place.Member("degrees_of_freedom"), errors, "2 or more");
        }

        var error = given.StandardError ?? (interval is var (lower, upper) ? (upper - lower) / 2 : 1);
        if (error > 0 && Math.Abs(given.Estimate!.Value) > MostStandardErrors * error)
        {
            errors.Add(Place.Member("estimate"), "The estimate is more than a million standard errors from 0; check the units of both.");
        }
    }

    private static void Positive(double? value, string name, RequestErrors errors)
    {
        if (value is { } number)
        {
            Fields.InRange(number, Least, 1 / Least, Place.Member(name), errors, "above 0");
        }
    }

    private static ImmutableArray<CovariateStrength> Benchmarks(List<BenchmarkDto?>? benchmarks, EffectMeasure scale, RequestErrors errors)
    {
        var place = Place.Member("benchmarks");
        if (benchmarks is null or [])
        {
            return [];
        }

        if (scale != EffectMeasure.Regression)
        {
            errors.Add(place, "benchmarks go with the scale regression, whose strengths are partial R²; leave them out.");
            return [];
        }

        if (benchmarks.Count > MostBenchmarks)
        {
            errors.Add(place, $"benchmarks lists {benchmarks.Count} covariates; at most {MostBenchmarks} are taken.");
            return [];
        }

        return [.. benchmarks.Select((one, i) => Benchmark(one, place.Item(i), errors)).OfType<CovariateStrength>()];
    }

    private static CovariateStrength? Benchmark(BenchmarkDto? benchmark, JsonPointer place, RequestErrors errors)
    {
        if (benchmark is not { Variable.Length: > 0, R2Treatment: { } treatment, R2Outcome: { } outcome })
        {
            errors.AddMissing(place, "A benchmark needs variable, r2_treatment and r2_outcome.");
            return null;
        }

        Fields.InRange(treatment, 0, 0.999, place.Member("r2_treatment"), errors);
        Fields.InRange(outcome, 0, 0.999, place.Member("r2_outcome"), errors);
        return new CovariateStrength(benchmark.Variable, treatment, outcome);
    }

    private static ImmutableArray<double> Multiples(List<double?>? multiples, RequestErrors errors)
    {
        if (multiples is null)
        {
            return [1, 2, 3];
        }

        var place = Place.Member("multiples");
        if (multiples.Count is 0 or > MostMultiples)
        {
            errors.AddMissing(place, $"multiples lists {multiples.Count} numbers; give 1 to {MostMultiples}.");
        }

        return [.. multiples.Select((multiple, i) => Fields.InRange(multiple ?? -1, 0, 1_000, place.Item(i), errors))];
    }
}
