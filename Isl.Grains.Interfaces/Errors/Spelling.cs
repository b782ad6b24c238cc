namespace Isl.Grains.Interfaces.Errors;

/// <summary>Finds the known names that a misspelt one is nearest to.</summary>
public static class Spelling
{
    private const int MaxSuggestions = 3;
    private const int MaxLength = 60;
    private const int MinPart = 4;
    private const int MostCompared = 2_000;

    /// <summary>The known names that are likely meant, the nearest first; none where nothing is near.</summary>
    /// <remarks>Near is what differs by up to two edits (one in short names), in case or separators, or by a part of the name left off.</remarks>
    public static IReadOnlyList<string> Nearest(string name, IEnumerable<string> known) => name.Length > MaxLength
        ? []
        :
        [
            .. known
                .Select(candidate => (Name: candidate, Distance: Distance(Bare(name), Bare(candidate))))
                .Where(candidate => IsNear(candidate.Distance, Math.Min(name.Length, candidate.Name.Length)) || IsPart(name, candidate.Name))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(MaxSuggestions)
                .Select(candidate => candidate.Name),
        ];

    /// <summary>Advice about an unknown name, after a question where a known name looks like it: <c>did you mean 'Price'? Its …</c></summary>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">Known ones; among thousands none is looked for, as each costs a comparison.</param>
    /// <param name="advice">The advice, beginning in lower case.</param>
    public static string Advise(string name, IReadOnlyCollection<string> known, string advice) =>
        known.Count <= MostCompared && Nearest(name, known) is [var meant, ..]
            ? $"did you mean '{meant}'? {char.ToUpperInvariant(advice[0])}{advice[1..]}"
            : advice;

    /// <summary>The least number of letters to insert, leave out, replace, or swap with their neighbour.</summary>
    /// <remarks>Source: optimal string alignment, Damerau (1964), with a band of three rows.</remarks>
    public static int Distance(string a, string b)
    {
        var (before, above, row) = (new int[b.Length + 1], Enumerable.Range(0, b.Length + 1).ToArray(), new int[b.Length + 1]);
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], before[j - 2] + 1);
                }
            }

            (before, above, row) = (above, row, before);
        }

        return above[b.Length];
    }

    private static bool IsNear(int distance, int length) => distance <= (length < MinPart ? 0 : length <= MinPart + 1 ? 1 : 2);

    /// <summary>Is one the beginning or end of the other, up to a separator?</summary>
    private static bool IsPart(string name, string known)
    {
        var (shorter, longer) = name.Length < known.Length ? (name, known) : (known, name);
        return shorter.Length >= MinPart
            && (longer.StartsWith(shorter + "_", StringComparison.OrdinalIgnoreCase)
                || longer.EndsWith("_" + shorter, StringComparison.OrdinalIgnoreCase));
    }

    private static string Bare(string name) => string.Concat(name.Where(c => c is not ('_' or '-' or ' ' or '.'))).ToLowerInvariant();
}
