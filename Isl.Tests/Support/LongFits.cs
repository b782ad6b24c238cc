using System.Globalization;
using System.Text;

namespace Isl.Tests.Support;

/// <summary>Discoveries that take seconds: many columns with strong causes, on their own scales.</summary>
internal static class LongFits
{
    private const int MostColumns = 80;
    private const int Rows = 90;
    private const int Reach = 6;

    /// <summary>The body of a request; another number gives another data set, and fewer columns a shorter fit.</summary>
    public static byte[] Body(int number, int columns = MostColumns)
    {
        var random = new Random(number);
        var text = new StringBuilder("{\"algorithm\": \"notears\", \"data_csv\": \"");
        text.AppendJoin(',', Enumerable.Range(0, columns).Select(column => $"V{column}")).Append("\\n");
        var cells = new double[columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                cells[column] = (2 * random.NextDouble()) - 1;
                for (var cause = Math.Max(0, column - Reach); cause < column; cause += 2)
                {
                    cells[column] += 0.9 * cells[cause];
                }
            }

            text.AppendJoin(',', cells.Select(cell => cell.ToString("G4", CultureInfo.InvariantCulture))).Append("\\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\"}").ToString());
    }
}
