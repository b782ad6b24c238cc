using Isl.Grains.Interfaces.Robustness;

namespace Isl.Grains.Robustness;

/// <summary>Tells in which boxes of decisions the outcomes stay in range.</summary>
internal interface IRegionTest
{
    /// <summary>Whether what it says of boxes is proven for every point in them.</summary>
    bool IsCertified { get; }

    /// <summary>Steps of one look at a box.</summary>
    long Cost { get; }

    /// <summary>Probability, at a point, that every outcome is in its range.</summary>
    double ProbabilityAt(double[] point);

    /// <summary>Whether the outcomes stay in range throughout a box, with the probability asked for. Never true of a box where they do not.</summary>
    bool HoldsOn(Box box);

    /// <summary>The box, or the largest on the way to the proposal that holds on draws not used before; null where none does.</summary>
    Box? Confirmed(Box box);

    /// <summary>At each point, whether the outcomes stay in range with the probability asked for.</summary>
    bool[] HoldsAt(IReadOnlyList<double[]> points);

    /// <summary>What holds throughout a box, by outcome.</summary>
    IEnumerable<OutcomeGuarantee> Guarantees(Box box);
}
