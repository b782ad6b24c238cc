using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Estimates;

/// <summary>What methods that find a class say about it alike.</summary>
internal static class ClassTraits
{
    /// <summary>The edges without a direction, where there are any.</summary>
    public static IEnumerable<Finding> Open(SearchInput input, Cpdag graph)
    {
        var open = graph.Undirected.ToList();
        return open.Count == 0 ? [] : [new OpenDirections(input.Pairs(open, " - "))];
    }

    /// <summary>Caveats of a search by score.</summary>
    /// <param name="input">The data.</param>
    /// <param name="graph">The class.</param>
    /// <param name="determined">Columns that their parents determine exactly.</param>
    /// <param name="passedOver">Operators that were not tried for want of room.</param>
    public static IEnumerable<Finding> OfScore(SearchInput input, Cpdag graph, ImmutableArray<int> determined, long passedOver) =>
    [
        .. Open(input, graph),
        .. determined.IsEmpty ? (Finding[])[] : [new DeterminedColumns(input.Names(determined))],
        .. passedOver == 0 ? (Finding[])[] : [new OperatorsPassedOver()],
        .. input.Moments.Rows / 2 < input.Order - 1 ? (Finding[])[new ParentsCapped(input.Moments.Rows / 2, input.Moments.Rows)] : [],
    ];
}
