using System.Collections.Immutable;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Numerics;
using Isl.Grains.Words;

namespace Isl.Grains.Fitting;

/// <summary>A fitted equation with the rows it comes from.</summary>
/// <param name="Data">The rows.</param>
/// <param name="Form">The equation.</param>
/// <param name="Tried">The forms that were compared.</param>
/// <param name="Findings">What is to be told about the choice.</param>
internal sealed record EquationFit(EquationData Data, FittedForm Form, ImmutableArray<TriedFamily> Tried, ImmutableArray<Finding> Findings)
{
    /// <summary>Fits the form asked for, or the best one.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="family">The form asked for.</param>
    /// <param name="noise">The noise asked for.</param>
    /// <param name="folds">Folds of cross-validation.</param>
    /// <param name="budget">Time.</param>
    /// <exception cref="InputException">The form does not fit the variable, or there are too few rows.</exception>
    public static EquationFit Of(EquationData data, EquationFamily family, NoiseForm noise, int folds, WorkBudget budget)
    {
        FamilyRules.Check(data.Target, family);
        if (data.Columns.Count == 0)
        {
            return new EquationFit(data, RootForm.Fit(data, family, noise), [], []);
        }

        var choice = family == EquationFamily.Auto ? FamilyChoice.Of(data, folds, budget) : FamilyChoice.Given(data, family);
        return new EquationFit(data, Fit(data, choice.Family, noise, budget), choice.Tried, choice.Findings);
    }

    /// <summary>Fits a form.</summary>
    public static FittedForm Fit(EquationData data, EquationFamily family, NoiseForm noise, WorkBudget budget, Recipe? recipe = null)
    {
        recipe ??= Recipe.Of(family, data.Columns, data.Rows);
        return family switch
        {
            EquationFamily.Logistic or EquationFamily.Categorical => ClassForm.Fit(data, recipe, budget),
            EquationFamily.Poisson => PoissonForm.Fit(data, recipe),
            _ => GaussianForm.Fit(data, family, recipe, noise),
        };
    }
}
