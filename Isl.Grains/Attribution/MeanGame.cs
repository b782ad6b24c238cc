using Isl.Grains.Fitting.Forms;

namespace Isl.Grains.Attribution;

/// <summary>The outcome's mean under a choice of mechanisms, without draws: means go through linear equations as they are.</summary>
/// <param name="mechanisms">The mechanisms, causes first; the last is the outcome's.</param>
/// <param name="forms">For each mechanism its two fits.</param>
internal sealed class MeanGame(IReadOnlyList<Mechanism> mechanisms, IReadOnlyList<(FittedForm Before, FittedForm After)> forms) : IChangeGame
{
    private readonly (double[] Before, double[] After)[] _roots =
        [.. mechanisms.Zip(forms, (mechanism, pair) => (RootMeans(pair.Before, mechanism.Before), RootMeans(pair.After, mechanism.After)))];

    /// <summary>Can means go through all equations as they are?</summary>
    public static bool Applies(IEnumerable<(FittedForm Before, FittedForm After)> forms) =>
        forms.All(pair => IsLinear(pair.Before) && IsLinear(pair.After));

    /// <inheritdoc/>
    public double[] Worths(Numerics.WorkBudget budget)
    {
        var worths = new double[1 << mechanisms.Count];
        var inside = new bool[mechanisms.Count];
        for (var set = 0; set < worths.Length; set++)
        {
            for (var player = 0; player < inside.Length; player++)
            {
                inside[player] = (set & (1 << player)) != 0;
            }

            worths[set] = Worth(inside);
        }

        return worths;
    }

    /// <inheritdoc/>
    public double Worth(bool[] inside)
    {
        var means = new Dictionary<int, double[]>();
        for (var at = 0; at < mechanisms.Count; at++)
        {
            var form = inside[at] ? forms[at].After : forms[at].Before;
            means[mechanisms[at].Node] = form is GaussianForm linear
                ? [Mean(linear, mechanisms[at].Parents, means)]
                : inside[at] ? _roots[at].After : _roots[at].Before;
        }

        return means[mechanisms[^1].Node][0];
    }

    private static bool IsLinear(FittedForm form) => form is RootForm or GaussianForm { IsLinear: true };

    private static double Mean(GaussianForm form, List<int> parents, Dictionary<int, double[]> means)
    {
        var coefficients = form.DesignCoefficients;
        var (mean, at) = (coefficients[0], 1);
        foreach (var parent in parents)
        {
            foreach (var value in means[parent])
            {
                mean += coefficients[at++] * value;
            }
        }

        return mean;
    }

    /// <summary>Means of the columns that a variable without an equation has in designs: itself, or its levels but the first.</summary>
    private static double[] RootMeans(FittedForm form, EquationData rows)
    {
        if (form is GaussianForm)
        {
            return [];
        }

        var levels = rows.Target.HasLevels && rows.Target.Levels.Length > 2 ? rows.Target.Levels.Length : 0;
        return levels == 0
            ? [rows.Mean(rows.Y)]
            : [.. Enumerable.Range(1, levels - 1).Select(level => (double)rows.Y.Count(code => code == level) / rows.Rows)];
    }
}
