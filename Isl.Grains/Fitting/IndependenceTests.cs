using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Fitting;

/// <summary>Tests, equation by equation, whether what is left depends on the parents.</summary>
internal static class IndependenceTests
{
    /// <summary>What the test is called in answers.</summary>
    public const string Name = "distance_covariance";

    private const double Level = 0.05;
    private const int MostRows = 2000;
    private const int LeastPermutations = 199;
    private const int MostPermutations = 999;

    /// <summary>Permutations for each equation: Holm's method must be able to reject the first of them.</summary>
    private const int ForEachEquation = 25;

    /// <summary>Pairs of rows looked at in all, a second or so of work.</summary>
    private const double MostWork = 2e9;

    /// <summary>The reports of the equations, in their order; null for one that time did not suffice for.</summary>
    public static IndependenceReport?[] Of(IReadOnlyList<EquationFit> equations, long seed, WorkBudget budget)
    {
        var permutations = Math.Clamp((ForEachEquation * equations.Count) - 1, LeastPermutations, MostPermutations);
        var rows = (int)Math.Clamp(Math.Sqrt(2 * MostWork / ((double)permutations * Math.Max(equations.Count, 1))), 2, MostRows);
        var found = equations.Select(equation => Test(equation, rows, permutations, seed, budget)).ToList();
        var tested = found.Where(one => one is not null).Select(one => one!.Value.PValue).ToList();
        var adjusted = new Queue<double>(Tails.Holm(tested));
        return
        [
            .. found.Select((one, at) =>
            {
                if (one is not var (correlation, _))
                {
                    return null;
                }

                var p = adjusted.Dequeue();
                return new IndependenceReport(
                    Name, WireNumber.Round(p), p >= Level, Math.Round(correlation, 6), Math.Min(rows, equations[at].Data.Rows));
            }),
        ];
    }

    private static (double Correlation, double PValue)? Test(EquationFit equation, int rows, int permutations, long seed, WorkBudget budget)
    {
        if (budget.IsSpent)
        {
            return null;
        }

        // Rows stand in an order that their content decides, so the first of them are as good as any.
        var data = equation.Data.OfRows([.. Enumerable.Range(0, Math.Min(rows, equation.Data.Rows))]);
        var name = equation.Data.Target.Name;
        var uniforms = new double[data.Rows];
        new CounterRandom((ulong)seed, CounterRandom.StreamOf(name, "quantile residuals")).Uniforms(0, 0, uniforms);
        var design = DesignMatrix.Of(data.Rows, data.Columns);
        return DistanceCovariance.Test(
            [.. Enumerable.Range(1, design.Columns - 1).Select(column => design.Column(column).ToArray())],
            equation.Form.Residuals(data, uniforms),
            permutations,
            new CounterRandom((ulong)seed, CounterRandom.StreamOf(name, "permutations")),
            budget);
    }
}
