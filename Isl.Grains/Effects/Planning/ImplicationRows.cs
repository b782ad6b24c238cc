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

        var columns = names.Select(name => catalog.Column(name).Cells).ToList();
        var isWhole = new bool[catalog.Rows];
        isWhole.AsSpan().Fill(true);
        columns.ForEach(column => MarkGaps(column.Kept, isWhole));
        int[] whole = [.. Enumerable.Range(0, catalog.Rows).Where(row => isWhole[row])];
        return whole.Length < Fewest
            ? null
            : Dataset.Create([.. names], whole.Length, (at, cells) =>
            {
                var column = columns[at].Kept;
                for (var i = 0; i < whole.Length; i++)
                {
                    cells[i] = column[whole[i]];
                }
            });
    }

    private static void MarkGaps(ReadOnlySpan<double> column, bool[] isWhole)
    {
        for (var row = 0; row < column.Length; row++)
        {
            isWhole[row] &= !double.IsNaN(column[row]);
        }
    }
}
