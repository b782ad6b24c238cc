using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Words.Discovery;

/// <summary>auto takes PC because only that makes the test asked for.</summary>
public sealed record AutoTestAsked : Finding
{
    /// <inheritdoc/>
    public override string Text => "auto chose pc: ci_test asks for a test that takes categories, and no other algorithm makes one.";
}

/// <summary>auto takes PC because the data look like categories.</summary>
/// <param name="IsFisherZ">The caller asks for Fisher's z all the same.</param>
public sealed record AutoCategories(bool IsFisherZ) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"auto chose pc with {(IsFisherZ ? "Fisher's z, as ci_test says" : CiTestWords.Name(CiTest.GSquare))}: "
        + "every column holds a few whole numbers that repeat, so the data look categorical and linear models do not fit them.";
}

/// <summary>auto takes PC because there are very many columns.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Most">Columns up to which a score search and DirectLiNGAM are tried.</param>
public sealed record AutoManyColumns(int Columns, int Most) : Finding
{
    /// <inheritdoc/>
    public override string Text =>
        $"auto chose pc with Fisher's z: with {Wording.Count(Columns)} columns, tests with small conditioning sets answer sooner than "
        + $"a score search or DirectLiNGAM, which are tried up to {Wording.Count(Most)} columns.";
}

/// <summary>auto answers with its first search.</summary>
public sealed record AutoNoTime : Finding
{
    /// <inheritdoc/>
    public override string Text => "auto chose ges: it runs first, and there was no time for another search.";
}

/// <summary>What GES's residuals say, and whether DirectLiNGAM was tried for it.</summary>
public enum LingamTrial
{
    /// <summary>Too few residuals are clearly not normal.</summary>
    NotCalledFor,

    /// <summary>The data are too large for it.</summary>
    TooLarge,

    /// <summary>Time ran out.</summary>
    NoTime,

    /// <summary>Its graph explains the data worse than GES's class.</summary>
    Worse,

    /// <summary>Its graph explains the data exactly as well.</summary>
    AsGood,

    /// <summary>Its graph explains the data better.</summary>
    Better,
}

/// <summary>Why auto passes GES over for PC, or does not.</summary>
public enum ScoreVerdict
{
    /// <summary>DirectLiNGAM was taken.</summary>
    NotAsked,

    /// <summary>GES is sound on these data.</summary>
    Sound,

    /// <summary>There are too few rows for it.</summary>
    FewRows,

    /// <summary>It found suspiciously many edges.</summary>
    ManyEdges,
}

/// <summary>auto's choice among DirectLiNGAM, GES and PC.</summary>
/// <param name="Trial">How DirectLiNGAM fared.</param>
/// <param name="Verdict">How GES fared.</param>
/// <param name="NonNormal">GES's residuals that are clearly not normal.</param>
/// <param name="Level">p-value below which they are.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">Columns.</param>
/// <param name="Edges">Edges that GES found.</param>
/// <param name="Limit">What the verdict was measured by: least rows, or most edges, a column.</param>
/// <param name="ScoreLikelihood">BIC of GES's class with noise of any shape, where it was compared.</param>
/// <param name="LingamLikelihood">The same of DirectLiNGAM's graph.</param>
public sealed record AutoWeighed(
    LingamTrial Trial,
    ScoreVerdict Verdict,
    int NonNormal,
    double Level,
    int Rows,
    int Columns,
    int Edges,
    double Limit,
    double ScoreLikelihood,
    double LingamLikelihood) : Finding
{
    /// <inheritdoc/>
    public override string Text => $"auto chose {Chosen}: {Noise}{Compared}{Judged}";

    private string Chosen => Verdict switch
    {
        ScoreVerdict.NotAsked => "lingam",
        ScoreVerdict.Sound => "ges",
        _ => "pc with Fisher's z",
    };

    private string Noise =>
        $"{(NonNormal == 0 ? "none" : Wording.Count(NonNormal))} of the {Wording.Count(Columns, "residual")} of GES's graph "
        + $"{Wording.Of(Math.Max(NonNormal, 1), "is", "are")} clearly not normal (p < {Wording.Exact(Level)})";

    private string Compared => Trial switch
    {
        LingamTrial.NotCalledFor => ", too few for noise to settle directions. ",
        LingamTrial.TooLarge =>
            $", but DirectLiNGAM was not tried on {Wording.Count(Rows)} rows of {Wording.Count(Columns)} columns. Ask for lingam to have it. ",
        LingamTrial.NoTime => ", but there was no time to try DirectLiNGAM. ",
        LingamTrial.Worse =>
            ", but even with noise of any shape GES's class explains the data better than DirectLiNGAM's graph "
            + $"(BIC {Bic(ScoreLikelihood)} against {Bic(LingamLikelihood)}). ",
        _ =>
            ", so noise can settle directions that correlations leave open. With noise of any shape, DirectLiNGAM's graph explains the data "
            + $"{(Trial == LingamTrial.AsGood ? "exactly as well as" : "better than")} the best member of GES's class that was compared "
            + $"(BIC {Bic(LingamLikelihood)} against {Bic(ScoreLikelihood)}).",
    };

    private string Judged => Verdict switch
    {
        ScoreVerdict.NotAsked => "",
        ScoreVerdict.FewRows =>
            $"{Wording.Count(Rows, "row")} {Wording.Of(Rows, "is", "are")} fewer than {Wording.Exact(Limit)} a column, "
            + "where a score search lets in more false edges than tests do.",
        ScoreVerdict.ManyEdges =>
            $"GES ended with {Wording.Count(Edges, "edge")} among {Wording.Count(Columns, "column")}, more than {Wording.Exact(Limit)} a column, "
            + "where its insertions tend to have overshot.",
        _ =>
            $"So directions come from the equivalence class, and {Wording.Count(Rows)} rows are enough for a score search "
            + $"({Wording.Count(Edges, "edge")} among {Wording.Count(Columns, "column")}).",
    };

    private static string Bic(double value) => Wording.Exact(Math.Round(value, 1, MidpointRounding.AwayFromZero));
}
