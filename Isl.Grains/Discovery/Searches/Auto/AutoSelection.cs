using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

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
    public static (DiscoveryAlgorithm Algorithm, Finding Reason) Choose(AutoFacts facts)
    {
        if (facts.ScoreEdges is not { } edges)
        {
            return (DiscoveryAlgorithm.Pc, new AutoManyColumns(facts.Columns, ScoreColumns));
        }

        var trial = TrialOf(facts);
        var (algorithm, verdict, limit) = trial is LingamTrial.AsGood or LingamTrial.Better ? (DiscoveryAlgorithm.Lingam, ScoreVerdict.NotAsked, 0)
            : facts.Rows < ScoreRowsPerColumn * facts.Columns ? (DiscoveryAlgorithm.Pc, ScoreVerdict.FewRows, ScoreRowsPerColumn)
            : edges > ScoreEdgesPerColumn * facts.Columns ? (DiscoveryAlgorithm.Pc, ScoreVerdict.ManyEdges, ScoreEdgesPerColumn)
            : (DiscoveryAlgorithm.Ges, ScoreVerdict.Sound, 0);
        var reason = new AutoWeighed(
            trial,
            verdict,
            facts.NonNormal,
            Clear,
            facts.Rows,
            facts.Columns,
            edges,
            limit,
            facts.ScoreLikelihood ?? 0,
            facts.LingamLikelihood ?? 0);
        return (algorithm, reason);
    }

    private static LingamTrial TrialOf(AutoFacts facts) => facts switch
    {
        // Often both are the same DAG; then DirectLiNGAM says of more edges which way they point.
        { ScoreLikelihood: { } score, LingamLikelihood: { } lingam } => lingam == score ? LingamTrial.AsGood
            : lingam > score ? LingamTrial.Better
            : LingamTrial.Worse,
        { NonNormal: < FewestNonNormal } => LingamTrial.NotCalledFor,
        _ => CanTryLingam(facts) ? LingamTrial.NoTime : LingamTrial.TooLarge,
    };

    private static bool CanTryLingam(AutoFacts facts) => (double)facts.Rows * facts.Columns * facts.Columns <= LingamWork;
}
