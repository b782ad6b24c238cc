using System.Globalization;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches.Auto;

/// <summary>What the choice of an algorithm looks at, once DirectLiNGAM has been weighed or passed over.</summary>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="ScoreEdges">Edges that GES found; null where it was not run.</param>
/// <param name="NonNormal">GES's residuals that are clearly not normal.</param>
/// <param name="ScoreLikelihood">BIC of the best fitting DAG of GES's class under noise of any shape; null where it was not compared.</param>
/// <param name="LingamLikelihood">The same of DirectLiNGAM's DAG.</param>
internal readonly record struct AutoFacts(int Rows, int Columns, int? ScoreEdges, int NonNormal, double? ScoreLikelihood, double? LingamLikelihood);

/// <summary>Chooses the algorithm for <c>auto</c> among those for numbers: one rule, in one place, with its reason.</summary>
/// <remarks>
/// Of GES and DirectLiNGAM the one whose graph explains the data better: by a BIC with noise of any shape (see <see cref="NoiseScore"/>),
/// which is the ordinary one where noise is normal, and otherwise rewards the directions that make residuals least normal, as the true ones
/// do (Hyvärinen &amp; Smith 2013). On a tie DirectLiNGAM, which settles more directions. Where noise is normal or GES wins, PC takes its
/// place if a greedy score search is likely to have added too many edges. The constants were set on simulated linear data
/// (<c>Isl.Bench auto</c>, tuned seeds) and hold on other seeds.
/// </remarks>
internal static class AutoSelection
{
    /// <summary>A residual counts as non-normal below this p-value: two of twenty normal ones fall below it once in sixty data sets.</summary>
    public const double Clear = 0.01;

    /// <summary>
    /// A direction is told by noise when that of at most one of the two ends is normal; below two such residuals there is little to tell.
    /// </summary>
    public const int FewestNonNormal = 2;

    /// <summary>
    /// Beyond this many rows times squared columns (50 columns of 100,000 rows) DirectLiNGAM, O(n·d²) to O(n·d³), takes over ten seconds and is
    /// passed over.
    /// </summary>
    public const double LingamWork = 2.5e8;

    /// <summary>Beyond this many columns the score search meets dense intermediate graphs; tests of small order do not.</summary>
    public const int ScoreColumns = 100;

    /// <summary>With fewer rows a column than this, BIC's penalty lets false edges in among the d² candidates; tests at 5 % keep fewer.</summary>
    public const int ScoreRowsPerColumn = 10;

    /// <summary>
    /// A class with more edges a column than this is one where insertions overshot: on graphs of one to two edges a column the search either
    /// ends near the truth or, having once inserted an edge the wrong way, makes up for it with many more.
    /// </summary>
    public const double ScoreEdgesPerColumn = 2.5;

    /// <summary>Is DirectLiNGAM worth a try?</summary>
    public static bool TriesLingam(AutoFacts facts) => facts.NonNormal >= FewestNonNormal && CanTryLingam(facts);

    /// <summary>The algorithm, and why.</summary>
    public static (DiscoveryAlgorithm Algorithm, string Reason) Choose(AutoFacts facts)
    {
        if (facts.ScoreEdges is not { } edges)
        {
            return (
                DiscoveryAlgorithm.Pc,
                Say(
                    $"auto chose pc with Fisher's z: with {facts.Columns} columns tests of small order answer sooner than a score search or DirectLiNGAM, which are tried up to {ScoreColumns} columns.")
            );
        }

        var noise = Say($"{facts.NonNormal} of {facts.Columns} residuals of GES's graph are clearly not normal (p < {Clear})");
        if (facts is { ScoreLikelihood: { } score, LingamLikelihood: { } lingam })
        {
            // Often both are the same DAG; then DirectLiNGAM says of more edges which way they point.
            if (lingam >= score)
            {
                var better = lingam == score ? "exactly as well as the best" : "better than the best";
                return (
                    DiscoveryAlgorithm.Lingam,
                    Say(
                        $"auto chose lingam: {noise}, so noise can settle directions that correlations leave open, and with noise of any shape DirectLiNGAM's graph explains the data {better} member of GES's class that was looked at (BIC {lingam:0.#} against {score:0.#}).")
                );
            }

            noise += Say(
                $", but even with noise of any shape GES's class explains the data better than DirectLiNGAM's graph (BIC {score:0.#} against {lingam:0.#})");
        }
        else
        {
            noise += facts.NonNormal < FewestNonNormal ? ", too few for noise to settle directions"
                : CanTryLingam(facts) ? ", but there was no time to try DirectLiNGAM"
                : Say($", but DirectLiNGAM was not tried on {facts.Rows} rows of {facts.Columns} columns; ask for lingam to have it");
        }

        if (facts.Rows < ScoreRowsPerColumn * facts.Columns)
        {
            return (
                DiscoveryAlgorithm.Pc,
                Say(
                    $"auto chose pc with Fisher's z: {noise}; and {facts.Rows} rows are fewer than {ScoreRowsPerColumn} a column, where a score search lets in more false edges than tests do.")
            );
        }

        return edges > ScoreEdgesPerColumn * facts.Columns
            ? (
                DiscoveryAlgorithm.Pc,
                Say(
                    $"auto chose pc with Fisher's z: {noise}; and GES ended with {edges} edges among {facts.Columns} columns, more than {ScoreEdgesPerColumn} a column, where its insertions tend to have overshot.")
            )
            : (
                DiscoveryAlgorithm.Ges,
                Say(
                    $"auto chose ges: {noise}; so directions come from the equivalence class, and {facts.Rows} rows are enough for a score search ({edges} edges among {facts.Columns} columns).")
            );
    }

    private static bool CanTryLingam(AutoFacts facts) => (double)facts.Rows * facts.Columns * facts.Columns <= LingamWork;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
