namespace Isl.Grains.Sensitivity;

/// <summary>What data say of a binary treatment and an outcome between two values.</summary>
/// <param name="MeanTreated">Mean outcome of those treated.</param>
/// <param name="MeanUntreated">Mean outcome of those not treated.</param>
/// <param name="ShareTreated">Share that was treated, 0 to 1.</param>
/// <param name="Least">Least value that the outcome can have.</param>
/// <param name="Greatest">Greatest value that the outcome can have.</param>
public sealed record ObservedMeans(double MeanTreated, double MeanUntreated, double ShareTreated, double Least = 0, double Greatest = 1);

/// <summary>What data say of a treatment of any number of levels, in their order, and an outcome between two values.</summary>
/// <param name="Shares">Share of the units at each level.</param>
/// <param name="Means">Their mean outcome.</param>
/// <param name="Least">Least value that the outcome can have.</param>
/// <param name="Greatest">Greatest value that the outcome can have.</param>
public sealed record ObservedLevels(IReadOnlyList<double> Shares, IReadOnlyList<double> Means, double Least, double Greatest);

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
    public static EffectRange WithoutAssumptions(ObservedMeans data) => WithoutAssumptions(Levels(data), 0, 1);

    /// <summary>The same of the effect of one level against another.</summary>
    public static EffectRange WithoutAssumptions(ObservedLevels data, int from, int to)
    {
        var (lowFrom, highFrom) = Mean(data, from);
        var (lowTo, highTo) = Mean(data, to);
        return new EffectRange(lowTo - highFrom, highTo - lowFrom);
    }

    /// <summary>Where the treatment harms nobody: Y(1) ≥ Y(0) for each.</summary>
    public static EffectRange MonotoneResponse(ObservedMeans data) => MonotoneResponse(Levels(data), 0, 1);

    /// <summary>Where a higher level never lowers the outcome of anyone.</summary>
    public static EffectRange MonotoneResponse(ObservedLevels data, int from, int to)
    {
        if (from > to)
        {
            var (lower, upper) = MonotoneResponse(data, to, from);
            return new EffectRange(-upper, -lower);
        }

        // A unit seen at or above the higher level had at most its outcome there; at or below the lower one, at least its outcome there.
        var most = 0.0;
        for (var level = 0; level < data.Shares.Count; level++)
        {
            var gain = level >= to ? data.Means[level] - data.Least
                : level <= from ? data.Greatest - data.Means[level]
                : data.Greatest - data.Least;
            most += data.Shares[level] > 0 ? data.Shares[level] * gain : 0;
        }

        return new EffectRange(0, most);
    }

    private static ObservedLevels Levels(ObservedMeans data) => new(
        [1 - data.ShareTreated, data.ShareTreated], [data.MeanUntreated, data.MeanTreated], data.Least, data.Greatest);

    private static (double Low, double High) Mean(ObservedLevels data, int level)
    {
        var (share, seen) = (data.Shares[level], data.Shares[level] > 0 ? data.Shares[level] * data.Means[level] : 0);
        return (seen + ((1 - share) * data.Least), seen + ((1 - share) * data.Greatest));
    }
}
