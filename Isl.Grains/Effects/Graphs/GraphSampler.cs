using Isl.Grains.Data;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Discovery.Resampling;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Numerics;

namespace Isl.Grains.Effects.Graphs;

/// <summary>Searches the graph of a table and of its resamples.</summary>
/// <remarks>
/// Source of the resamples: Efron &amp; Tibshirani (1993), chapter 6; of whole clusters, Davison &amp; Hinkley (1997), section 3.8.
/// </remarks>
internal sealed class GraphSampler
{
    /// <summary>Where the settings of a search stand in a request.</summary>
    private const string Place = "/discover";

    private readonly SearchRows _rows;
    private readonly DiscoveryQuestion _search;
    private readonly SearchMethod _method;
    private readonly DatasetMoments _moments;
    private readonly long _seed;
    private readonly WorkBudget _budget;

    /// <summary>Prepares a table.</summary>
    /// <exception cref="InputException">Prior knowledge contradicts itself or names what is no column.</exception>
    public GraphSampler(SearchRows rows, DiscoveryQuestion search, long seed, WorkBudget budget)
    {
        (_rows, _search, _seed, _budget) = (rows, search, seed, budget);
        _method = SearchTable.Of(search.Algorithm);
        _moments = DatasetMoments.Of(rows.Data, budget.Cancellation);
        Constraints = Placed(() => PriorConstraints.Resolve(search.Prior, rows.Data.Variables));
    }

    /// <summary>Prior knowledge by index.</summary>
    public EdgeConstraints Constraints { get; }

    /// <summary>The columns with one value.</summary>
    public IEnumerable<string> ConstantColumns =>
        _rows.Data.Variables.Where((_, column) => _moments.Deviations[column] == 0);

    /// <summary>The test that a search settles on by the whole table, so that every resample is tested alike.</summary>
    public CiTest Test => _search.Algorithm == DiscoveryAlgorithm.Pc ? PcMethod.TestFor(_search, _rows.Data) : _search.CiTest;

    /// <summary>Searches the whole table.</summary>
    public GraphEstimate SearchAll() => Run(new SearchInput(_rows.Data.Variables, _moments, _rows.Data));

    /// <summary>Searches a resample; null where a column of it is constant, or the arithmetic breaks down on it.</summary>
    /// <param name="number">Its number: its draws are those of seed and number.</param>
    public GraphEstimate? SearchResample(int number)
    {
        var input = Resample(number);
        if (input.Moments.HasConstantColumn)
        {
            return null;
        }

        try
        {
            return Run(input);
        }
        catch (IslException e) when (e.Code == ErrorCode.NumericalFailure)
        {
            return null;
        }
    }

    private GraphEstimate Run(SearchInput input) => Placed(() => _method.Run(input, _search, Constraints, null, _budget));

    private SearchInput Resample(int number)
    {
        var data = _rows.Data;
        if (_rows.Clusters.Length > 0)
        {
            var drawn = BootstrapRows.Counts(_seed, number, _rows.Clusters.Max() + 1);
            var taken = Take(data, [.. _rows.Clusters.Select(cluster => drawn[cluster])]);
            return new SearchInput(data.Variables, DatasetMoments.Of(taken, _budget.Cancellation), taken);
        }

        var counts = BootstrapRows.Counts(_seed, number, data.Rows);
        var moments = DatasetMoments.Resampled(data, counts, _moments, _budget.Cancellation);
        return new SearchInput(data.Variables, moments, _method.NeedsCells(_search.CiTest) ? BootstrapRows.Take(data, counts) : null);
    }

    /// <summary>Rows as often as counted; in resamples of clusters they are not as many as before.</summary>
    private static Dataset Take(Dataset data, int[] counts) => Dataset.Create(data.Variables, counts.Sum(), (column, cells) =>
    {
        var all = data.Column(column);
        var at = 0;
        for (var row = 0; row < counts.Length; row++)
        {
            cells.Slice(at, counts[row]).Fill(all[row]);
            at += counts[row];
        }
    });

    private static T Placed<T>(Func<T> search)
    {
        try
        {
            return search();
        }
        catch (InputException e)
        {
            throw new InputException([.. e.Errors.Select(error => error with { Path = Place + error.Path })]);
        }
    }
}
