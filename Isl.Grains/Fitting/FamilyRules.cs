using System.Collections.Immutable;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Models;

namespace Isl.Grains.Fitting;

/// <summary>Which forms an equation can have.</summary>
internal static class FamilyRules
{
    /// <summary>Most different numbers of a variable that is taken for levels.</summary>
    private const int MostLevels = 20;

    /// <summary>Largest mean that counts have in a form of their own.</summary>
    private const double LargestCount = 1e6;

    /// <summary>The forms among which one is chosen, simplest first.</summary>
    public static ImmutableArray<EquationFamily> Candidates(FitColumn target) => target.Kind switch
    {
        ColumnKind.Binary => [EquationFamily.Logistic],
        _ when target.IsText => [EquationFamily.Categorical],
        _ when IsCount(target) => [EquationFamily.Linear, EquationFamily.Poisson, EquationFamily.Interactions, EquationFamily.Spline],
        _ => [EquationFamily.Linear, EquationFamily.Interactions, EquationFamily.Spline],
    };

    /// <summary>Checks that a variable can have the form asked for.</summary>
    /// <exception cref="InputException">It cannot.</exception>
    public static void Check(FitColumn target, EquationFamily family)
    {
        var why = family switch
        {
            EquationFamily.Linear or EquationFamily.Interactions or EquationFamily.Spline when target.IsText =>
                $"'{target.Name}' holds texts; use {(target.Distinct == 2 ? "logistic" : "categorical")}.",
            EquationFamily.Logistic when target.Distinct != 2 =>
                $"'{target.Name}' has {target.Distinct} different values, and logistic takes two; use {(target.IsText ? "categorical" : "linear")}.",
            EquationFamily.Categorical when !target.IsText && target.Distinct > MostLevels =>
                $"'{target.Name}' has {target.Distinct} different values, and categorical takes at most {MostLevels}; use linear or spline.",
            EquationFamily.Poisson when !IsCount(target) =>
                $"'{target.Name}' does not hold counts, and poisson takes whole numbers from 0 to {LargestCount}; use linear.",
            _ => null,
        };
        if (why is not null)
        {
            throw new InputException(ModelPaths.Member("/families", target.Name), why);
        }
    }

    private static bool IsCount(FitColumn target) => target.AreCounts && !target.Values.AsSpan().ContainsAnyInRange(LargestCount, double.MaxValue);
}
