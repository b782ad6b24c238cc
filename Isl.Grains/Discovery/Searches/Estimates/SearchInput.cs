using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches.Estimates;

/// <summary>What a search looks at.</summary>
/// <param name="Variables">Names of the columns.</param>
/// <param name="Moments">Moments of the data, or of a resample.</param>
/// <param name="Data">The data themselves; null where the method needs the moments only.</param>
/// <param name="WithGaps">The data with the rows that lack values (NaN), for tests that use each row where they can; null where none are
/// lacking.</param>
internal sealed record SearchInput(ImmutableArray<string> Variables, DatasetMoments Moments, Dataset? Data, Dataset? WithGaps = null)
{
    /// <summary>Number of variables.</summary>
    public int Order => Variables.Length;

    /// <summary>A directed edge in the reader's names.</summary>
    public string Edge(int from, int to) => $"{Variables[from]} -> {Variables[to]}";

    /// <summary>Pairs in the reader's names, with a mark such as <c> - </c> between the two.</summary>
    public List<string> Pairs(IEnumerable<(int A, int B)> pairs, string mark) =>
        [.. pairs.Select(pair => $"{Variables[pair.A]}{mark}{Variables[pair.B]}")];

    /// <summary>Columns in the reader's names.</summary>
    public List<string> Names(IEnumerable<int> columns) => [.. columns.Select(column => Variables[column])];
}
