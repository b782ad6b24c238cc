using System.Globalization;
using Isl.Grains.Interfaces.Counterfactuals;

namespace Isl.Grains.Counterfactuals;

/// <summary>How figures and interventions are written in answers.</summary>
internal static class Figures
{
    /// <summary>Digits kept on the wire: sums may differ behind them between processors.</summary>
    private const int Digits = 12;

    /// <summary>A number as it goes over the wire.</summary>
    public static double Wire(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value + 0.0;
        }

        return double.Parse(value.ToString("E" + (Digits - 1), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    /// <summary>A number in a sentence.</summary>
    public static string Text(double value)
    {
        var rounded = double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.Abs(rounded) is 0 or (>= 1e-4 and < 1e9)
            ? rounded.ToString("0.#########", CultureInfo.InvariantCulture)
            : rounded.ToString("0.####e+0", CultureInfo.InvariantCulture);
    }

    /// <summary>A share in percent.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture) + " %";

    /// <summary>A number of draws or points, in groups of three digits.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>What an intervention does, such as <c>Price = 45, Quality + 2</c>.</summary>
    public static string Describe(Intervention intervention) => intervention.Changes.IsEmpty
        ? "no intervention"
        : string.Join(", ", intervention.Changes.Select(change => change.Kind switch
        {
            InterventionKind.Shift => $"{change.Variable} {(change.Value < 0 ? "−" : "+")} {Text(Math.Abs(change.Value))}",
            InterventionKind.Scale => $"{change.Variable} × {Text(change.Value)}",
            _ => $"{change.Variable} = {Text(change.Value)}",
        }));

    /// <summary>Values by name in a given order, rounded for the wire.</summary>
    public static IReadOnlyDictionary<string, double> Map(IEnumerable<(string Name, double Value)> values)
    {
        var map = new OrderedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            map[name] = Wire(value);
        }

        return map;
    }

    /// <summary>A few names, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names, int most = 10) =>
        string.Join(", ", names.Take(most)) + (names.Count > most ? $" and {names.Count - most} more" : "");
}
