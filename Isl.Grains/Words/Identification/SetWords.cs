namespace Isl.Grains.Words.Identification;

/// <summary>Sets of variables within sentences.</summary>
internal static class SetWords
{
    /// <summary>A set in braces, cut where it is long: <c>{A, B, C, D, E and 3 more}</c>.</summary>
    public static string Cut(IReadOnlyList<string> set) =>
        set.Count <= Wording.MostNamed ? Wording.Set(set) : $"{{{Wording.Some(set)}}}";

    /// <summary>A list, cut where it is long; the empty set by name.</summary>
    public static string CutList(IReadOnlyList<string> set) => set.Count == 0 ? Wording.Set(set) : Wording.Some(set);

    /// <summary><c>M intercepts</c>, <c>M and N together intercept</c>.</summary>
    public static string Intercepts(IReadOnlyList<string> set) =>
        $"{Wording.And(set)} {Wording.Of(set.Count, "intercepts", "together intercept")}";

    /// <summary>How a sentence starts that holds given a set; empty where it holds without.</summary>
    public static string Given(IReadOnlyList<string> set) => set.Count == 0 ? "" : $"Given {Wording.And(set)}, ";
}
