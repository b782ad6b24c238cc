using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>DAGMA as a search.</summary>
internal static class DagmaMethod
{
    private static readonly ContinuousMethod Method = new(
        DiscoveryAlgorithm.Dagma,
        "DAGMA (Bello et al. 2022)",
        HasIterationOption: false,
        Fit);

    /// <summary>Fits and thresholds.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget) => ContinuousSearch.Run(Method, input, question, constraints, factors, budget);

    private static NotearsFit Fit(ContinuousProblem problem, DiscoveryQuestion question, WorkBudget budget) => Dagma.Fit(
        problem.Gram,
        problem.Constraints.Order,
        new DagmaSettings
        {
            Lambda1 = problem.Lambda1,
            Constraints = problem.Constraints,
            Penalties = problem.Factors,
        },
        budget,
        problem.Part);
}
