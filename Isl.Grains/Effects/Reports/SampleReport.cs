using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Effects.Reports;

/// <summary>The rows, as they stand in the answer.</summary>
internal static class SampleReport
{
    /// <summary>Writes it.</summary>
    public static EffectSample Of(
        ColumnCatalog catalog, EffectQuestion question, EstimationData data, IEnumerable<DroppedRows> dropped, ContrastPlan? contrast)
    {
        var treatment = data.Treatment;
        var single = contrast is { IsByLevel: false } && treatment.HasArms ? contrast.Pairs[0] : (ArmPair?)null;
        return new EffectSample
        {
            Rows = catalog.Rows,
            Used = data.Rows,
            Treated = single is { } pair ? treatment.Arms.Count(arm => arm == pair.To) : null,
            Control = single is { } other ? treatment.Arms.Count(arm => arm == other.From) : null,
            ByLevel = treatment.Levels.Length > 2
                ? [.. treatment.Levels.Select((level, arm) => new LevelCount(level, treatment.Arms.Count(own => own == arm)))]
                : null,
            Clusters = data.Clusters.Length > 0 ? data.Clusters.Max() + 1 : null,
            EffectiveSize = data.Weights.Length > 0
                ? Finite.Of(data.TotalWeight * data.TotalWeight / data.Weights.Sum(weight => weight * weight))
                : null,
            Dropped = [.. dropped],
            Ignored = Ignored(catalog, question),
        };
    }

    private static ImmutableArray<string> Ignored(ColumnCatalog catalog, EffectQuestion question)
    {
        CausalGraph graph = question.Graph;
        return [.. catalog.Names
            .Where(name => graph.IndexOf(name) < 0
                && name != question.Weights?.Column
                && name != question.Cluster
                && !question.Conditions.Contains(name))
            .Order(StringComparer.Ordinal)];
    }
}
