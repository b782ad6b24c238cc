namespace Isl.Grains.GraphCore;

/// <summary>Orders and names of node sets.</summary>
internal static class NodeSets
{
    /// <summary>Smaller sets first, then by their nodes.</summary>
    public static int BySizeThenNodes(int[] a, int[] b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : a.AsSpan().SequenceCompareTo(b);

    /// <summary>A set in words: <c>{A, B}</c>, or <c>nothing</c>.</summary>
    public static string InWords(IReadOnlyCollection<string> names) => names.Count == 0 ? "nothing" : $"{{{string.Join(", ", names)}}}";
}
