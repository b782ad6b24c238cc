using System.Numerics.Tensors;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Reports;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;
using Isl.Grains.Sensitivity;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>How strong a hidden confounder would have to be to take an estimate away.</summary>
/// <remarks>
/// Source: Cinelli and Hazlett (2020), Making sense of sensitivity, equations 8 to 15, of the linear regression with classical errors;
/// VanderWeele and Ding (2017) for the E-value.
/// </remarks>
internal static class SensitivityAnalysis
{
    private const int MostBenchmarks = 20;

    /// <summary>The report; null where there is more than one comparison.</summary>
    /// <param name="context">The question.</param>
    /// <param name="question">Its benchmarks and multiples.</param>
    /// <exception cref="InputException">A benchmark is not adjusted for.</exception>
    public static SensitivityReport? Of(EstimationContext context, EffectQuestion question)
    {
        var data = context.Data;
        if (context.Contrast.Pairs.Length > 1 || data.Treatment.Levels.Length > 2)
        {
            return null;
        }

        var design = TreatmentTerms.Append(data.Design, data.Treatment);
        var at = data.Design.Columns;
        var outcome = LeastSquares.Fit(design, data.Outcome, data.Weights);
        var gradient = TreatmentTerms.Gradient(design, at, context.Contrast.Pairs[0]);
        var value = TensorPrimitives.Dot<double>(gradient, outcome.Coefficients);
        var regression = new RegressionFigures(value, outcome.StandardError(gradient, ErrorKind.Classical), outcome.DegreesOfFreedom);
        if (regression.DegreesOfFreedom < 2 || !(regression.StandardError > 0))
        {
            return null;
        }

        var treatment = LeastSquares.Fit(data.Design, design.Column(at), data.Weights);
        var confounders = Benchmarks(context, question)
            .Select(name => new Benchmark(name, PartialR2.Of(treatment, name), PartialR2.Of(outcome, name)))
            .ToList();
        var (eValue, eLimit) = EValues.Of(context, regression, Math.Sqrt(outcome.ResidualSquares / regression.DegreesOfFreedom / Scale(data)));
        var robustness = regression.Robustness(question.Reduction, question.ConfidenceLevel);
        return new SensitivityReport
        {
            PartialR2 = Finite.Of(robustness.PartialR2) ?? 0,
            RobustnessValue = Finite.Of(robustness.Value) ?? 0,
            RobustnessValueAlpha = Finite.Of(robustness.ValueAtAlpha) ?? 0,
            Benchmarks =
            [
                .. confounders.Select(one => new SensitivityBenchmark(
                    one.Variable,
                    Finite.Of(one.Treatment) ?? 0,
                    Finite.Of(one.Outcome) ?? 0,
                    [.. question.Multiples.Select(k => regression.Bound(one, k, question.ConfidenceLevel))])),
            ],
            Tipping = regression.Tipping(confounders),
            EValue = Finite.Of(eValue),
            EValueLimit = Finite.Of(eLimit),
            Statement = new RobustnessStatement(robustness.Value, question.Reduction, data.Treatment.Name, data.OutcomeName).Text,
        };
    }

    /// <summary>The strengths of the benchmarks of a question.</summary>
    public static List<Benchmark> Strengths(EstimationContext context, EffectQuestion question)
    {
        var data = context.Data;
        var design = TreatmentTerms.Append(data.Design, data.Treatment);
        var outcome = LeastSquares.Fit(design, data.Outcome, data.Weights);
        var treatment = LeastSquares.Fit(data.Design, design.Column(data.Design.Columns), data.Weights);
        return [.. Benchmarks(context, question).Select(name => new Benchmark(name, PartialR2.Of(treatment, name), PartialR2.Of(outcome, name)))];
    }

    private static double Scale(Samples.EstimationData data) => data.Weights.Length == 0 ? 1 : data.TotalWeight / data.Rows;

    private static IEnumerable<string> Benchmarks(EstimationContext context, EffectQuestion question)
    {
        string[] adjusted = [.. context.Plan.Covariates];
        if (question.Benchmarks is not { } asked)
        {
            return adjusted.Take(MostBenchmarks);
        }

        InputError[] errors = [.. asked.Select((name, i) => (name, i)).Where(one => !adjusted.Contains(one.name)).Select(one => new InputError(
            $"/sensitivity/benchmarks/{one.i}",
            $"'{one.name}' is not adjusted for, so it is no yardstick; benchmarks are among {string.Join(", ", adjusted.Take(20))}."))];
        return errors.Length > 0 ? throw new InputException([.. errors]) : asked;
    }
}
