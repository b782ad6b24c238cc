using Isl.Tests.Support;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Isl.Tests.Architecture;

/// <summary>Files and declarations small enough to be read.</summary>
public sealed class LimitTests
{
    private const int FileLines = 400;
    private const int MedianLines = 90;
    private const int LineCharacters = 150;

    private static readonly Lazy<List<SourceFile>> Files = new(() => Repository.Sources([.. Repository.Product, .. Repository.Companions]));

    [Fact]
    public void Files_HaveAtMost400Lines() => Faults.None(Files.Value.SelectMany(TooLong));

    [Fact]
    public void Files_HaveAMedianOfAtMost90Lines()
    {
        var product = Median(Repository.Sources(Repository.Product));
        var all = Median(Files.Value);

        Assert.True(product <= MedianLines && all <= MedianLines, $"The median is {product} lines in the product and {all} in all.");
    }

    [Fact]
    public void Lines_HaveAtMost150Characters() => Faults.None(Files.Value.SelectMany(TooWide));

    [Fact]
    public void Signatures_HaveAtMostOneCancellationToken() => Faults.None(Files.Value.SelectMany(DeclarationLimits.TwoTokens));

    [Fact]
    public void GrainClasses_HaveFewerThan100Lines()
    {
        var grains = Repository.Sources("Isl.Grains");
        var classes = grains.SelectMany(file => SourceModel.Tree(file).DescendantNodes().OfType<ClassDeclarationSyntax>());
        Assert.True(classes.Count(DeclarationLimits.IsGrain) > 5);

        Faults.None(grains.SelectMany(DeclarationLimits.ThickGrains));
    }

    [Fact]
    public void Namespaces_AreProjectAndFolder() => Faults.None(Files.Value.SelectMany(OtherNamespace));

    [Fact]
    public void Limits_OfTextsThatKeepThem_FindNothing()
    {
        var file = new SourceFile("A/B/C.cs", $"namespace A.B;\n{new string('x', 150)}\n" + string.Concat(Enumerable.Repeat("\n", 396)) + "x\n");

        Assert.Empty(TooLong(file));
        Assert.Empty(TooWide(file));
        Assert.Empty(TooWide(Literal("Isl.Tests/C.cs")));
        Assert.Empty(TooWide(new SourceFile("Isl.Api/C.cs", $"class C {{ string x = \"\"\"\n{new string('x', 151)}\n\"\"\"; }}")));
        Assert.Empty(OtherNamespace(file));
        Assert.Empty(DeclarationLimits.TwoTokens(new SourceFile("A/B/C.cs", "interface X { void M(CancellationToken a, WorkBudget b); }")));
        Assert.Empty(DeclarationLimits.ThickGrains(new SourceFile("A/B/C.cs", $"class X : Grain\n{{{new string('\n', 97)}}}")));
    }

    [Fact]
    public void Limits_OfTextsThatBreakThem_FindThem()
    {
        Assert.Single(TooLong(new SourceFile("A/C.cs", new string('\n', 400) + "x\n")));
        Assert.Single(TooWide(new SourceFile("A/C.cs", new string('x', 151))));
        Assert.Single(TooWide(Literal("Isl.Api/C.cs")));
        Assert.Single(OtherNamespace(new SourceFile("A/B/C.cs", "namespace A;\nclass C;")));
        Assert.Single(OtherNamespace(new SourceFile("A/B/C.cs", "class C;")));
        Assert.Single(DeclarationLimits.TwoTokens(new SourceFile("A/C.cs", "class X { X(CancellationToken a, int b, CancellationToken? c) { } }")));
        Assert.Single(DeclarationLimits.TwoTokens(new SourceFile("A/C.cs", "delegate void D(CancellationToken a, CancellationToken b);")));
        Assert.Single(DeclarationLimits.ThickGrains(new SourceFile("A/C.cs", $"class X : Grain<int>, IX\n{{{new string('\n', 98)}}}")));
        Assert.Equal(3, Median([Lines(1), Lines(9), Lines(3)]));
    }

    private static SourceFile Literal(string path) => new(path, $$"""class C { string x = "{{new string('x', 150)}}"; }""");

    private static SourceFile Lines(int count) => new("A/C.cs", string.Concat(Enumerable.Repeat("x\n", count)));

    private static int Median(List<SourceFile> files) => files.Select(file => file.Lines().Length).Order().ElementAt((files.Count - 1) / 2);

    private static IEnumerable<string> TooLong(SourceFile file) =>
        file.Lines().Length > FileLines ? [$"{file.Path} has {file.Lines().Length} lines"] : [];

    private static IEnumerable<string> TooWide(SourceFile file) =>
        from line in file.Lines().Index()
        where line.Item.Length > LineCharacters
        where !DeclarationLimits.IsData(file, line.Index, line.Item.Length - LineCharacters)
        select $"{file.Path}({line.Index + 1}) has {line.Item.Length} characters";

    /// <summary>Only Program.cs, whose class is the host's entry, may be without a namespace.</summary>
    private static IEnumerable<string> OtherNamespace(SourceFile file) =>
        from name in SourceModel.Tree(file).Members.Select(member => (member as BaseNamespaceDeclarationSyntax)?.Name.ToString() ?? "none").Distinct()
        where name != file.Folder.Replace('/', '.') && !(name == "none" && file.Name == "Program.cs")
        select $"{file.Path}: the namespace is {name}";
}
