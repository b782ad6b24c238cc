using System.Collections.Immutable;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;

namespace Isl.Grains.Sensitivity;

/// <summary>Populations at the ends of bounds, as they are told.</summary>
internal static class ModelParts
{
    /// <summary>Stands for the causes of what has none.</summary>
    public const string Always = "always";

    /// <summary>Most levels of an outcome whose populations are told level by level.</summary>
    public const int MostLevels = 10;

    /// <summary>Most parts told.</summary>
    private const int MostParts = 500;

    /// <summary>The parts of a population that has each type with a share.</summary>
    public static ImmutableArray<ModelPart> Of(
        double[] population, Func<int, IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> told) =>
    [
        .. population
            .Select((share, type) => (share, type))
            .Where(one => one.share > ResponseProgram.Rounding)
            .Select(one => new ModelPart(WireNumber.Round(one.share), told(one.type))),
    ];

    /// <summary>A population of units that are seen at a level of the treatment and would have had some outcome at another.</summary>
    /// <param name="parts">Share, level of the treatment, and the outcome at each level that is known.</param>
    /// <param name="data">The rows.</param>
    /// <param name="outcome">Name of the outcome.</param>
    /// <returns>The parts; null where there are too many to tell.</returns>
    public static ImmutableArray<ModelPart>? Of(
        IEnumerable<(double Share, int Treatment, (int Level, string Outcome)[] Outcomes)> parts, BoundsData data, string outcome)
    {
        ImmutableArray<ModelPart> told =
        [
            .. parts.Where(part => part.Share > ResponseProgram.Rounding).Take(MostParts + 1).Select(part => new ModelPart(
                WireNumber.Round(part.Share),
                new OrderedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
                {
                    [data.Treatment.Name] = new OrderedDictionary<string, string>(StringComparer.Ordinal)
                    {
                        [Always] = data.Treatment.Labels[part.Treatment],
                    },
                    [outcome] = new OrderedDictionary<string, string>(
                        part.Outcomes.OrderBy(one => one.Level).Select(one => KeyValuePair.Create(data.Treatment.At(one.Level), one.Outcome)),
                        StringComparer.Ordinal),
                })),
        ];
        return told.Length <= MostParts ? told : null;
    }
}
