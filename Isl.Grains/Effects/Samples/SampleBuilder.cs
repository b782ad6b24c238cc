using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>The rows used and what became of the others.</summary>
/// <param name="Data">The rows used.</param>
/// <param name="Dropped">Rows that are not used, and why.</param>
/// <param name="IsFilled">Were gaps filled?</param>
internal sealed record Sample(EstimationData Data, List<DroppedRows> Dropped, bool IsFilled);

/// <summary>Makes the sample of a question from its table.</summary>
internal static class SampleBuilder
{
    /// <summary>Most levels of a treatment.</summary>
    public const int MostArms = 20;

    /// <summary>Most cells that are copied into the sample's order; more are picked out of the table each time they are read.</summary>
    private const int MostCopied = 1 << 17;

    /// <summary>Makes it.</summary>
    /// <param name="catalog">The table.</param>
    /// <param name="question">The question.</param>
    /// <param name="covariates">What is adjusted for, in ordinal order.</param>
    /// <param name="others">Other columns that estimators use.</param>
    /// <param name="loose">Columns that are looked at besides; gaps in them leave no row out.</param>
    /// <param name="seed">Seed of the order of rows.</param>
    /// <exception cref="InputException">A column cannot be used, or no row is left.</exception>
    public static Sample Build(
        ColumnCatalog catalog,
        EffectQuestion question,
        IReadOnlyList<string> covariates,
        IReadOnlyList<string> others,
        IReadOnlyList<string> loose,
        long seed)
    {
        string[] roles = [question.Treatment, question.Outcome, .. others, .. question.Conditions, .. Optional(question.Weights?.Column)];
        if (question.Cluster is { } cluster)
        {
            roles = [.. roles, cluster];
        }

        var isFilling = question.Missing == EffectMissing.Indicator;
        string[] filled = isFilling ? [.. covariates.Where(name => !roles.Contains(name))] : [];
        string[] strict = [.. roles.Concat(covariates).Distinct().Where(name => !filled.Contains(name))];
        RefuseTrouble(catalog, strict.Concat(filled));
        var chosen = SampleRows.Choose(catalog, question, strict, filled);
        string[] used = [.. strict.Concat(filled).Order(StringComparer.Ordinal)];
        string[] besides = [.. used.Union(loose).Order(StringComparer.Ordinal)];

        // What is looked at besides orders equal rows only: it must not move the folds, and so the estimate.
        var rows = besides.Length > used.Length ? Ordered(catalog, question, chosen.Rows, besides, seed) : chosen.Rows;
        rows = Ordered(catalog, question, rows, used, seed);
        var choice = new RowChoice(rows);
        var columns = new Dictionary<string, DesignColumn>(StringComparer.Ordinal);
        foreach (var name in strict)
        {
            columns[name] = Levels.Compact(catalog.Column(name).Of(choice));
        }

        var flags = new Dictionary<string, DesignColumn>(StringComparer.Ordinal);
        foreach (var name in filled)
        {
            columns[name] = GapFilling.Fill(catalog.Column(name).Of(choice), Sampling(catalog, question, rows), flags);
        }

        foreach (var name in loose.Where(name => !columns.ContainsKey(name)))
        {
            columns[name] = catalog.Column(name).Of(choice);
        }

        var outcome = OutcomeReading.Read(columns[question.Outcome], question);
        var data = new EstimationData
        {
            Rows = rows.Length,
            Treatment = ReadTreatment(columns[question.Treatment]),
            Outcome = outcome,
            IsBinaryOutcome = Array.TrueForAll(outcome, value => value is 0 or 1),
            OutcomeName = question.Outcome,
            Covariates = [.. covariates.SelectMany(name => new[] { columns[name], flags.GetValueOrDefault(name) }.OfType<DesignColumn>())],
            Columns = columns,
            Weights = Sampling(catalog, question, rows),
            Clusters = question.Cluster is null ? [] : ClusterNumbers.Of(columns[question.Cluster].Values),
        };
        var isSmall = (long)rows.Length * columns.Count <= MostCopied;
        return new Sample(isSmall ? data.Copied() : data, chosen.Dropped, flags.Count > 0);
    }

    private static IEnumerable<string> Optional(string? name) => name is null ? [] : [name];

    private static double[] Sampling(ColumnCatalog catalog, EffectQuestion question, int[] rows)
    {
        if (question.Weights is not { Kind: WeightKind.Sampling } weights)
        {
            return [];
        }

        var all = catalog.Column(weights.Column).Values;
        return [.. rows.Select(row => all[row])];
    }

    private static void RefuseTrouble(ColumnCatalog catalog, IEnumerable<string> names)
    {
        InputError[] errors = [.. names.Distinct()
            .Select(catalog.TroubleWith)
            .OfType<string>()
            .Select(trouble => new InputError(SampleRows.Place, trouble))];
        if (errors.Length > 0)
        {
            throw new InputException([.. errors]);
        }
    }

    private static int[] Ordered(ColumnCatalog catalog, EffectQuestion question, int[] rows, string[] names, long seed)
    {
        var choice = new RowChoice(rows);
        var columns = names.Select(name => ContentOf(catalog, question, name, choice)).ToList();
        var order = RowOrder.Of(rows.Length, columns, seed);
        return [.. order.Select(at => rows[at])];
    }

    /// <summary>What a column says of a row's place: of sampling weights their order, for their scale means nothing.</summary>
    internal static ColumnCells ContentOf(ColumnCatalog catalog, EffectQuestion question, string name, RowChoice rows)
    {
        var column = catalog.Column(name).Of(rows);
        return question.Weights is { Kind: WeightKind.Sampling } weights && weights.Column == name
            ? ColumnCells.Of(RowOrder.Ranks(column.Values))
            : column.Cells;
    }

    private static TreatmentColumn ReadTreatment(DesignColumn column)
    {
        var values = column.Values;
        var distinct = column.IsCategory
            ? [.. Enumerable.Range(0, column.Levels.Length).Select(code => (double)code)]
            : Levels.Distinct(values);
        if (distinct.Length < 2)
        {
            var value = distinct.Length == 0 ? "nothing" : Levels.Text(Levels.Wire(column, distinct[0]));
            throw new InputException(
                "/treatment",
                $"Column '{column.Name}' holds {value} in every row used; an effect needs rows with another value of the treatment.");
        }

        if (column.IsCategory && distinct.Length > MostArms)
        {
            throw new InputException(
                "/treatment",
                $"Column '{column.Name}' has {distinct.Length} levels; a treatment has at most {MostArms}, so group them, or leave most rows out.");
        }

        if (!column.IsCategory && distinct.Length > 2)
        {
            return new TreatmentColumn(column.Name, values, [], []);
        }

        var codes = distinct.Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => pair.code);
        int[] arms = [.. values.Select(value => codes[value])];
        return new TreatmentColumn(
            column.Name, [.. arms.Select(arm => (double)arm)], arms, [.. distinct.Select(value => Levels.Wire(column, value))]);
    }
}
