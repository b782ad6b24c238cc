namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Which statistic measures the distance of a table from independence.</summary>
public enum ContingencyStatistic
{
    /// <summary>Pearson's χ² = Σ (O − E)² / E.</summary>
    ChiSquare,

    /// <summary>The likelihood ratio G² = 2 Σ O ln(O / E).</summary>
    GSquare,
}

/// <summary>What a contingency table says about one pair.</summary>
/// <param name="Statistic">χ² or G², summed over the strata.</param>
/// <param name="DegreesOfFreedom">Summed over the strata; levels that do not occur in a stratum leave its count.</param>
/// <param name="PValue">Upper tail of the χ² distribution; 1 where no degree of freedom is left.</param>
public readonly record struct ContingencyResult(double Statistic, int DegreesOfFreedom, double PValue);
