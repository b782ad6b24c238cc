using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects;

/// <summary>Checks that a design can be fitted.</summary>
internal static class DesignChecks
{
    private const int MostColumns = 2_000;
    private const long MostCells = 50_000_000;

    /// <summary>Throws where the design is too wide or too large, or the rows are too few for it.</summary>
    /// <exception cref="InputException">They are.</exception>
    public static void Check(EstimationData data)
    {
        var width = DesignMatrix.Width(data.Covariates) + Math.Max(data.Treatment.Levels.Length - 1, 1);
        var widest = data.Covariates.Where(column => column.IsCategory).MaxBy(column => column.Levels.Length);
        var errors = new List<InputError>();
        if (data.Clusters.Length > 0 && data.Clusters.Max() < 1)
        {
            errors.Add(new InputError("/cluster", "All rows used are in one cluster; errors by cluster need at least 2, better 20."));
        }

        foreach (var column in data.Covariates.Where(column => column.IsCategory && column.Levels.Length >= data.Rows))
        {
            errors.Add(new InputError(
                SampleRows.Place,
                $"Column '{column.Name}' has {column.Levels.Length} levels in {data.Rows} rows, one for each row: no two rows can be compared. "
                    + $"Leave it "
                + "out of the adjustment set, or group its levels."));
        }

        var hint = widest is null ? "adjust for fewer variables" : $"group the {widest.Levels.Length} levels of '{widest.Name}'";
        if (errors.Count == 0 && width > MostColumns)
        {
            errors.Add(new InputError(SampleRows.Place, $"The design has {width} columns; at most {MostColumns} are taken, so {hint}."));
        }
        else if (errors.Count == 0 && (long)width * data.Rows > MostCells)
        {
            errors.Add(new InputError(
                SampleRows.Place, $"The design has {width} columns in {data.Rows} rows; at most {MostCells} cells are taken, so {hint}."));
        }
        else if (errors.Count == 0 && data.Rows <= width + 1)
        {
            errors.Add(new InputError(
                SampleRows.Place,
                $"The design has {width} columns and {data.Rows} rows are used; more than {width + 1} are needed, so {hint}, or send more rows."));
        }

        if (errors.Count > 0)
        {
            throw new InputException([.. errors]);
        }
    }
}
