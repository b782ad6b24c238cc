using System.Collections.Immutable;
using Isl.Grains.Discovery.Searches.Auto;
using Isl.Grains.Discovery.Searches.BestOrder;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.Discovery.Searches.Correlation;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Discovery.Searches.Order;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Resilience;

namespace Isl.Grains.Discovery.Searches;

/// <summary>The searches, one row an algorithm: what tells them apart stands here and nowhere else.</summary>
internal static class SearchTable
{
    /// <summary>All rows, in the order in which algorithms are listed to callers.</summary>
    public static ImmutableArray<SearchMethod> All { get; } =
    [
        new()
        {
            Algorithm = DiscoveryAlgorithm.Notears,
            ExpectedSeconds = (_, columns) => (columns > Notears.CarefulOrder ? 5e-6 : 2e-5) * Cube(columns),
            IsContinuous = true,
            Circuit = CircuitNames.NotearsDiscovery,
            Run = NotearsMethod.Run,
        },
        new()
        {
            Algorithm = DiscoveryAlgorithm.Pc,
            ExpectedSeconds = (rows, columns) => (5e-7 * Cube(columns)) + (2e-9 * rows * columns * columns),
            Need = SearchNeed.ByTest,
            FindsClass = true,
            Circuit = CircuitNames.PcDiscovery,
            Run = PcMethod.Run,
        },
        new()
        {
            Algorithm = DiscoveryAlgorithm.Ges,
            ExpectedSeconds = (_, columns) => 4e-6 * Cube(columns),
            FindsClass = true,
            IsByScore = true,
            Circuit = CircuitNames.GesDiscovery,
            Run = GesMethod.Run,
        },
        new()
        {
            Algorithm = DiscoveryAlgorithm.Lingam,
            ExpectedSeconds = (rows, columns) => 3e-9 * rows * Cube(columns),
            Need = SearchNeed.Cells,
            NeedsIndependentNoise = true,
            Circuit = CircuitNames.LingamDiscovery,
            Run = LingamMethod.Run,
        },
        new()
        {
            Algorithm = DiscoveryAlgorithm.Dagma,
            ExpectedSeconds = (_, columns) => 4e-6 * Cube(columns),
            IsContinuous = true,
            Circuit = CircuitNames.DagmaDiscovery,
            Run = DagmaMethod.Run,
        },
        new()
        {
            // Everything falls back on it: it costs little, and nothing guards it.
            Algorithm = DiscoveryAlgorithm.Correlation,
            ExpectedSeconds = (rows, columns) => 1e-8 * (rows + columns) * columns * columns,
            IsQuick = true,
            Run = CorrelationMethod.Run,
        },
        new()
        {
            Algorithm = DiscoveryAlgorithm.Boss,
            ExpectedSeconds = (_, columns) => 1e-5 * Cube(columns),
            FindsClass = true,
            IsByScore = true,
            Circuit = CircuitNames.BossDiscovery,
            Run = BossMethod.Run,
        },
        new()
        {
            // It begins with GES unless the data are categories or have very many columns, so the circuit of GES guards it.
            Algorithm = DiscoveryAlgorithm.Auto,
            ExpectedSeconds = (rows, columns) => (1e-5 + (3e-9 * rows)) * Cube(columns),
            Need = SearchNeed.Cells,
            Circuit = CircuitNames.GesDiscovery,
            Run = (input, question, constraints, _, budget) => AutoMethod.Run(Of, input, question, constraints, budget),
        },
    ];

    /// <summary>The row of an algorithm.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It has none.</exception>
    public static SearchMethod Of(DiscoveryAlgorithm algorithm) =>
        All.FirstOrDefault(row => row.Algorithm == algorithm)
        ?? throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No search of this kind.");

    private static double Cube(int columns) => (double)columns * columns * columns;
}
