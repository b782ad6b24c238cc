using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Tables;

/// <summary>The column names of a CSV text, and what becomes of columns without one.</summary>
/// <param name="Names">The names; a column without one has a stand-in.</param>
/// <param name="Nameless">Numbers of the columns without a name.</param>
internal sealed partial record CsvHeader(List<string> Names, HashSet<int> Nameless)
{
    /// <summary>Reads the line of names.</summary>
    /// <param name="cursor">At its start; afterwards behind it.</param>
    /// <param name="variables">Names that the request lists; a header of numbers is one where they are among them.</param>
    /// <param name="place">Place of the text in the request.</param>
    /// <exception cref="InputException">A name stands twice, or the line holds numbers, not names.</exception>
    public static CsvHeader Read(ref CsvCursor cursor, IReadOnlyList<string>? variables, JsonPointer place)
    {
        var header = new CsvHeader([], []);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var numbers = 0;
        cursor.SkipEmptyLines();
        for (var last = false; !last;)
        {
            var name = NodeName.Normalise(Encoding.UTF8.GetString(cursor.NextCell(out last)).Trim());
            if (name.Length == 0)
            {
                header.Nameless.Add(header.Names.Count);
                name = $"(column {header.Names.Count + 1})";
            }

            header.Names.Add(name);
            numbers += IsNumber(name) ? 1 : 0;
            if (!seen.Add(name))
            {
                throw new InputException(place.ToString(), $"The header names the column '{name}' twice; name each column once.");
            }
        }

        if (numbers > 0 && numbers == header.Names.Count - header.Nameless.Count && variables?.Any(seen.Contains) != true)
        {
            throw new InputException(
                place.ToString(),
                $"The first line holds numbers such as {Shown.Short(header.Names.Find(IsNumber)!)}, so the header seems to be missing; "
                + "begin with a header line that names the columns, or list such names in variable_names.");
        }

        header.Nameless.UnionWith(Enumerable.Range(0, header.Names.Count).Where(i => NamedByPandas().IsMatch(header.Names[i])));
        return header;
    }

    /// <summary>Puts a column of row names before the others: data rows have one cell more than the header.</summary>
    public void AddRowNames()
    {
        var nameless = Nameless.Select(column => column + 1).ToList();
        Nameless.Clear();
        Nameless.UnionWith(nameless);
        Nameless.Add(0);
        Names.Insert(0, "(row names)");
    }

    /// <summary>Leaves out columns without a name that hold nothing, and a first one that only numbers or names the rows.</summary>
    /// <exception cref="InputException">One holds values.</exception>
    public void Resolve(DataTable table, JsonPointer place)
    {
        foreach (var column in Nameless.OrderDescending())
        {
            var cells = new double[table.Rows];
            var read = table.Copy(column, cells);
            if (cells.All(cell => double.IsNaN(cell) && read.Other(cell).Kind == CellKind.Missing))
            {
                table.Remove(column);
            }
            else if (column == 0 && IsIndex(cells, read))
            {
                table.Notes.Add(new DataNote(DataNoteKind.IndexColumn, [], []));
                table.Remove(column);
            }
            else if (!NamedByPandas().IsMatch(Names[column]))
            {
                throw new InputException(
                    place.ToString(), $"Column {column + 1} of the CSV text has no name but holds values; name it in the header, or leave it out.");
            }
        }
    }

    /// <summary>Are the cells consecutive whole numbers, or texts of which none stands twice?</summary>
    private static bool IsIndex(double[] cells, TableColumn column)
    {
        if (!double.IsNaN(cells[0]))
        {
            return cells.Select((cell, row) => cell - cells[0] - row).All(step => step == 0);
        }

        var texts = new HashSet<(CellKind, string)>();
        return cells.All(cell => double.IsNaN(cell) && column.Other(cell).Kind == CellKind.Text && texts.Add(column.Other(cell)));
    }

    private static bool IsNumber(string name) =>
        double.TryParse(name, NumberStyles.Float, CultureInfo.InvariantCulture, out _) || CellText.Read(name).Kind == CellKind.Number;

    [GeneratedRegex(@"^Unnamed: \d+$")]
    private static partial Regex NamedByPandas();
}
