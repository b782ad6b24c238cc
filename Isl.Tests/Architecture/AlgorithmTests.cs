using Isl.Tests.Support;

namespace Isl.Tests.Architecture;

/// <summary>A new algorithm is a row in two tables, so nothing else may list the algorithms.</summary>
public sealed class AlgorithmTests
{
    private const string Algorithm = "Isl.Grains.Interfaces.Discovery.DiscoveryAlgorithm";

    /// <summary>The tables, and the searches that they name.</summary>
    private static readonly string[] Tables = ["Isl.Grains.Interfaces/Discovery", "Isl.Grains/Discovery/Searches"];

    [Fact]
    public void Algorithms_AreListedInTheirTablesOnly() => Faults.None(Lists(SourceModel.Product));

    [Theory]
    [InlineData("Isl.Grains/Discovery/X.cs", "x is DiscoveryAlgorithm.Pc or DiscoveryAlgorithm.Ges", 1)]
    [InlineData("Isl.Grains/Discovery/X.cs", "x is DiscoveryAlgorithm.Pc || x == DiscoveryAlgorithm.Pc", 0)]
    [InlineData("Isl.Grains/Discovery/Searches/X.cs", "x is DiscoveryAlgorithm.Pc or DiscoveryAlgorithm.Ges", 0)]
    public void Lists_OfAFileThatNamesTwoAlgorithms_FindsIt(string path, string condition, int count)
    {
        var model = SourceModel.Of(
            new SourceFile(
                "Isl.Grains.Interfaces/Discovery/A.cs",
                "namespace Isl.Grains.Interfaces.Discovery; public enum DiscoveryAlgorithm { Pc, Ges }"),
            new SourceFile(path, $$"""using Isl.Grains.Interfaces.Discovery; class X { bool M(DiscoveryAlgorithm x) => {{condition}}; }"""));

        Assert.Equal(count, Lists(model).Count());
    }

    /// <summary>Files that name more than one of them; one is a default, or what others fall back on.</summary>
    private static IEnumerable<string> Lists(SourceModel model) =>
        from use in model.Uses
        where use.TypeName == Algorithm && use.Member != use.Type.Name && !Tables.Any(new SourceFile(use.Path, "").IsIn)
        group use.Member by use.Path into file
        where file.Distinct().Count() > 1
        select $"{file.Key}: {string.Join(", ", file.Distinct())}";
}
