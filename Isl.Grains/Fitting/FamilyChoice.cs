using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Numerics;
using Isl.Grains.Regression;
using Isl.Grains.Words;
using Isl.Grains.Words.Fitting;

namespace Isl.Grains.Fitting;

/// <summary>Chooses the form of an equation by cross-validation: the simplest within one standard error of the best.</summary>
/// <remarks>
/// Source: Breiman, Friedman, Olshen and Stone (1984), section 3.4.3. The standard error is that of the difference of two forms on the same rows.
/// </remarks>
internal sealed record FamilyChoice(EquationFamily Family, ImmutableArray<TriedFamily> Tried, ImmutableArray<Finding> Findings)
{
    /// <summary>Most columns of a design that is tried unasked.</summary>
    private const int MostColumns = 80;

    /// <summary>Rows for each column from which on a wide form is tried.</summary>
    private const int RowsEach = 10;

    /// <summary>The form asked for.</summary>
    /// <exception cref="InputException">There are too few rows for it.</exception>
    public static FamilyChoice Given(EquationData data, EquationFamily family)
    {
        var recipe = Recipe.Of(family, data.Columns, data.Rows);
        NeedRows(data, recipe.Terms.Count + 1);
        return new FamilyChoice(family, [], family == EquationFamily.Spline && !recipe.HasCurves ? [new NoCurves(data.Target.Name)] : []);
    }

    /// <summary>The best form.</summary>
    /// <exception cref="InputException">There are too few rows for any.</exception>
    public static FamilyChoice Of(EquationData data, int folds, WorkBudget budget)
    {
        var (recipes, findings) = (new List<(EquationFamily Family, Recipe Recipe)>(), new List<Finding>());
        foreach (var family in FamilyRules.Candidates(data.Target))
        {
            var width = Width(family, data.Columns);
            if (recipes.Count == 0)
            {
                NeedRows(data, DesignMatrix.Width(data.Columns));
                recipes.Add((family, Recipe.Of(family, data.Columns, data.Rows)));
            }
            else if (width > MostColumns || data.Rows < RowsEach * width)
            {
                findings.Add(new FormTooWide(data.Target.Name, JsonNamingPolicy.SnakeCaseLower.ConvertName(family.ToString()), width, data.Rows));
            }
            else if (Recipe.Of(family, data.Columns, data.Rows) is var recipe && Adds(family, recipe, recipes[0].Recipe))
            {
                recipes.Add((family, recipe));
            }
        }

        var division = Folds.Stratified(new int[data.Rows], Math.Min(folds, data.Rows));
        var smallest = data.Rows - (int)Math.Ceiling((double)data.Rows / division.Count);
        recipes.RemoveAll(one => recipes.Count > 1 && one != recipes[0] && smallest <= one.Recipe.Terms.Count + 2);
        if (recipes.Count == 1 || smallest <= recipes[0].Recipe.Terms.Count + 2)
        {
            return new FamilyChoice(recipes[0].Family, [], [.. findings]);
        }

        return Compare(data, recipes, division, findings, budget);
    }

    private static FamilyChoice Compare(
        EquationData data, List<(EquationFamily Family, Recipe Recipe)> recipes, Folds division, List<Finding> findings, WorkBudget budget)
    {
        var likelihoods = recipes.ConvertAll(_ => new double[data.Rows]);
        for (var fold = 0; fold < division.Count; fold++)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                return new FamilyChoice(recipes[0].Family, [], [.. findings, new ChoiceCutShort(data.Target.Name)]);
            }

            var (inside, outside) = (division.Rows(fold, true), division.Rows(fold, false));
            var (tested, trained) = (data.OfRows(inside), data.OfRows(outside));
            for (var at = 0; at < recipes.Count; at++)
            {
                var form = EquationFit.Fit(trained, recipes[at].Family, NoiseForm.Normal, budget, recipes[at].Recipe);
                var values = form.LogLikelihood(tested);
                for (var i = 0; i < inside.Length; i++)
                {
                    likelihoods[at][inside[i]] = values[i];
                }
            }
        }

        var means = likelihoods.ConvertAll(values => data.Mean(values));
        var best = means.IndexOf(means.Max());
        var errors = likelihoods.ConvertAll(values => ErrorOf(data, values, likelihoods[best]));
        var chosen = Math.Max(means.FindIndex(mean => means[best] - mean <= errors[means.IndexOf(mean)]), 0); // 0 where all are −∞
        return new FamilyChoice(
            recipes[chosen].Family,
            [.. recipes.Select((one, at) => new TriedFamily(one.Family, WireNumber.Round(means[at]), WireNumber.Round(errors[at])))],
            [.. findings]);
    }

    private static double ErrorOf(EquationData data, double[] values, double[] best)
    {
        var differences = values.Select((value, i) => best[i] - value).ToArray();
        var mean = data.Mean(differences);
        var squares = differences.Select((difference, i) =>
        {
            var weight = data.Weights.Length == 0 ? 1 : data.Weights[i];
            return (data.AreFrequencies ? weight : weight * weight) * (difference - mean) * (difference - mean);
        }).Sum();
        var total = data.Weights.Length == 0 ? data.Rows : data.Weights.Sum();
        return Math.Sqrt(squares) / total;
    }

    /// <summary>Does a form say more than the simplest one?</summary>
    private static bool Adds(EquationFamily family, Recipe recipe, Recipe simplest) =>
        family == EquationFamily.Poisson || (family == EquationFamily.Spline ? recipe.HasCurves : recipe.Terms.Count > simplest.Terms.Count);

    private static int Width(EquationFamily family, IReadOnlyList<DesignColumn> columns)
    {
        var plain = DesignMatrix.Width(columns);
        return family switch
        {
            EquationFamily.Interactions => plain + ((plain - 1) * (plain - 2) / 2),
            EquationFamily.Spline => plain + ((NaturalSpline.Knots - 2) * columns.Count(column => !column.IsCategory)),
            _ => plain,
        };
    }

    private static void NeedRows(EquationData data, int numbers)
    {
        if (data.Rows <= numbers + 1)
        {
            throw new InputException(
                "/data",
                $"The equation of '{data.Target.Name}' has {numbers} numbers to find, and {data.Rows} rows have values of all its variables; "
                + $"at least {numbers + 2} are needed. Send more rows, or a graph with fewer parents.");
        }
    }
}
