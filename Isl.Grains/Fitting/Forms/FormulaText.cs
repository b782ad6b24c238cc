using System.Globalization;
using System.Text;

namespace Isl.Grains.Fitting.Forms;

/// <summary>Writes numbers, names and sums as the formula language reads them back, with every digit.</summary>
internal static class FormulaText
{
    /// <summary>A number that is read back as the same one.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A number as a factor or an argument; a negative one in brackets.</summary>
    public static string Operand(double value) => value < 0 ? $"({Number(value)})" : Number(value);

    /// <summary>A name; in quotes where it would be read as something else.</summary>
    public static string Name(string name) => IsPlain(name) ? name
        : !name.Contains('`', StringComparison.Ordinal) ? $"`{name}`"
        : name.Contains('"', StringComparison.Ordinal) ? $"'{name}'"
        : $"\"{name}\"";

    /// <summary>A constant and terms times numbers: <c>1.5 + 2 * X - 0.5 * Z</c>.</summary>
    /// <param name="constant">The constant.</param>
    /// <param name="terms">The terms and their numbers; those times 0 are left out.</param>
    public static string Sum(double constant, IEnumerable<(double Factor, string Term)> terms)
    {
        var text = new StringBuilder(Number(constant));
        foreach (var (factor, term) in terms.Where(one => one.Factor != 0))
        {
            text.Append(factor < 0 ? " - " : " + ").Append(Number(Math.Abs(factor))).Append(" * ").Append(term);
        }

        return text.ToString();
    }

    private static bool IsPlain(string name) => name.Length > 0
        && (name[0] == '_' || char.IsAsciiLetter(name[0]))
        && name.All(letter => letter == '_' || char.IsAsciiLetterOrDigit(letter))
        && name is not ("and" or "or" or "not" or "noise");
}
