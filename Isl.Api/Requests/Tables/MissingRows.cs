using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Tables;

/// <summary>Leaves out rows with missing values.</summary>
internal static class MissingRows
{
    /// <summary>The data set without the rows in which any cell is missing; notes how many there were.</summary>
    /// <param name="data">The data.</param>
    /// <param name="gappy">Columns with missing values.</param>
    /// <param name="minRows">Fewest rows that must be left.</param>
    /// <param name="place">Place of the data.</param>
    /// <param name="kind">What the note says of the rows.</param>
    /// <param name="notes">Takes the note.</param>
    /// <exception cref="InputException">Too few rows are left.</exception>
    public static Dataset Drop(
        Dataset data, IReadOnlyList<string> gappy, int minRows, JsonPointer place, DataNoteKind kind, List<DataNote> notes)
    {
        var whole = data.WholeRows();
        if (whole.Rows < minRows)
        {
            throw new InputException(
                place.ToString(),
                $"Only {whole.Rows} of {data.Rows} rows have no missing value, and at least {minRows} are needed; "
                + $"leave columns with many of them out of variable_names, among {string.Join(", ", gappy.Take(10))}.");
        }

        notes.Add(new DataNote(kind, [.. gappy], [], data.Rows - whole.Rows));
        return whole;
    }
}
