using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Effects.Samples;

/// <summary>The columns of a table by name, as numbers or as categories.</summary>
internal sealed class ColumnCatalog
{
    private readonly Dataset _data;
    private readonly TableReading _reading;
    private readonly Dictionary<string, int> _index;
    private readonly Dictionary<string, DeclaredKind> _declared;
    private readonly Dictionary<string, DesignColumn> _columns = new(StringComparer.Ordinal);

    /// <summary>Opens a table.</summary>
    /// <param name="data">The numbers and codes; NaN where there is none.</param>
    /// <param name="reading">How they were read.</param>
    /// <param name="declared">What the caller declares columns to be.</param>
    public ColumnCatalog(Dataset data, TableReading reading, ImmutableArray<DeclaredColumn> declared)
    {
        (_data, _reading) = (data, reading);
        _index = Enumerable.Range(0, data.Columns).ToDictionary(column => data.Variables[column], StringComparer.Ordinal);
        _declared = declared.ToDictionary(one => one.Column, one => one.Kind, StringComparer.Ordinal);
    }

    /// <summary>Rows of the table.</summary>
    public int Rows => _data.Rows;

    /// <summary>Names of the columns, in the table's order.</summary>
    public ImmutableArray<string> Names => _data.Variables;

    /// <summary>Is there such a column?</summary>
    public bool Has(string name) => _index.ContainsKey(name);

    /// <summary>The first row without a value, and how many there are; -1 and 0 where there is none.</summary>
    public (int Row, int Count) Gaps(string name)
    {
        var (first, count) = (-1, 0);
        var cells = _data.Column(_index[name]);
        for (var row = 0; row < cells.Length; row++)
        {
            if (double.IsNaN(cells[row]))
            {
                first = count++ == 0 ? row : first;
            }
        }

        return (first, count);
    }

    /// <summary>What hinders a column from being used; null where nothing does.</summary>
    public string? TroubleWith(string name) => _reading.Of(name)?.Trouble switch
    {
        ColumnTrouble.Dates => $"Column '{name}' holds dates; give the time since a start as a number.",
        ColumnTrouble.Mixed => $"Column '{name}' holds both numbers and texts; write every cell as a number, or every one as a text.",
        ColumnTrouble.DoubtfulNumbers => $"Column '{name}' holds numbers whose mark is in doubt; write them with a decimal point alone.",
        ColumnTrouble.Units => $"Column '{name}' holds numbers in different units; write all of them in one, without it.",
        _ when _declared.GetValueOrDefault(name) == DeclaredKind.Numeric && _declared.ContainsKey(name) && IsText(name) =>
            $"Column '{name}' holds texts; kinds cannot make them numbers, so leave it out of kinds.",
        _ => null,
    };

    /// <summary>Are the values of a column codes of texts?</summary>
    public bool IsText(string name) => _reading.Of(name)?.IsText == true;

    /// <summary>
    /// A column, gaps as NaN, its cells where they lie in the table. Texts, and what is declared so, are categories; their levels are those of the
    /// whole table.
    /// </summary>
    public DesignColumn Column(string name)
    {
        if (!_columns.TryGetValue(name, out var column))
        {
            _columns[name] = column = Read(name);
        }

        return column;
    }

    /// <summary>Throws for every name in a list that is no column.</summary>
    public void Require(IEnumerable<string> names, string path, List<InputError> errors)
    {
        foreach (var name in names)
        {
            if (!Has(name))
            {
                var known = string.Join(", ", Names.Take(20));
                errors.Add(new InputError(path, $"'{name}' is no column of the table; its columns are {known}."));
            }
        }
    }

    private DesignColumn Read(string name)
    {
        var width = _data.Rows * sizeof(double);
        var cells = ColumnCells.OfBytes(_data.Bytes.Slice(_index[name] * width, width));
        if (IsText(name))
        {
            var labels = _reading.Of(name)!.Labels.ToDictionary(label => label.Code, label => label.Text);
            var last = -1.0;
            foreach (var value in cells.Kept)
            {
                last = value > last ? value : last;
            }

            return new DesignColumn(
                name, cells, [.. Enumerable.Range(0, 1 + (int)last).Select(code => labels.GetValueOrDefault(code, $"#{code}"))]);
        }

        if (_declared.TryGetValue(name, out var kind) && kind == DeclaredKind.Category)
        {
            var values = cells.ToArray();
            double[] distinct = [.. values.Where(value => !double.IsNaN(value)).Distinct().Order()];
            var codes = distinct.Select((value, code) => (value, code)).ToDictionary(pair => pair.value, pair => (double)pair.code);
            return new DesignColumn(
                name,
                [.. values.Select(value => double.IsNaN(value) ? value : codes[value])],
                [.. distinct.Select(value => value.ToString(CultureInfo.InvariantCulture))]);
        }

        return new DesignColumn(name, cells, []);
    }
}
