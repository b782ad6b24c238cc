using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;

namespace Isl.Grains.Robustness;

/// <summary>The deviations from a proposal that are considered: a share of each value, within what is feasible.</summary>
internal static class PerturbationBox
{
    /// <summary>The box.</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">Proposal, radius and feasible ranges.</param>
    /// <param name="zeros">Variables proposed at 0, of which a share is nothing, with the unit that the radius multiplies instead.</param>
    public static Box Of(CompiledModel model, RobustnessQuestion question, out List<(string Variable, double Unit)> zeros)
    {
        zeros = [];
        var (low, high) = (new List<double>(), new List<double>());
        foreach (var (variable, value) in question.Proposal)
        {
            var feasible = question.Feasible.FirstOrDefault(range => range.Variable == variable);
            var unit = Math.Abs(value);
            if (value == 0)
            {
                unit = UnitOf(model, variable, feasible.Variable is null ? null : feasible.High - feasible.Low);
                zeros.Add((variable, unit));
            }

            low.Add(Math.Max(value - (question.Radius * unit), feasible.Low ?? double.NegativeInfinity));
            high.Add(Math.Min(value + (question.Radius * unit), feasible.High ?? double.PositiveInfinity));
        }

        return new Box([.. low], [.. high]);
    }

    /// <summary>Half the feasible range, else the variable's standard deviation in the model, else 1.</summary>
    private static double UnitOf(CompiledModel model, string variable, double? range) => range is > 0 and var width ? width / 2
        : model.ExogenousInput(variable) is >= 0 and var input
            && DistributionVariance.Of(model.Inputs[input].Spec) is > 0 and var variance && double.IsFinite(variance) ? Math.Sqrt(variance)
        : 1;
}
