using System.Globalization;
using System.Text;

namespace Isl.Tests.Support;

/// <summary>Discoveries that take two or three seconds of a core: many columns with causes close by, on their own scales.</summary>
internal static class LongFits
{
    private const int UsualColumns = 40;
    private const int Rows = 120;
    private const int Reach = 6;

    /// <summary>The body of a request; another number gives another data set, and up to 60 columns more of them a longer fit.</summary>
    public static byte[] Body(int number, int columns = UsualColumns)
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
                    cells[column] += 0.6 * cells[cause];
                }
            }

            text.AppendJoin(',', cells.Select(cell => cell.ToString("G4", CultureInfo.InvariantCulture))).Append("\\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("\"}").ToString());
    }
}
