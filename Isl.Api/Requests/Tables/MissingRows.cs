using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Leaves out rows with missing values.</summary>
internal static class MissingRows
{
    /// <summary>The data set without the rows in which any cell is missing; notes how many there were.</summary>
    /// <exception cref="InputException">Too few rows are left.</exception>
    public static Dataset Drop(Dataset data, IReadOnlyList<string> gappy, int minRows, JsonPointer place, List<DataNote> notes)
    {
        var whole = new List<int>(data.Rows);
        for (var row = 0; row < data.Rows; row++)
        {
            var isWhole = true;
            for (var column = 0; column < data.Columns && isWhole; column++)
            {
                isWhole = !double.IsNaN(data.Column(column)[row]);
            }

            if (isWhole)
            {
                whole.Add(row);
            }
        }

        if (whole.Count < minRows)
        {
            throw new InputException(
                place.ToString(),
                $"Only {whole.Count} of {data.Rows} rows have no missing value, and at least {minRows} are needed; "
                + $"leave columns with many of them out of variable_names, among {string.Join(", ", gappy.Take(10))}.");
        }

        notes.Add(new DataNote(DataNoteKind.DroppedRows, [.. gappy], [], data.Rows - whole.Count));
        return Dataset.Create(data.Variables, whole.Count, (column, cells) =>
        {
            var all = data.Column(column);
            for (var row = 0; row < cells.Length; row++)
            {
                cells[row] = all[whole[row]];
            }
        });
    }
}
