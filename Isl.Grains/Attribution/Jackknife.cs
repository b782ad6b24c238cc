using Isl.Grains.Fitting.Forms;
using Isl.Grains.Numerics;

namespace Isl.Grains.Attribution;

/// <summary>Errors of contributions over samples: each table without one group of its rows at a time.</summary>
/// <remarks>Source: the delete-a-group jackknife, Kott (2001). Rows stand in an order that their content decides, and so do the groups.</remarks>
internal static class Jackknife
{
    /// <summary>Groups where nothing has to be drawn.</summary>
    private const int Groups = 20;

    /// <summary>Groups where means are drawn.</summary>
    private const int FewGroups = 10;

    private const int FewestInGroup = 2;

    /// <summary>Degrees of freedom of the errors.</summary>
    public static int DegreesOf(ChangeModel model) => GroupsOf(model) - 1;

    /// <summary>The standard errors; null where there are too few rows or time did not suffice.</summary>
    public static double[]? Errors(ChangeModel model, WorkBudget budget)
    {
        var groups = GroupsOf(model);
        if (model.Mechanisms.Exists(one => Math.Min(one.Before.Rows, one.After.Rows) < groups * FewestInGroup)
            || model.Mechanisms.Count > ShapleyValues.MostExact)
        {
            return null;
        }

        var variances = new double[model.Mechanisms.Count];
        foreach (var isAfter in (ReadOnlySpan<bool>)[false, true])
        {
            var replicates = new List<double[]>();
            for (var group = 0; group < groups; group++)
            {
                budget.ThrowIfCancelled();
                if (budget.IsSpent || Without(model, group, groups, isAfter, budget) is not { } values)
                {
                    return null;
                }

                replicates.Add(values);
            }

            for (var player = 0; player < variances.Length; player++)
            {
                var mean = replicates.Average(values => values[player]);
                variances[player] += replicates.Sum(values => (values[player] - mean) * (values[player] - mean)) * (groups - 1) / groups;
            }
        }

        return [.. variances.Select(Math.Sqrt)];
    }

    private static int GroupsOf(ChangeModel model) => model.IsExact ? Groups : FewGroups;

    private static double[]? Without(ChangeModel model, int group, int groups, bool isAfter, WorkBudget budget)
    {
        var reduced = new List<Mechanism>();
        var forms = new List<(FittedForm Before, FittedForm After)>();
        for (var at = 0; at < model.Mechanisms.Count; at++)
        {
            var (mechanism, pair) = (model.Mechanisms[at], model.Forms[at]);
            var rows = isAfter ? mechanism.After : mechanism.Before;
            var kept = rows.OfRows([.. Enumerable.Range(0, rows.Rows).Where(row => row % groups != group)]);
            if (mechanism.Recipe is { } recipe && kept.Rows <= recipe.Terms.Count + 2)
            {
                return null;
            }

            var form = mechanism.Fit(kept, budget);
            forms.Add(isAfter ? (pair.Before, form) : (form, pair.After));
            reduced.Add(isAfter ? mechanism with { After = kept } : mechanism with { Before = kept });
        }

        IChangeGame game = MeanGame.Applies(forms) && model.IsExact
            ? new MeanGame(reduced, forms)
            : new DrawnGame(reduced, forms, Math.Max(model.Draws / 4, 500), model.Seed);
        return ShapleyValues.Exact(reduced.Count, game.Worths(budget));
    }
}
