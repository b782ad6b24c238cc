using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Estimates;

/// <summary>Finds a graph.</summary>
/// <param name="input">The data, or their moments where these suffice.</param>
/// <param name="question">The question.</param>
/// <param name="constraints">Prior knowledge, kept.</param>
/// <param name="factors">Row-major d×d factors of the evidence each edge needs, from sentences; null for none. Continuous methods read
/// them.</param>
/// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
internal delegate GraphEstimate SearchRun(
    SearchInput input,
    DiscoveryQuestion question,
    EdgeConstraints constraints,
    double[]? factors,
    WorkBudget budget);

/// <summary>What of the data a search must have at hand.</summary>
internal enum SearchNeed
{
    /// <summary>Rows and covariances: they are small, and travel to a worker in place of the data.</summary>
    Moments,

    /// <summary>The cells.</summary>
    Cells,

    /// <summary>The cells where its test of independence is one for categories or for mixed columns, else the moments.</summary>
    ByTest,
}

/// <summary>All that the rest of the house knows about an algorithm: one row of the table of searches.</summary>
internal sealed record SearchMethod
{
    /// <summary>The algorithm.</summary>
    public required DiscoveryAlgorithm Algorithm { get; init; }

    /// <summary>Runs it.</summary>
    public required SearchRun Run { get; init; }

    /// <summary>What it must have at hand.</summary>
    public SearchNeed Need { get; init; } = SearchNeed.Moments;

    /// <summary>Does it find an equivalence class, of which its graph is one member?</summary>
    public bool FindsClass { get; init; }

    /// <summary>Does it maximise a score, which is one for categories where columns are?</summary>
    public bool IsByScore { get; init; }

    /// <summary>
    /// Does it fit weights and keep those above a threshold? Then sentences enter it as factors, and the scaling of the columns matters.
    /// </summary>
    public bool IsContinuous { get; init; }

    /// <summary>Do its directions rest on noise that is independent of causes, so that they are open where it is not?</summary>
    public bool NeedsIndependentNoise { get; init; }

    /// <summary>Is it done in milliseconds whatever the data, so that it need not wait behind long fits?</summary>
    public bool IsQuick { get; init; }

    /// <summary>
    /// Seconds that a search of so many rows and columns takes, on the slow side: by this the gate refuses what would wait too long, before any
    /// search has shown how long it takes here. From the timings in docs/FIGURES.md, twice as much as there.
    /// </summary>
    public required Func<int, int, double> ExpectedSeconds { get; init; }

    /// <summary>The circuit that guards it (see <see cref="Interfaces.Resilience.CircuitNames"/>); null for none.</summary>
    public string? Circuit { get; init; }

    /// <summary>Its name on the wire.</summary>
    public string Name => Options.Name;

    /// <summary>Its name in sentences.</summary>
    public string Title => Options.Title;

    /// <summary>The options it has unless the caller says otherwise.</summary>
    public AlgorithmOptions Options => AlgorithmOptions.Of(Algorithm);

    /// <summary>Do the moments not suffice, so that the data must be where it runs?</summary>
    /// <param name="test">The test of independence, where it makes one.</param>
    public bool NeedsCells(CiTest? test) => Need switch
    {
        SearchNeed.Cells => true,
        SearchNeed.ByTest => test is CiTest.ChiSquare or CiTest.GSquare or CiTest.Mixed,
        _ => false,
    };
}
