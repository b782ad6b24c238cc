using Isl.Grains.Fitting;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>How a variable comes about from its parents, in each of two tables.</summary>
/// <param name="Node">Its number in the graph.</param>
/// <param name="Parents">Its parents' numbers, ascending.</param>
/// <param name="Family">The form of both.</param>
/// <param name="Recipe">How the parents become terms in both; null without parents.</param>
/// <param name="Before">The rows of the first table.</param>
/// <param name="After">The rows of the second table.</param>
/// <param name="Pooled">The rows of both.</param>
internal sealed record Mechanism(
    int Node, List<int> Parents, EquationFamily Family, Recipe? Recipe, EquationData Before, EquationData After, EquationData Pooled)
{
    /// <summary>Its variable.</summary>
    public string Variable => Before.Target.Name;

    /// <summary>As it is called in answers: <c>P(Y | X)</c>.</summary>
    public string Name => Parents.Count == 0
        ? $"P({Variable})"
        : $"P({Variable} | {string.Join(", ", Before.Parents.Select(parent => parent.Name))})";

    /// <summary>Fits it to rows of one of the tables.</summary>
    public FittedForm Fit(EquationData rows, WorkBudget budget)
    {
        // Where a variable does not vary it has one value, whatever its parents are.
        var isConstant = rows.Y.AsSpan().IndexOfAnyExcept(rows.Y[0]) < 0;
        return Recipe is null || isConstant
            ? RootForm.Fit(rows, EquationFamily.Auto, NoiseForm.Empirical)
            : EquationFit.Fit(rows, Family, NoiseForm.Empirical, budget, Recipe);
    }
}
