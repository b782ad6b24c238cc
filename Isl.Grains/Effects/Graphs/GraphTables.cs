using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Graphs;

/// <summary>What the search for graphs sees of a table.</summary>
/// <param name="Data">Rows without a gap, in an order that depends on their content and the seed alone; columns in ordinal order.</param>
/// <param name="Clusters">The number of each row's cluster; empty without clusters.</param>
/// <param name="LeftOut">Rows left out for a gap.</param>
internal sealed record SearchRows(Dataset Data, int[] Clusters, int LeftOut);

/// <summary>Divides the table of a question over graphs between search and estimates.</summary>
/// <remarks>Where one half chooses the graph and the other gives the number, the halves are by row content, whole clusters on one side.</remarks>
internal static class GraphTables
{
    /// <summary>The rows that the search sees.</summary>
    public static SearchRows ForSearch(Dataset data, GraphEffectQuestion question, long seed)
    {
        var asked = question.Effect;
        var catalog = new ColumnCatalog(data, asked.Reading, asked.Kinds);
        var columns = asked.Graph.Nodes.Select(name => catalog.Column(name).Values).ToList();
        var (rows, clusters) = Ordered(catalog, question, seed);
        int[] mine = [.. Enumerable.Range(0, rows.Length).Where(at => !question.Split || IsForSearch(at, clusters))];
        int[] whole = [.. mine.Where(at => columns.TrueForAll(column => !double.IsNaN(column[rows[at]])))];
        var table = Dataset.Create(asked.Graph.Nodes, whole.Length, (column, cells) =>
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = columns[column][rows[whole[i]]];
            }
        });
        return new SearchRows(
            table, clusters.Length == 0 ? [] : ClusterNumbers.Of([.. whole.Select(at => (double)clusters[at])]), mine.Length - whole.Length);
    }

    /// <summary>The rows that the estimators see, and the question about them.</summary>
    public static (Dataset Data, EffectQuestion Question) ForEffects(Dataset data, GraphEffectQuestion question, long seed)
    {
        var asked = question.Effect;
        if (!question.Split)
        {
            return (data, asked);
        }

        var catalog = new ColumnCatalog(data, asked.Reading, asked.Kinds);
        var (rows, clusters) = Ordered(catalog, question, seed);
        int[] mine = [.. Enumerable.Range(0, rows.Length).Where(at => !IsForSearch(at, clusters)).Select(at => rows[at])];
        var half = Dataset.Create(data.Variables, mine.Length, (column, cells) =>
        {
            var all = data.Column(column);
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = all[mine[i]];
            }
        });
        return (half, asked.Weights?.Kind == WeightKind.Frequency ? asked with { Weights = null } : asked);
    }

    private static bool IsForSearch(int at, int[] clusters) => (clusters.Length == 0 ? at : clusters[at]) % 2 == 0;

    /// <summary>All rows in an order of their content, one with a frequency as often as that, and the number of each one's cluster.</summary>
    private static (int[] Rows, int[] Clusters) Ordered(ColumnCatalog catalog, GraphEffectQuestion question, long seed)
    {
        var asked = question.Effect;
        var frequencies = asked.Weights is { Kind: WeightKind.Frequency } weights ? catalog.Column(weights.Column).Values : null;
        int[] rows = [.. Enumerable.Range(0, catalog.Rows)
            .SelectMany(row => Enumerable.Repeat(row, frequencies is null ? 1 : Math.Max((int)frequencies[row], 0)))];
        var choice = new RowChoice(rows);
        IEnumerable<string> names = [.. asked.Graph.Nodes, .. asked.Conditions, .. Named(asked.Cluster), .. Named(asked.Weights?.Column)];
        var columns = names.Distinct().Order(StringComparer.Ordinal).Where(name => frequencies is null || name != asked.Weights!.Column)
            .Select(name => SampleBuilder.ContentOf(catalog, asked, name, choice))
            .ToList();
        var order = RowOrder.Of(rows.Length, columns, seed);
        int[] ordered = [.. order.Select(at => rows[at])];
        return (ordered, asked.Cluster is { } cluster ? ClusterNumbers.Of(catalog.Column(cluster).Of(ordered).Values) : []);
    }

    private static ImmutableArray<string> Named(string? name) => name is null ? [] : [name];
}
