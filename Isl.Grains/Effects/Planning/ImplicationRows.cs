using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;

namespace Isl.Grains.Effects.Planning;

/// <summary>The rows against which implied independences are tested: whole in every column that has a correlation.</summary>
internal static class ImplicationRows
{
    private const int Fewest = 5;

    /// <summary>The rows; null where there are too few.</summary>
    public static Dataset? Of(ColumnCatalog catalog, EffectQuestion question)
    {
        string[] names = [.. question.Graph.Nodes.Where(name => catalog.Has(name)
            && catalog.TroubleWith(name) is null
            && (!catalog.Column(name).IsCategory || catalog.Column(name).Levels.Length == 2))];
        if (names.Length < 2)
        {
            return null;
        }

        var columns = names.Select(name => catalog.Column(name).Values).ToList();
        int[] whole = [.. Enumerable.Range(0, catalog.Rows).Where(row => columns.TrueForAll(column => !double.IsNaN(column[row])))];
        return whole.Length < Fewest
            ? null
            : Dataset.Create([.. names], whole.Length, (at, cells) =>
            {
                for (var i = 0; i < whole.Length; i++)
                {
                    cells[i] = columns[at][whole[i]];
                }
            });
    }
}
