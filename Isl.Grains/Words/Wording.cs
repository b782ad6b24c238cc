using System.Globalization;

namespace Isl.Grains.Words;

/// <summary>Lists, plurals, sets, shares and numbers as a careful native writer puts them; every sentence is built from these.</summary>
public static class Wording
{
    /// <summary>Items named in a list before the rest is counted.</summary>
    public const int MostNamed = 5;

    private const int Digits = 4;

    /// <summary><c>A</c>, <c>A and B</c>, <c>A, B and C</c>.</summary>
    /// <exception cref="ArgumentException">There are none: the sentence for that case is another one.</exception>
    public static string And(IReadOnlyList<string> items) => Join(items, "and");

    /// <summary><c>A</c>, <c>A or B</c>, <c>A, B or C</c>.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static string Or(IReadOnlyList<string> items) => Join(items, "or");

    /// <summary>The first <paramref name="most"/> items, then how many are left: <c>A, B and 3 more</c>.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static string Some(IReadOnlyList<string> items, int most = MostNamed) =>
        items.Count <= most ? And(items) : $"{string.Join(", ", items.Take(most))} and {Count(items.Count - most)} more";

    /// <summary><c>{A, B}</c>; the empty set by name.</summary>
    public static string Set(IReadOnlyCollection<string> items) => items.Count == 0 ? "the empty set" : $"{{{string.Join(", ", items)}}}";

    /// <summary><c>1 edge</c>, <c>12 edges</c>, <c>no edges</c>.</summary>
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one of them.</param>
    /// <param name="many">The word for several, where it is not <paramref name="one"/> with an s.</param>
    public static string Count(long count, string one, string? many = null) => count switch
    {
        0 => $"no {many ?? one + "s"}",
        1 => $"1 {one}",
        _ => $"{Count(count)} {many ?? one + "s"}",
    };

    /// <summary>A count with thousands set apart: <c>12,345</c>.</summary>
    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>The form of a verb or noun that goes with a count: <c>Of(1, "is", "are")</c>.</summary>
    public static string Of(long count, string one, string many) => count == 1 ? one : many;

    /// <summary>A share as a percentage: <c>95 %</c>, <c>99.5 %</c>; one that only rounds to 0 or 100 says so.</summary>
    public static string Percent(double share)
    {
        var rounded = Math.Round(share * 100, 1, MidpointRounding.AwayFromZero);
        return (share, rounded) switch
        {
            ( > 0, 0) => "under 0.1 %",
            ( < 1, 100) => "over 99.9 %",
            _ => $"{rounded.ToString("0.#", CultureInfo.InvariantCulture)} %",
        };
    }

    /// <summary>
    /// An estimate to four significant digits, without an exponent where none is needed: <c>0.03125</c>, <c>123,457</c>.
    /// </summary>
    public static string Number(double value)
    {
        if (value == 0 || !double.IsFinite(value))
        {
            return value == 0 ? "0" : value.ToString(CultureInfo.InvariantCulture);
        }

        var size = Math.Abs(value);
        return size switch
        {
            >= 1e15 or < 1e-4 => value.ToString("0.###e+0", CultureInfo.InvariantCulture),
            >= 1e4 => value.ToString("#,0", CultureInfo.InvariantCulture),
            _ => Math.Round(value, Math.Clamp(Digits - 1 - (int)Math.Floor(Math.Log10(size)), 0, 15)).ToString(CultureInfo.InvariantCulture),
        };
    }

    /// <summary>A value that is known exactly, with every digit it has.</summary>
    public static string Exact(double value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Sentences behind one another, the empty ones left out.</summary>
    public static string Paragraph(params IEnumerable<string> sentences) => string.Join(" ", sentences.Where(sentence => sentence.Length > 0));

    private static string Join(IReadOnlyList<string> items, string last) => items.Count switch
    {
        0 => throw new ArgumentException("A list of nothing has no wording.", nameof(items)),
        1 => items[0],
        _ => $"{string.Join(", ", items.Take(items.Count - 1))} {last} {items[^1]}",
    };
}
