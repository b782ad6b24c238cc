namespace Isl.Api.Requests.Tables;

/// <summary>What the cells of a column are, counted.</summary>
internal sealed class ColumnCensus
{
    /// <summary>Different texts kept; what has more has too many for categories.</summary>
    private const int MostTexts = 101;

    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Numbers.</summary>
    public int Numbers { get; set; }

    /// <summary>Missing values.</summary>
    public int Gaps { get; private set; }

    /// <summary>Row of the first missing value; -1 for none.</summary>
    public int GapRow { get; private set; } = -1;

    /// <summary>What it is.</summary>
    public string GapText { get; private set; } = "";

    /// <summary>Cells that hold a text.</summary>
    public int TextCount { get; private set; }

    /// <summary>Row of the first text; -1 for none.</summary>
    public int TextRow { get; private set; } = -1;

    /// <summary>The different texts, each with the row where it was met first.</summary>
    public List<(string Text, int Row)> Texts { get; } = [];

    /// <summary>Row of the first cell that is neither; -1 for none.</summary>
    public int FlawRow { get; private set; } = -1;

    /// <summary>What it is.</summary>
    public string FlawText { get; private set; } = "";

    /// <summary>Counts a missing value.</summary>
    public void AddGap(int row, string text)
    {
        if (Gaps++ == 0)
        {
            (GapRow, GapText) = (row, text);
        }
    }

    /// <summary>Counts a text.</summary>
    public void AddText(int row, string text)
    {
        TextRow = TextCount++ == 0 ? row : TextRow;
        if (Texts.Count < MostTexts && _known.Add(text))
        {
            Texts.Add((text, row));
        }
    }

    /// <summary>Notes a cell that is neither a number nor a text.</summary>
    public void AddFlaw(int row, string text)
    {
        if (FlawRow < 0)
        {
            (FlawRow, FlawText) = (row, text);
        }
    }

    /// <summary>Orders the texts.</summary>
    public void Sort(Comparison<string> order) => Texts.Sort((a, b) => order(a.Text, b.Text));
}
