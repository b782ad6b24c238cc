using Isl.Grains.Data;
using Isl.Grains.Interfaces.Data;

namespace Isl.Grains.Profiling;

/// <summary>What is kept of a column once it is described: what comparing it with others needs.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsText">Its numbers are codes of texts.</param>
/// <param name="Reading">How it was read; null for plain numbers.</param>
/// <param name="Mean">Mean of its values.</param>
/// <param name="Spread">Sum of squares about it.</param>
/// <param name="Missing">Gaps.</param>
/// <param name="Distinct">Different values.</param>
/// <param name="IsFewWholeNumbers">It holds 3 to 10 different values, all of them whole numbers.</param>
internal sealed record ColumnFacts(
    string Name,
    ColumnKind Kind,
    bool IsText,
    ColumnReading? Reading,
    double Mean,
    double Spread,
    int Missing,
    int Distinct,
    bool IsFewWholeNumbers)
{
    private const int MostFew = 10;

    /// <summary>The facts of a column.</summary>
    public static ColumnFacts Of(TypedColumn column)
    {
        var (mean, spread) = Moments(column.Sorted);
        var isFew = !column.IsText && column.Distinct is > 2 and <= MostFew && Array.TrueForAll(column.Values(), value => value == Math.Floor(value));
        return new ColumnFacts(
            column.Name, column.Kind, column.IsText, column.Reading, mean, spread, column.Missing, column.Distinct, isFew);
    }

    /// <summary>Mean and sum of squares about it, in two passes; both 0 for no values.</summary>
    public static (double Mean, double Spread) Moments(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
        {
            return (0, 0);
        }

        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var mean = sum / values.Length;
        var (squares, rest) = (0.0, 0.0);
        foreach (var value in values)
        {
            var from = value - mean;
            squares += from * from;
            rest += from;
        }

        return (mean + (rest / values.Length), Math.Max(squares - (rest * rest / values.Length), 0));
    }
}
