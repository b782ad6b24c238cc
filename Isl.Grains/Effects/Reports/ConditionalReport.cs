using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.Effects.Estimators;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;
using Isl.Grains.Words.Effects;

namespace Isl.Grains.Effects.Reports;

/// <summary>Effects among the rows with given values of the conditions.</summary>
internal static class ConditionalReport
{
    private const int MostCells = 400;
    private const int FewestInArm = 10;
    private const int Parts = 5;

    /// <summary>The cells of the conditions.</summary>
    /// <exception cref="InputException">There are too many of them.</exception>
    public static List<ConditionCell> Cells(EstimationData data, ImmutableArray<string> conditions)
    {
        var labels = conditions.Select(name => ConditionLabels.Of(data.Columns[name], Parts)).ToList();
        var cells = new SortedDictionary<string, ConditionCell>(StringComparer.Ordinal);
        for (var i = 0; i < data.Rows; i++)
        {
            var row = i;
            var key = string.Join(' ', labels.Select(label => $"{label.Codes[row]:D6}"));
            if (!cells.TryGetValue(key, out var cell))
            {
                if (cells.Count == MostCells)
                {
                    throw new InputException(
                        "/conditions", $"The conditions have more than {MostCells} combinations of levels; give fewer of them, or group levels.");
                }

                cells[key] = cell = new ConditionCell([], conditions
                    .Select((name, at) => (name, JsonSerializer.SerializeToElement(labels[at].Levels[labels[at].Codes[row]], IslJson.Options)))
                    .ToDictionary(pair => pair.name, pair => pair.Item2, StringComparer.Ordinal));
            }

            cell.Rows.Add(i);
        }

        return [.. cells.Values];
    }

    /// <summary>The effects of one estimator.</summary>
    public static List<ConditionalEffect> Of(EstimationContext context, string id, EffectScores scores, List<ConditionCell> cells) =>
        [.. cells.Select(cell => Effect(context, id, scores, cell).Effect)];

    /// <summary>Are the effects of one estimator all the same? Null with fewer than two.</summary>
    public static HeterogeneityTest? Heterogeneity(EstimationContext context, EffectScores scores, List<ConditionCell> cells)
    {
        var effects = cells.Select(cell => Effect(context, "", scores, cell)).Where(one => one.Effect.StandardError > 0).ToList();
        if (effects.Count < 2)
        {
            return null;
        }

        var covariance = RowSums.Covariance([.. effects.Select(one => one.Contributions)], context.Data.Clusters);
        var m = effects.Count - 1;
        var (differences, spread) = (new double[m], new double[m * m]);
        for (var i = 0; i < m; i++)
        {
            differences[i] = effects[i + 1].Effect.Value!.Value - effects[0].Effect.Value!.Value;
            for (var j = 0; j < m; j++)
            {
                spread[(i * m) + j] = At(i + 1, j + 1) - At(i + 1, 0) - At(0, j + 1) + At(0, 0);
            }
        }

        return WaldTest.Of(differences, spread) is { } test
            ? new HeterogeneityTest(Finite.Of(test.Statistic) ?? 0, m, Finite.Of(test.PValue) ?? 1)
            : null;

        double At(int i, int j) => covariance[(i * effects.Count) + j];
    }

    private static (ConditionalEffect Effect, double[] Contributions) Effect(
        EstimationContext context, string id, EffectScores scores, ConditionCell cell)
    {
        var data = context.Data;
        var contributions = new double[data.Rows];
        var few = Few(data, context.Contrast.Pairs[0], cell);
        var (above, below) = (0.0, 0.0);
        foreach (var row in cell.Rows)
        {
            above += data.Weight(row) * scores.Numerator[row];
            below += data.Weight(row) * scores.Denominator[row];
        }

        if (few is not null || !(Math.Abs(below) > 0))
        {
            return (new ConditionalEffect { Estimator = id, N = cell.Rows.Count, Values = cell.Values, Reason = few?.Text }, contributions);
        }

        var value = above / below;
        var factor = Math.Sqrt(cell.Rows.Count / (cell.Rows.Count - 1.0)) / below;
        foreach (var row in cell.Rows)
        {
            contributions[row] = data.Weight(row) * (scores.Numerator[row] - (value * scores.Denominator[row])) * factor;
        }

        var error = Math.Sqrt(RowSums.Variance(contributions, data.Clusters));
        var width = Tails.TwoSided(context.ConfidenceLevel) * error;
        return (
            new ConditionalEffect
            {
                Estimator = id,
                Value = Finite.Of(value),
                StandardError = Finite.Of(error),
                Interval = new EffectInterval(Finite.Of(value - width), Finite.Of(value + width), context.ConfidenceLevel),
                N = cell.Rows.Count,
                Values = cell.Values,
            },
            contributions);
    }

    private static FewRowsInCell? Few(EstimationData data, ArmPair pair, ConditionCell cell)
    {
        if (!data.Treatment.HasArms)
        {
            return cell.Rows.Count < FewestInArm ? new FewRowsInCell(cell.Rows.Count, FewestInArm) : null;
        }

        var least = Math.Min(
            cell.Rows.Count(row => data.Treatment.Arms[row] == pair.From), cell.Rows.Count(row => data.Treatment.Arms[row] == pair.To));
        return least < FewestInArm ? new FewRowsInCell(least, FewestInArm) : null;
    }
}

/// <summary>The rows with given values of the conditions.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Values">The values by variable.</param>
internal sealed record ConditionCell(List<int> Rows, Dictionary<string, JsonElement> Values);
