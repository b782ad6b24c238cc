namespace Isl.Grains.Interfaces.Answering;

// Workers of one silo, always on the silo of the grain that calls them. The work itself never leaves the process: what is passed is its
// number there. They exist so that the dashboard shows by name what the silos compute, how often and how long.

/// <summary>Fits by continuous optimisation: NOTEARS and DAGMA, their resamples included. Any key will do.</summary>
[Alias("isl.notears-worker")]
public interface INotearsWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Runs a piece of work that waits in this process.</summary>
    [Alias("fit"), ResponseTimeout("01:00:00")]
    Task Fit(long work);
}

/// <summary>Searches for graphs by tests, scores and orders: PC, GES, DirectLiNGAM and what is like them. Any key will do.</summary>
[Alias("isl.search-worker")]
public interface ISearchWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Runs a piece of work that waits in this process.</summary>
    [Alias("search"), ResponseTimeout("01:00:00")]
    Task Search(long work);
}

/// <summary>Simulates structural models. Any key will do.</summary>
[Alias("isl.monte-carlo-worker")]
public interface IMonteCarloWorkerGrain : IGrainWithIntegerKey
{
    /// <summary>Runs a piece of work that waits in this process.</summary>
    [Alias("simulate"), ResponseTimeout("01:00:00")]
    Task Simulate(long work);
}
