namespace Isl.Grains.Words;

/// <summary>Names that a reader may take for one.</summary>
/// <param name="Names">At least two.</param>
public sealed record NamesLookAlike(IReadOnlyList<string> Names) : Finding
{
    private const int MostTold = 3;

    /// <inheritdoc/>
    public override string Text =>
        $"The names {Wording.And(Names)} differ in case or blanks alone. They are taken for different variables.";

    /// <summary>A finding for each group of names that are alike.</summary>
    public static IEnumerable<NamesLookAlike> Among(IEnumerable<string> names) => names
        .GroupBy(Bare, StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Skip(1).Any())
        .Take(MostTold)
        .Select(group => new NamesLookAlike([.. group]));

    private static string Bare(string name) => string.Concat(name.Where(c => c is not (' ' or '_')));
}
