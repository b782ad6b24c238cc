using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects.Samples;

/// <summary>Which rows of a table are used, and how often.</summary>
/// <param name="Rows">Rows of the table; one with a frequency stands there as often as that.</param>
/// <param name="Dropped">Rows that are not used, and why.</param>
internal sealed record SampleRows(int[] Rows, List<DroppedRows> Dropped)
{
    /// <summary>Where mistakes in the table are reported.</summary>
    public const string Place = "/data";

    /// <summary>Most rows that frequencies may stand for: estimators see each of them.</summary>
    private const long MostRepeated = 500_000;

    /// <summary>Chooses the rows.</summary>
    /// <param name="catalog">The table.</param>
    /// <param name="question">The question.</param>
    /// <param name="strict">Columns in which a gap leaves the row out.</param>
    /// <param name="filled">Columns in which a gap is filled.</param>
    /// <exception cref="InputException">Values are missing and refused, weights are flawed, or no row is left.</exception>
    public static SampleRows Choose(ColumnCatalog catalog, EffectQuestion question, IReadOnlyList<string> strict, IReadOnlyList<string> filled)
    {
        if (question.Missing == EffectMissing.Refuse)
        {
            RefuseGaps(catalog, [.. strict, .. filled]);
        }

        var weights = question.Weights is { } column ? catalog.Column(column.Column).Values : null;
        if (question.Weights is { } weighed)
        {
            CheckWeights(weighed, weights!);
        }

        var isWhole = new bool[catalog.Rows];
        isWhole.AsSpan().Fill(true);
        var gappy = strict.Where(name => MarkGaps(catalog.Column(name).Cells.Kept, isWhole)).Order(StringComparer.Ordinal).ToList();
        var (rows, missing, zero) = (new List<int>(catalog.Rows), 0, 0);
        for (var row = 0; row < catalog.Rows; row++)
        {
            if (!isWhole[row])
            {
                missing++;
                continue;
            }

            var times = weights is null ? 1 : question.Weights!.Kind == WeightKind.Frequency ? (int)weights[row] : weights[row] > 0 ? 1 : 0;
            zero += times == 0 ? 1 : 0;
            for (var i = 0; i < times; i++)
            {
                rows.Add(row);
            }
        }

        var dropped = new List<DroppedRows>();
        if (missing > 0)
        {
            dropped.Add(new DroppedRows("missing", missing, [.. gappy]));
        }

        if (zero > 0)
        {
            dropped.Add(new DroppedRows("weight_zero", zero, [question.Weights!.Column]));
        }

        return rows.Count > 0
            ? new SampleRows([.. rows], dropped)
            : throw new InputException(
                Place,
                $"No row has a value in every column used ({string.Join(", ", gappy.Take(10))}); fill them in, or take columns out of the question.");
    }

    private static bool MarkGaps(ReadOnlySpan<double> values, bool[] isWhole)
    {
        var found = false;
        for (var row = 0; row < values.Length; row++)
        {
            if (double.IsNaN(values[row]))
            {
                (found, isWhole[row]) = (true, false);
            }
        }

        return found;
    }

    private static void RefuseGaps(ColumnCatalog catalog, IEnumerable<string> columns)
    {
        var errors = new List<InputError>();
        foreach (var name in columns.Distinct().Order(StringComparer.Ordinal))
        {
            var (row, count) = catalog.Gaps(name);
            if (count > 0)
            {
                errors.Add(new InputError(
                    Place,
                    $"Column '{name}' has {count} missing {(count == 1 ? "value" : "values")}, the first in row {row + 1}; fill them in, or send "
                    + "missing: drop_rows to leave out such rows, or indicator to fill covariates and flag them."));
            }
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }

    private static void CheckWeights(WeightColumn column, double[] weights)
    {
        var errors = new List<InputError>();
        var isFrequency = column.Kind == WeightKind.Frequency;
        var row = Array.FindIndex(weights, weight => weight < 0 || (isFrequency && weight != Math.Floor(weight)));
        if (row >= 0)
        {
            errors.Add(new InputError(
                "/weights",
                weights[row] < 0
                    ? $"Column '{column.Column}' holds the negative weight {weights[row]} in row {row + 1}; weights are 0 or more."
                    : $"Column '{column.Column}' holds {weights[row]} in row {row + 1}; frequencies are whole numbers, other weights are kind: "
                        + "sampling."));
        }

        var sum = weights.Where(weight => !double.IsNaN(weight)).Sum();
        if (errors.Count == 0 && sum == 0)
        {
            errors.Add(new InputError("/weights", $"Every weight in column '{column.Column}' is 0; at least one row must count."));
        }
        else if (errors.Count == 0 && isFrequency && sum > MostRepeated)
        {
            errors.Add(new InputError(
                "/weights",
                $"The frequencies in column '{column.Column}' sum to {sum}; at most {MostRepeated} rows are taken, so divide them and send "
                + "kind: sampling."));
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }
}
