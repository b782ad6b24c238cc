using System.Collections.Immutable;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>A table whose gaps stay in it, with how its columns were read.</summary>
/// <param name="Data">The numbers and codes; NaN where there is none.</param>
/// <param name="Reading">How the columns were read.</param>
/// <param name="Place">Its place in the request.</param>
/// <remarks>Where nothing is missing, its hash is that of the data set which discovery reads from the same table.</remarks>
public sealed record OpenTable(Dataset Data, TableReading Reading, JsonPointer Place)
{
    /// <summary>Most cells without a usable value that are told.</summary>
    private const int MostFlaws = 20;

    /// <summary>Reads a table; only its shape and its names can be wrong.</summary>
    /// <param name="table">The table.</param>
    /// <param name="variables">The columns asked for; null takes every one.</param>
    /// <param name="limits">Largest table taken.</param>
    /// <param name="needed">Columns that are computed with: texts too many for levels, dates and the like are mistakes there; null for none.</param>
    /// <param name="minRows">Fewest rows.</param>
    /// <param name="gaps">What is done about missing values of needed columns: they are mistakes, or stay.</param>
    /// <param name="mostLabels">Most texts of a column that are kept by name.</param>
    /// <exception cref="InputException">A name is unknown or flawed, the table is too small or too large, or a needed column cannot be
    /// read.</exception>
    public static OpenTable Of(
        DataTable table,
        IReadOnlyList<string>? variables,
        DataLimits limits,
        IReadOnlySet<string>? needed = null,
        int minRows = 1,
        MissingPolicy gaps = MissingPolicy.DropRows,
        int mostLabels = TableReading.MostCategories)
    {
        var names = table.Named(variables, limits.MaxColumns, limits.MaxRows, minRows);
        var formats = names.Select(table.FormatOf).ToList();
        var (commas, points) = (formats.Count(format => format.HasComma), formats.Count(format => format.HasPoint));
        var (readings, flaws, notes) = (new List<ColumnReading>(), new List<TableFlaw>(), new List<DataNote>(table.Notes));
        var errors = new RequestErrors();
        var data = Dataset.Create(names, table.Rows, (at, cells) =>
        {
            var column = table.Copy(table.ColumnOf(names[at]), cells);
            var own = formats[at];
            var format = own.Decide(commas > (own.HasComma ? 1 : 0), points > (own.HasPoint ? 1 : 0));
            if (needed?.Contains(names[at]) == true)
            {
                ReadNeeded(column, format, at, cells);
                return;
            }

            if (column.HasLostTexts)
            {
                errors.Add(table.Place, $"Column '{names[at]}' is one of many columns of different texts, more than are read; leave it out.");
            }

            var open = OpenColumn.Read(names[at], column, format, cells, mostLabels);
            flaws.AddRange(open.Flaws);
            if (open.Reading is { } reading)
            {
                readings.Add(reading);
            }
        });
        errors.ThrowIfAny();
        return new OpenTable(
            data, new TableReading([.. readings], [.. flaws.OrderBy(flaw => flaw.Row).Take(MostFlaws)], [.. notes]), table.Place);

        void ReadNeeded(TableColumn column, FormatDecision format, int at, Span<double> cells)
        {
            var outcome = ColumnCheck.Check(names[at], column, format, cells);
            if (outcome.Mistake is { } mistake)
            {
                errors.Add([table.ErrorAt(names[at], outcome.Row, mistake)]);
                return;
            }

            if (outcome.Gaps > 0 && gaps == MissingPolicy.Refuse)
            {
                errors.Add([table.ErrorAt(names[at], outcome.Row, DataTable.GapMistake(outcome))]);
            }
            else if (outcome.Gaps > 0)
            {
                flaws.Add(new TableFlaw(outcome.Row, names[at], outcome.GapText));
            }

            foreach (ref var cell in cells)
            {
                cell = double.IsNaN(cell) ? double.NaN : cell;
            }

            notes.AddRange(outcome.Notes);
            readings.AddRange(outcome.Notes
                .Where(note => note.Kind == DataNoteKind.Categories)
                .Select(note => new ColumnReading(names[at], true, Labels(note.Details))));
        }
    }

    private static ImmutableArray<LevelLabel> Labels(ImmutableArray<string> texts) => [.. texts.Select((text, code) => new LevelLabel(code, text))];
}
