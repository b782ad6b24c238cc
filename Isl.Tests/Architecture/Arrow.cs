using Isl.Tests.Support;

namespace Isl.Tests.Architecture;

/// <summary>A folder uses a type that another folder declares.</summary>
/// <param name="From">The folder of the file that uses it.</param>
/// <param name="To">The folder of the file that declares it.</param>
/// <param name="Where">One place where it happens.</param>
internal sealed record Arrow(string From, string To, string Where)
{
    /// <summary>All arrows between different folders, one of each pair of folders and place.</summary>
    public static List<Arrow> Of(SourceModel model) =>
    [
        .. model
            .Uses.SelectMany(use => use.Declarations.Select(path => new Arrow(FolderOf(use.Path), FolderOf(path), use.ToString())))
            .Where(arrow => arrow.From != arrow.To)
            .Distinct(),
    ];

    /// <summary>
    /// Folders that use each other, at every depth: below one folder its own files are one party, and each subfolder with all it holds is one.
    /// </summary>
    public static List<string> Mutual(IReadOnlyCollection<Arrow> arrows)
    {
        var parties = new Dictionary<(string From, string To), string>();
        foreach (var arrow in arrows)
        {
            parties.TryAdd(Parties(arrow.From, arrow.To), arrow.Where);
        }

        return
        [
            .. parties
                .Where(pair => string.CompareOrdinal(pair.Key.From, pair.Key.To) < 0 && parties.ContainsKey((pair.Key.To, pair.Key.From)))
                .Select(pair => $"{pair.Key.From} and {pair.Key.To}: {pair.Value}; {parties[(pair.Key.To, pair.Key.From)]}"),
        ];
    }

    /// <summary>The two folders as seen from the nearest folder that holds both, for example A/B and A/C for A/B/X and A/C/Y.</summary>
    private static (string From, string To) Parties(string from, string to)
    {
        var (left, right) = (from.Split('/'), to.Split('/'));
        var common = left.Zip(right).TakeWhile(pair => pair.First == pair.Second).Count();
        return (string.Join('/', left.Take(common + 1)), string.Join('/', right.Take(common + 1)));
    }

    private static string FolderOf(string path) => new SourceFile(path, "").Folder;
}
