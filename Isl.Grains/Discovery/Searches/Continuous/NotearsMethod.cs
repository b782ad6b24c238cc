using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Continuous;

/// <summary>NOTEARS as a search.</summary>
internal static class NotearsMethod
{
    private static readonly ContinuousMethod Method = new(
        DiscoveryAlgorithm.Notears,
        "NOTEARS (Zheng et al. 2018)",
        HasIterationOption: true,
        Fit);

    /// <summary>Fits and thresholds.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget) => ContinuousSearch.Run(Method, input, question, constraints, factors, budget);

    private static NotearsFit Fit(ContinuousProblem problem, DiscoveryQuestion question, WorkBudget budget) => Notears.Fit(
        problem.Gram,
        problem.Constraints.Order,
        new NotearsSettings
        {
            Lambda1 = problem.Lambda1,
            MaxIterations = question.MaxIterations,
            HTolerance = question.HTolerance,
            Constraints = problem.Constraints,
            Penalties = problem.Factors,
        },
        budget,
        problem.Part);
}
