using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Effects.Sensitivity;
using Isl.Grains.Regression;
using Isl.Grains.Sensitivity;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Effects.Refuters;

/// <summary>Adds a simulated confounder that is as strong as a measured covariate.</summary>
/// <remarks>
/// U = a·(what the covariates leave of T) + b·(what they and T leave of Y) + noise, with a and b such that its partial R²s are the covariate's, and
/// signs such that adjusting for it moves the estimate towards 0 and beyond.
/// </remarks>
internal static class UnobservedCommonCause
{
    /// <summary>Runs it: the estimate nearest to 0, or past it, over all benchmarks.</summary>
    public static RefuterOutcome Run(RefuterBase refuter)
    {
        var data = refuter.Data;
        if (data.Treatment.Levels.Length > 2)
        {
            return RefuterOutcome.NotRun;
        }

        var benchmarks = SensitivityAnalysis.Strengths(refuter.Context, refuter.Question)
            .Where(one => one is { Treatment: > 0 and < 1, Outcome: > 0 and < 1 })
            .ToList();
        if (benchmarks.Count == 0)
        {
            return RefuterOutcome.NotRun;
        }

        var design = TreatmentTerms.Append(data.Design, data.Treatment);
        var treatment = Scaled(LeastSquares.Fit(data.Design, design.Column(data.Design.Columns), data.Weights).Residuals);
        var outcome = Scaled(LeastSquares.Fit(design, data.Outcome, data.Weights).Residuals);
        var random = refuter.Random("unobserved_common_cause");
        var draws = refuter.Draw(draw => With(data, benchmarks[draw % benchmarks.Count], draw));
        if (draws is null)
        {
            return RefuterOutcome.NotRun;
        }

        var worst = Enumerable.Range(0, benchmarks.Count)
            .Select(at => draws.Where((_, draw) => draw % benchmarks.Count == at).Select(draw => draw.Value).DefaultIfEmpty(refuter.Value).Average())
            .MinBy(value => value * Math.Sign(refuter.Value));
        return new RefuterOutcome(worst * refuter.Value > 0, worst, refuter.Value, Math.Abs(refuter.Value), draws.Count);

        EstimationData With(EstimationData rows, Benchmark benchmark, int draw)
        {
            var noise = new double[rows.Rows];
            random.Uniforms((uint)draw, 0, noise);
            var (a, b) = (Math.Sqrt(benchmark.Treatment), Math.Sqrt(benchmark.Outcome * (1 - benchmark.Treatment)) * Math.Sign(refuter.Value));
            var left = Math.Sqrt((1 - benchmark.Treatment) * (1 - benchmark.Outcome));
            for (var i = 0; i < noise.Length; i++)
            {
                noise[i] = (a * treatment[i]) + (b * outcome[i]) + (left * Normal.InvCDF(0, 1, noise[i]));
            }

            return rows.WithCovariates(rows.Covariates.Add(DesignColumn.Numeric("(confounder)", noise)));
        }
    }

    private static double[] Scaled(double[] residuals)
    {
        var (_, deviation) = DrawFigures.Of(residuals);
        return [.. residuals.Select(value => deviation > 0 ? value / deviation : 0)];
    }
}
