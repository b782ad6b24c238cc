using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>What a continuous fit is given.</summary>
/// <param name="Gram">Row-major d×d: covariances, or correlations where columns are standardised.</param>
/// <param name="Lambda1">Weight of the L1 penalty.</param>
/// <param name="Constraints">Prior knowledge.</param>
/// <param name="Factors">Row-major d×d factors of the penalty; null for none.</param>
/// <param name="Part">What the fit is called among the checkpoints of its question.</param>
internal sealed record ContinuousProblem(double[] Gram, double Lambda1, EdgeConstraints Constraints, double[]? Factors, string Part);

/// <summary>What tells one continuous method from another.</summary>
/// <param name="Algorithm">The algorithm.</param>
/// <param name="Source">Its name and source.</param>
/// <param name="HasIterationOption">Can the caller raise its limit of iterations?</param>
/// <param name="Fit">Fits.</param>
internal sealed record ContinuousMethod(
    DiscoveryAlgorithm Algorithm,
    string Source,
    bool HasIterationOption,
    Func<ContinuousProblem, DiscoveryQuestion, WorkBudget, NotearsFit> Fit)
{
    /// <summary>The options it has unless the caller says otherwise.</summary>
    public AlgorithmOptions Options { get; } = AlgorithmOptions.Of(Algorithm);
}
