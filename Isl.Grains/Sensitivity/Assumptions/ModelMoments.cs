using Isl.Grains.Contrasts;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Grains.Sensitivity.Assumptions;

/// <summary>Means, residual spreads and coefficients of a model as it was sent, from draws of its variables.</summary>
/// <remarks>
/// Means are those of the draws that runs share, so that what is moved to its own mean does not move. Spreads are of strata, one draw in each, which
/// know them to a thousandth (McKay, Beckman and Conover 1979).
/// </remarks>
/// <param name="model">The model.</param>
/// <param name="seed">Seed of the draws.</param>
/// <param name="cancellation">Stops it.</param>
internal sealed class ModelMoments(CompiledModel model, ulong seed, CancellationToken cancellation)
{
    private const int Draws = 1 << 12;
    private const int Points = 8;
    private const double Rounding = 1e-9;

    private readonly Dictionary<string, double[]> _columns = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double[]> _strata = new(StringComparer.Ordinal);

    /// <summary>Mean of a variable where nothing is done; in closed form where its distribution has one.</summary>
    public double Mean(string variable) => model.HeldValue(variable) ?? (model.ExogenousInput(variable) is >= 0 and var input
        ? DistributionMean.Of(model.Inputs[input].Spec)
        : new DrawSet(Draws, seed).Mean(Column(variable)).Mean);

    /// <summary>
    /// By how much a hidden common cause of a variable and its cause, of partial R² ρ with both, shifts the coefficient, over ρ/√(1 − ρ); with
    /// the sign that takes the coefficient towards 0. Null where the cause does not vary by itself.
    /// </summary>
    /// <remarks>Source: Cinelli and Hazlett (2020), equation 7: bias = √(R²·R² / (1 − R²)) · sd(Y | X, D) / sd(D | X).</remarks>
    public double? Bias(string cause, string effect)
    {
        string[] others = [.. model.ParentsOf(effect).Where(parent => parent != cause && Deviation(parent) > 0)];
        var treatment = Fit(cause, others);
        var outcome = Fit(effect, [cause, .. others]);
        var (ofCause, ofEffect) = (Math.Sqrt(treatment.ResidualSquares), Math.Sqrt(outcome.ResidualSquares));
        if (!(ofCause > Rounding * Math.Sqrt(Draws) * Math.Max(1, Math.Abs(Mean(cause)))))
        {
            return null;
        }

        return -(outcome.Coefficients[1] < 0 ? -1 : 1) * ofEffect / ofCause;
    }

    /// <summary>Standard deviation of a variable where nothing is done.</summary>
    public double Deviation(string variable) => Spread(Strata(variable));

    /// <summary>The coefficient of a cause in an equation; 0 where it does not occur, null where it is not one number.</summary>
    public double? Coefficient(string cause, string effect)
    {
        var formula = model.FormulaOf(effect);
        if (!model.ParentsOf(effect).Contains(cause))
        {
            return 0;
        }

        var columns = model.ParentsOf(effect).ToDictionary(parent => parent, Column, StringComparer.Ordinal);
        double? slope = null;
        for (var point = 0; point < Points; point++)
        {
            var row = point * (Draws / Points);
            double At(double step) =>
                formula.Evaluate(name => name == cause ? columns[cause][row] + step : columns[name][row] + ((point % 3) - 1), noise: 0);
            foreach (var step in new[] { 1.0, -1, 3 })
            {
                var here = (At(step) - At(0)) / step;
                if (!double.IsFinite(here) || (slope is { } known && Math.Abs(here - known) > 1e-7 * Math.Max(1, Math.Abs(known))))
                {
                    return null;
                }

                slope ??= here;
            }
        }

        return slope is { } found ? WireNumber.Round(found) : null;
    }

    private LeastSquaresFit Fit(string variable, string[] on) => LeastSquares.Fit(
        DesignMatrix.Of(Draws, [.. on.Select(name => DesignColumn.Numeric(name, Strata(name)))]), Strata(variable), []);

    private static double Spread(double[] column)
    {
        var mean = column.Average();
        var spread = Math.Sqrt(column.Average(value => (value - mean) * (value - mean)));
        return spread > 1e-12 * Math.Max(1, Math.Abs(mean)) ? spread : 0;
    }

    private double[] Column(string variable)
    {
        var draws = new DrawSet(Draws, seed);
        return Known(_columns, variable, draws.Of);
    }

    private double[] Strata(string variable) => Known(_strata, variable, Stratified);

    private double[] Known(
        Dictionary<string, double[]> known, string variable, Func<Distribution, string, string, double[]> draw)
    {
        if (!known.TryGetValue(variable, out var column))
        {
            var abduction = Counterfactual.Abduct(model, [], new DistributionShelf(), cancellation);
            var node = Counterfactual.Act(abduction, Intervention.None)[variable];
            var program = BlockCompiler.Compile(abduction.Graph, [new ProgramOutput(node, false)]);
            known[variable] = column = new BlockTable(program, 1, Draws, input => draw(
                abduction.Distributions[input], model.Inputs[input].Name, model.Inputs[input].Purpose)).Run(cancellation)[0];
        }

        return column;
    }

    /// <summary>The middle of each of as many parts of equal chance as there are draws, in random order.</summary>
    private double[] Stratified(Distribution distribution, string name, string purpose)
    {
        var (order, column) = (new double[Draws], new double[Draws]);
        new CounterRandom(seed, CounterRandom.StreamOf(name, purpose)).Uniforms(0, 0, order);
        for (var i = 0; i < Draws; i++)
        {
            column[i] = (i + 0.5) / Draws;
        }

        Array.Sort(order, column);
        distribution.Transform(column);
        return column;
    }
}
