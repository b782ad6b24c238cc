namespace Isl.Grains.Sensitivity;

/// <summary>What data say of a binary treatment and an outcome between two values.</summary>
/// <param name="MeanTreated">Mean outcome of those treated.</param>
/// <param name="MeanUntreated">Mean outcome of those not treated.</param>
/// <param name="ShareTreated">Share that was treated, 0 to 1.</param>
/// <param name="Least">Least value that the outcome can have.</param>
/// <param name="Greatest">Greatest value that the outcome can have.</param>
public sealed record ObservedMeans(double MeanTreated, double MeanUntreated, double ShareTreated, double Least = 0, double Greatest = 1);

/// <summary>Bounds of an average effect.</summary>
/// <param name="Lower">Lower bound.</param>
/// <param name="Upper">Upper bound.</param>
public readonly record struct EffectRange(double Lower, double Upper)
{
    /// <summary>The width.</summary>
    public double Width => Upper - Lower;
}

/// <summary>Sharp bounds of the average effect E[Y(1)] − E[Y(0)] under weaker assumptions than no confounding.</summary>
/// <remarks>Source: Manski (1990), Nonparametric bounds on treatment effects; Manski (1997), Monotone treatment response.</remarks>
public static class ManskiBounds
{
    /// <summary>Without any assumption; as wide as the outcome's range.</summary>
    public static EffectRange WithoutAssumptions(ObservedMeans data)
    {
        var (p, q) = (data.ShareTreated, 1 - data.ShareTreated);
        return new EffectRange(
            (p * data.MeanTreated) + (q * data.Least) - (q * data.MeanUntreated) - (p * data.Greatest),
            (p * data.MeanTreated) + (q * data.Greatest) - (q * data.MeanUntreated) - (p * data.Least));
    }

    /// <summary>Where the treatment harms nobody: Y(1) ≥ Y(0) for each.</summary>
    public static EffectRange MonotoneResponse(ObservedMeans data) => new(0, WithoutAssumptions(data).Upper);
}
