namespace Isl.Grains.Words.Derivations;

/// <summary>Phrases of derivations.</summary>
internal static class DerivationWords
{
    /// <summary>Names in a list, or sets of them, before the rest is counted.</summary>
    private const int MostNamed = 12;

    /// <summary>Names in a sentence, the first dozen of them.</summary>
    public static string List(IReadOnlyList<string> names) => Wording.Some(names, MostNamed);

    /// <summary>A set in braces, the first dozen of its members.</summary>
    public static string Set(IReadOnlyList<string> names) => names.Count <= MostNamed
        ? Wording.Set(names)
        : $"{{{string.Join(", ", names.Take(MostNamed))} and {Wording.Count(names.Count - MostNamed)} more}}";

    /// <summary>Sets in a sentence, the first dozen of them.</summary>
    public static string Sets(IReadOnlyList<IReadOnlyList<string>> sets) => Wording.Some([.. sets.Select(Set)], MostNamed);
}
