using Isl.Grains.Interfaces.Models;
using Isl.Grains.Numerics;

namespace Isl.Grains.Models.Distributions;

/// <summary>Distributions with their tables, shared by all simulations of a process and built once each. Safe for many threads.</summary>
public sealed class DistributionShelf
{
    private const long DefaultBytes = 64 << 20;
    private const int DefaultEntries = 10_000;

    private readonly BuiltOnce<DistributionSpec, Distribution> _held;

    /// <summary>An empty shelf.</summary>
    /// <param name="mostBytes">What the distributions on it may take together; the least recently used ones go.</param>
    /// <param name="mostEntries">How many there may be.</param>
    public DistributionShelf(long mostBytes = DefaultBytes, int mostEntries = DefaultEntries) =>
        _held = new BuiltOnce<DistributionSpec, Distribution>(mostBytes, mostEntries, distribution => distribution.Bytes);

    /// <summary>Distributions held.</summary>
    public int Count => _held.Count;

    /// <summary>The distribution of a specification; its table is built when it is first drawn from or prepared.</summary>
    /// <param name="specification">What it is.</param>
    /// <param name="cancellation">Stops waiting and building.</param>
    internal Distribution Get(DistributionSpec specification, CancellationToken cancellation) =>
        _held.Get(specification, (spec, _) => Distribution.Create(spec), cancellation);
}
