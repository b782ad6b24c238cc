using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;

namespace Isl.Grains.Effects.Planning;

/// <summary>Columns with few enough levels to count combinations of them.</summary>
internal static class Countable
{
    /// <summary>Most combinations of levels.</summary>
    public const long MostCells = 100_000;

    /// <summary>Most values of a number that is counted by.</summary>
    private const int MostValues = 50;

    /// <summary>Whether all of a list of columns can be counted by.</summary>
    public static Func<ImmutableArray<string>, bool> By(ColumnCatalog catalog)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        return names =>
        {
            var cells = 1L;
            foreach (var name in names)
            {
                if (!known.TryGetValue(name, out var levels))
                {
                    levels = !catalog.Has(name) ? int.MaxValue : Levels.Distinct(catalog.Column(name).Values).Length;
                    known[name] = levels = !catalog.Has(name) || (levels > MostValues && !catalog.Column(name).IsCategory) ? int.MaxValue : levels;
                }

                cells = levels == int.MaxValue ? long.MaxValue : cells * levels;
                if (cells > MostCells)
                {
                    return false;
                }
            }

            return true;
        };
    }
}
