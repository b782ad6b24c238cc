using System.Collections.Immutable;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Api.Requests.Tables;

/// <summary>Finds names that a person may take for one.</summary>
internal static class NearNames
{
    /// <summary>The notes, and one for each group of names that differ in case or blanks alone.</summary>
    public static ImmutableArray<DataNote> Add(ImmutableArray<DataNote> notes, ImmutableArray<string> names) =>
    [
        .. notes,
        .. names.GroupBy(Bare, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Skip(1).Any())
            .Select(group => new DataNote(DataNoteKind.NearNames, [.. group], [])),
    ];

    private static string Bare(string name) => string.Concat(name.Where(c => c is not (' ' or '_' or '-' or '.')));
}
