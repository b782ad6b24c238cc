namespace Isl.Api.Requests.Tables;

/// <summary>A cell that is no number, or one out of range.</summary>
/// <param name="Row">Its row, from 0.</param>
/// <param name="What">What it is instead.</param>
/// <param name="IsText">It is a text, and may be the name of a category.</param>
internal sealed record CellFlaw(int Row, string What, bool IsText = false)
{
    /// <summary>What is wrong with a cell that was read as this value; NaN stands for one that is missing.</summary>
    public static CellFlaw Of(int row, double value) =>
        new(row, double.IsNaN(value) ? "missing" : double.IsInfinity(value) ? "infinite" : $"{value}");
}
