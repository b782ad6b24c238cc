using Isl.Tests.Support;

namespace Isl.Tests.Architecture;

/// <summary>Isl.Tests/Unit has the rooms of the projects, so that a room's tests are found without a search.</summary>
public sealed class MirrorTests
{
    private const string Unit = "Isl.Tests/Unit/";

    [Fact]
    public void UnitFolders_AreFoldersOfAProject() =>
        Faults.None(Strangers(Folders(Repository.Companions), Folders(Repository.Product)));

    [Fact]
    public void Strangers_OfAFolderThatNoProjectHas_AreFound()
    {
        string[] product = ["Isl.Grains/Numerics", "Isl.Grains/Discovery/Searches", "Isl.Api/Requests"];

        Assert.Equal(
            ["Isl.Tests/Unit/Graphs"],
            Strangers(["Isl.Tests/Unit/Graphs", "Isl.Tests/Unit/Numerics", "Isl.Tests/Properties/Graphs"], product));
        Assert.Empty(Strangers(["Isl.Tests/Unit/Requests", "Isl.Tests/Unit/Discovery/Searches"], product));
    }

    private static IEnumerable<string> Strangers(IEnumerable<string> tests, IReadOnlyCollection<string> product) =>
        tests.Where(folder => folder.StartsWith(Unit, StringComparison.Ordinal))
            .Where(folder => !product.Any(own => own[(own.IndexOf('/', StringComparison.Ordinal) + 1)..] == folder[Unit.Length..]));

    /// <summary>All folders that hold a file, and the folders above them.</summary>
    private static List<string> Folders(string[] projects) =>
    [
        .. Repository
            .Sources(projects)
            .SelectMany(file => file.Folder.Split('/').Select((_, depth) => string.Join('/', file.Folder.Split('/').Take(depth + 1))))
            .Distinct(),
    ];
}
