using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Sensitivity;

namespace Isl.Grains.Sensitivity;

/// <summary>A column of levels.</summary>
/// <param name="Name">The column.</param>
/// <param name="Values">Its levels as numbers, ascending.</param>
/// <param name="Labels">They in words.</param>
/// <param name="Codes">The level of each row.</param>
internal sealed record LevelColumn(string Name, ImmutableArray<double> Values, ImmutableArray<string> Labels, int[] Codes)
{
    /// <summary>Number of levels.</summary>
    public int Count => Values.Length;

    /// <summary><c>X=1</c>.</summary>
    public string At(int level) => $"{Name}={Labels[level]}";
}

/// <summary>The rows that bounds are computed from.</summary>
internal sealed class BoundsData
{
    /// <summary>Where a question on bounds stands in the request.</summary>
    public const string Place = "/bounds";

    /// <summary>Most levels of a treatment, an instrument, a covariate or a node.</summary>
    public const int MostLevels = 20;

    private readonly Dataset _data;
    private readonly BoundsQuestion _question;
    private readonly int[] _rows;

    /// <summary>Reads the rows.</summary>
    /// <exception cref="InputException">A column is missing, or its values do not suit.</exception>
    public BoundsData(BoundsQuestion question, Dataset data)
    {
        (_data, _question) = (data, question);
        var weights = question.Weight is { } name ? Cells(name, $"{Place}/weight") : null;
        if (weights is not null && Array.FindIndex(weights, weight => !(weight >= 0)) is >= 0 and var wrong)
        {
            throw new InputException(
                $"{Place}/weight",
                $"Row {wrong} has the weight {weights[wrong].ToString(CultureInfo.InvariantCulture)}; a weight is 0 or more.");
        }

        _rows = [.. Enumerable.Range(0, data.Rows).Where(row => weights is null || weights[row] > 0)];
        if (_rows.Length == 0)
        {
            throw new InputException($"{Place}/weight", "All weights are 0; give at least one that is above 0.");
        }

        var total = weights is null ? _rows.Length : _rows.Sum(row => weights[row]);
        if (!double.IsFinite(total))
        {
            throw new InputException($"{Place}/weight", "The weights add up to more than a double holds; scale them down.");
        }

        Shares = [.. _rows.Select(row => (weights is null ? 1 : weights[row]) / total)];
        Treatment = Levels(question.Treatment, $"{Place}/treatment");
        OutcomeLabels = Text(question.Outcome) is { } labels ? labels : [];
        Outcome = ReadOutcome();
        (From, To) = Contrast();
    }

    /// <summary>Share of the units that each row stands for; sum 1.</summary>
    public double[] Shares { get; }

    /// <summary>The treatment.</summary>
    public LevelColumn Treatment { get; }

    /// <summary>The outcome; 0 and 1 where it is a text of two levels.</summary>
    public double[] Outcome { get; }

    /// <summary>Words for 0 and 1, where the outcome is a text.</summary>
    public ImmutableArray<string> OutcomeLabels { get; }

    /// <summary>Level that is compared with.</summary>
    public int From { get; }

    /// <summary>Level whose effect is asked for.</summary>
    public int To { get; }

    /// <summary>A column of levels.</summary>
    /// <exception cref="InputException">It is missing, or has one level or too many.</exception>
    public LevelColumn Levels(string name, string place)
    {
        var cells = Cells(name, place);
        double[] values = [.. _rows.Select(row => cells[row])];
        ImmutableArray<double> levels = [.. values.Distinct().Order()];
        if (levels.Length is < 2 or > MostLevels)
        {
            throw new InputException(
                place,
                levels.Length < 2
                    ? $"'{name}' has the same value in every row; at least two levels are needed."
                    : $"'{name}' has {levels.Length} different values; up to {MostLevels} levels are taken, so group them first.");
        }

        var texts = Text(name);
        return new LevelColumn(
            name,
            levels,
            [.. levels.Select((value, i) => texts is { } known && value >= 0 && value < known.Length ? known[(int)value] : Number(value))],
            [.. values.Select(value => levels.BinarySearch(value))]);
    }

    /// <summary>Whether the table has a column.</summary>
    public bool Has(string name) => _data.Variables.Contains(name);

    /// <summary>A number as a level is called.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private double[] Cells(string name, string place)
    {
        var column = _data.Variables.IndexOf(name);
        if (column < 0)
        {
            throw new InputException(
                place, $"The table has no column '{name}'; its columns are {string.Join(", ", _data.Variables.Take(10))}.");
        }

        var cells = _data.Column(column).ToArray();
        for (var row = 0; row < cells.Length; row++)
        {
            if (!double.IsFinite(cells[row]))
            {
                throw new InputException(place, $"Row {row} of '{name}' is empty; fill it or leave the row out.");
            }
        }

        return cells;
    }

    private ImmutableArray<string>? Text(string name) => _question.Reading.Of(name) is { IsText: true, Labels: var labels }
        ? [.. labels.OrderBy(label => label.Code).Select(label => label.Text)]
        : null;

    private double[] ReadOutcome()
    {
        const string place = $"{Place}/outcome";
        var cells = Cells(_question.Outcome, place);
        double[] values = [.. _rows.Select(row => cells[row])];
        var distinct = values.Distinct().Count();
        if (distinct < 2 && _question.OutcomeRange is null)
        {
            throw new InputException(
                place, $"'{_question.Outcome}' has the same value in every row; give outcome_range, the values that it can have.");
        }

        if (_question.OutcomeRange is var (least, greatest) && values.FirstOrDefault(value => value < least || value > greatest, double.NaN) is
            { } outside && !double.IsNaN(outside))
        {
            throw new InputException(
                $"{Place}/outcome_range",
                $"'{_question.Outcome}' is {Number(outside)} in a row, outside of {Number(least)} to {Number(greatest)}; widen the range.");
        }

        return !OutcomeLabels.IsEmpty && OutcomeLabels.Length > 2
            ? throw new InputException(
                place, $"'{_question.Outcome}' is a text of {OutcomeLabels.Length} levels; bounds need numbers, or two levels.")
            : values;
    }

    private (int From, int To) Contrast()
    {
        const string place = $"{Place}/contrast";
        if (_question.From is null && _question.To is null && Treatment.Count == 2)
        {
            return (0, 1);
        }

        if (_question.From is null || _question.To is null)
        {
            throw new InputException(
                place,
                $"'{Treatment.Name}' has {Treatment.Count} levels; say which are compared, such as {{\"from\": \"{Treatment.Labels[0]}\", "
                + $"\"to\": \"{Treatment.Labels[^1]}\"}}.");
        }

        var (from, to) = (Find(_question.From, $"{place}/from"), Find(_question.To, $"{place}/to"));
        return from != to ? (from, to) : throw new InputException(place, "Both levels are the same; compare two different ones.");
    }

    private int Find(string level, string place)
    {
        var at = Treatment.Labels.IndexOf(level);
        if (at < 0 && double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            at = Treatment.Values.IndexOf(number);
        }

        return at >= 0
            ? at
            : throw new InputException(
                place, $"'{Treatment.Name}' has no level '{level}'; its levels are {string.Join(", ", Treatment.Labels)}.");
    }
}
