using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.Discovery.Searches.Correlation;
using Isl.Grains.Discovery.Searches.Order;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches;

/// <summary>Runs the search that a question asks for.</summary>
internal static class GraphSearch
{
    /// <summary>Finds a graph.</summary>
    /// <param name="input">The data.</param>
    /// <param name="question">The question; its algorithm is settled.</param>
    /// <param name="constraints">Prior knowledge, kept.</param>
    /// <param name="factors">Row-major d×d factors of the evidence each edge needs (see <see cref="EvidenceFactors"/>); null for none. Read by the
    /// continuous methods.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget) =>
        question.Algorithm switch
        {
            DiscoveryAlgorithm.Notears or DiscoveryAlgorithm.Dagma => ContinuousSearch.Run(
                input,
                question,
                constraints,
                factors,
                budget),
            DiscoveryAlgorithm.Pc => PcSearch.Run(input, question, constraints, budget),
            DiscoveryAlgorithm.Ges => ScoreSearch.Run(input, constraints, budget),
            DiscoveryAlgorithm.Lingam => LingamSearch.Run(input, question, constraints, budget),
            DiscoveryAlgorithm.Correlation => CorrelationSearch.Run(input, question, constraints, budget.Cancellation),
            var other => throw new ArgumentOutOfRangeException(nameof(question), other, "No search of this kind."),
        };

    /// <summary>Do the moments suffice, so that they and not the data need to travel to a worker?</summary>
    public static bool NeedsData(DiscoveryQuestion question, CiTest? test) => question.Algorithm switch
    {
        DiscoveryAlgorithm.Lingam => true,
        DiscoveryAlgorithm.Pc => test is CiTest.ChiSquare or CiTest.GSquare,
        _ => false,
    };

    /// <summary>Does the method find an equivalence class?</summary>
    public static bool FindsClass(DiscoveryAlgorithm algorithm) => algorithm is DiscoveryAlgorithm.Pc or DiscoveryAlgorithm.Ges;

    /// <summary>Name on the wire.</summary>
    public static string NameOf(DiscoveryAlgorithm algorithm) => algorithm switch
    {
        DiscoveryAlgorithm.Notears => "notears",
        DiscoveryAlgorithm.Dagma => "dagma",
        DiscoveryAlgorithm.Pc => "pc",
        DiscoveryAlgorithm.Ges => "ges",
        DiscoveryAlgorithm.Lingam => "lingam",
        DiscoveryAlgorithm.Correlation => "correlation",
        _ => "auto",
    };
}
