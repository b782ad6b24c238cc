namespace Isl.Grains.Alignment;

/// <summary>What a graph says of two variables, the first of lower index.</summary>
/// <param name="Direction">1 where the first causes the second, -1 where the second causes the first, 0 where neither does.</param>
/// <param name="IsHidden">Whether they have a hidden common cause.</param>
internal readonly record struct PairClaim(int Direction, bool IsHidden)
{
    /// <summary>It as text.</summary>
    public string Text(string first, string second)
    {
        string[] parts =
        [
            .. Direction == 0 ? (string[])[] : [Direction > 0 ? $"{first} → {second}" : $"{second} → {first}"],
            .. IsHidden ? (string[])[$"{first} ↔ {second}"] : [],
        ];
        return parts.Length == 0 ? "no edge" : string.Join(", ", parts);
    }
}

/// <summary>A pair with what each member says of it.</summary>
/// <param name="First">Index of the one.</param>
/// <param name="Second">Index of the other, which is higher.</param>
/// <param name="Claims">What members say, the most frequent first; among equals the one of the member listed first.</param>
internal sealed record PairClaims(int First, int Second, IReadOnlyList<(PairClaim Claim, int[] Members)> Claims);
