namespace Isl.Api.Requests.Tables;

/// <summary>How many different texts the columns of a table may keep together, beyond those that each may: what is kept is bounded.</summary>
internal sealed class TextRoom
{
    private const int MostTexts = 1_000_000;

    private int _left = MostTexts;

    /// <summary>Takes room for one text; false where none is left.</summary>
    public bool Take() => _left-- > 0;
}
