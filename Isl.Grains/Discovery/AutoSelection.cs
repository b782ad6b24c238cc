using System.Globalization;

namespace Isl.Discovery;

/// <summary>What the choice of an algorithm looks at.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="IsCategorical">All columns hold a few whole numbers each.</param>
/// <param name="NonGaussianColumns">Columns whose regression residuals (or values) are clearly not normal.</param>
/// <param name="MedianPValue">Median p-value of the tests of normality.</param>
internal readonly record struct AutoFacts(int Rows, int Columns, bool IsCategorical, int NonGaussianColumns, double MedianPValue);

/// <summary>Chooses the algorithm for <c>auto</c>: one rule, in one place, with its reason.</summary>
internal static class AutoSelection
{
    /// <summary>Share of non-Gaussian columns from which directions are taken from the noise.</summary>
    private const double NonGaussianShare = 0.5;

    /// <summary>DirectLiNGAM needs some rows per column before its independence measures say anything.</summary>
    private const int LingamRowsPerColumn = 10;

    /// <summary>DirectLiNGAM is O(n·d³): beyond this many columns a score search answers sooner.</summary>
    private const int LingamColumns = 60;

    /// <summary>Beyond this many columns the score search meets dense intermediate graphs; tests of small order do not.</summary>
    private const int GesColumns = 100;

    /// <summary>The algorithm, and why.</summary>
    public static (DiscoveryAlgorithm Algorithm, string Reason) Choose(AutoFacts facts)
    {
        if (facts.IsCategorical)
        {
            return (DiscoveryAlgorithm.Pc, "auto chose pc with the G² test: every column holds a few whole numbers that repeat, so the data look categorical and linear methods do not fit them.");
        }

        var clear = $"{facts.NonGaussianColumns} of {facts.Columns} columns are clearly not normal (median p-value {facts.MedianPValue.ToString("0.##e+0", CultureInfo.InvariantCulture)})";
        if (facts.Columns > 1
            && facts.NonGaussianColumns >= NonGaussianShare * facts.Columns
            && facts.Rows >= LingamRowsPerColumn * facts.Columns
            && facts.Columns <= LingamColumns)
        {
            return (DiscoveryAlgorithm.Lingam, $"auto chose lingam: {clear}, and non-Gaussian noise settles directions that correlations leave open.");
        }

        return facts.Columns <= GesColumns
            ? (DiscoveryAlgorithm.Ges, $"auto chose ges: {clear}, so directions can only come from the equivalence class, and a score weighs all {facts.Rows} rows at once.")
            : (DiscoveryAlgorithm.Pc, $"auto chose pc with Fisher's z: {clear}, and with {facts.Columns} columns tests of small order stay quick.");
    }
}
