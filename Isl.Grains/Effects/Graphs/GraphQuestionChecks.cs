using Isl.Grains.Effects.Planning;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Grains.Effects.Graphs;

/// <summary>Checks what a question over graphs asks, before any graph is sought.</summary>
internal static class GraphQuestionChecks
{
    /// <summary>Fewest rows of a search.</summary>
    private const int FewestRows = 10;

    /// <summary>Throws where the names, the treatment, the outcome, the weights or a column that is searched cannot be used.</summary>
    /// <exception cref="InputException">One cannot.</exception>
    public static void Check(ColumnCatalog catalog, EffectQuestion asked, long seed)
    {
        RoleChecks.Check(asked, catalog);
        InputError[] errors = [.. asked.Graph.Nodes.Select(name => Trouble(catalog, name, asked.Missing)).OfType<string>()
            .Select(text => new InputError(SampleRows.Place, text))];
        if (errors.Length > 0)
        {
            throw new InputException([.. errors]);
        }

        var sample = SampleBuilder.Build(catalog, asked, [], [], [], seed);
        if (TreatmentContrasts.Of(sample.Data.Treatment, asked).IsByLevel)
        {
            var levels = sample.Data.Treatment.Levels.Select(Levels.Text).ToList();
            throw new InputException(
                "/contrast",
                $"'{asked.Treatment}' has {levels.Count} levels, and over graphs one comparison is made at a time; send contrast, such as "
                    + $"{{\"from\": \"{levels[0]}\", \"to\": \"{levels[1]}\"}}.");
        }
    }

    /// <summary>Throws where too few rows are left to search, or a column holds one value in them.</summary>
    /// <exception cref="InputException">So it is.</exception>
    public static void Check(SearchRows rows, GraphSampler sampler, GraphEffectQuestion question)
    {
        if (rows.Data.Rows < FewestRows)
        {
            throw new InputException(
                SampleRows.Place,
                $"Only {rows.Data.Rows} rows without a missing value are left to search for graphs, and at least {FewestRows} are needed; "
                    + (question.Split ? "send split: false, or more rows." : "send more rows, or leave columns with gaps out by variable_names."));
        }

        InputError[] constant = [.. sampler.ConstantColumns.Select(name => new InputError(
            SampleRows.Place, $"Column '{name}' holds one value in every row searched, so it can have no edge; leave it out by variable_names."))];
        if (constant.Length > 0)
        {
            throw new InputException([.. constant]);
        }
    }

    private static string? Trouble(ColumnCatalog catalog, string name, EffectMissing missing)
    {
        if (catalog.TroubleWith(name) is { } trouble)
        {
            return trouble;
        }

        var levels = catalog.IsText(name) ? Levels.Distinct(catalog.Column(name).Values).Length : 0;
        if (levels > TableReading.MostCategories)
        {
            return $"Column '{name}' holds {levels} different texts, too many for a search among categories; leave it out by variable_names.";
        }

        var (row, count) = missing == EffectMissing.Refuse ? catalog.Gaps(name) : (0, 0);
        return count == 0
            ? null
            : $"Column '{name}' has {count} missing {(count == 1 ? "value" : "values")}, the first in row {row + 1}; fill them in, send missing: "
                + "drop_rows, or leave the column out by variable_names.";
    }
}
