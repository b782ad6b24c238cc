using Isl.Tests.Support;

namespace Isl.Tests.Architecture;

/// <summary>Arrows between folders go down only, as <see cref="House"/> draws them.</summary>
public sealed class ArrowTests
{
    private static readonly Lazy<List<Arrow>> Arrows = new(() => Arrow.Of(SourceModel.Product));

    [Fact]
    public void Sources_ForTheCompiler_HaveNoUnknownNames() => Faults.None(SourceModel.Product.Unresolved);

    [Fact]
    public void Unresolved_OfAFileWithAnUnknownName_HasIt() =>
        Assert.Equal(
            ["Isl.Grains/A/X.cs(1): Unknown", "Isl.Grains/A/X.cs(1): Nowhere"],
            SourceModel.Of(new SourceFile("Isl.Grains/A/X.cs", "class X { Unknown? x; int y = nameof(x).Nowhere; }")).Unresolved);

    [Fact]
    public void Arrows_BetweenRooms_AreTheOnesOfThePlan() => Faults.None(House.Violations(Arrows.Value));

    [Fact]
    public void Folders_AtAnyDepth_DoNotUseEachOther() => Faults.None(Arrow.Mutual(Arrows.Value));

    [Fact]
    public void Arrows_OfTheWholeProduct_AreFound()
    {
        Assert.True(Arrows.Value.Count > 500, $"Only {Arrows.Value.Count} arrows were found.");
        Assert.Contains(Arrows.Value, arrow => arrow is { From: "Isl.Grains/Grains", To: "Isl.Grains/Discovery" });
        Assert.Contains(Arrows.Value, arrow => arrow is { From: "Isl.Api/Cluster", To: "Isl.Grains.Interfaces/Errors" });
    }

    [Fact]
    public void Plan_HasNoCircle()
    {
        var done = new HashSet<string>();
        while (House.Allowed.Keys.FirstOrDefault(room => !done.Contains(room) && House.Allowed[room].All(done.Contains)) is { } next)
        {
            done.Add(next);
        }

        Assert.Empty(House.Allowed.Keys.Except(done));
    }

    [Fact]
    public void Plan_HasEveryRoomThereIs() =>
        Assert.Empty(Repository.Sources(Repository.Product).Select(file => House.RoomOf(file.Folder)).Distinct().Except(House.Allowed.Keys));

    [Theory]
    [InlineData("Isl.Grains/Numerics/A.cs", "Isl.Grains/GraphCore/B.cs")]
    [InlineData("Isl.Grains/Words/A.cs", "Isl.Grains/Discovery/B.cs")]
    [InlineData("Isl.Grains/Discovery/Searches/A.cs", "Isl.Grains/Answering/B.cs")]
    [InlineData("Isl.Grains/Nobody/A.cs", "Isl.Grains/Numerics/B.cs")]
    [InlineData("Isl.Api/Endpoints/Conformal/A.cs", "Isl.Api/Endpoints/Counterfactuals/B.cs")]
    [InlineData("Isl.Api/Endpoints/Conformal/A.cs", "Isl.Grains/Answering/B.cs")]
    [InlineData("Isl.Api/Docs/A.cs", "Isl.Api/Endpoints/Conformal/B.cs")]
    public void Violations_OfAnArrowThatGoesUp_AreFound(string user, string declarer) =>
        Assert.NotEmpty(House.Violations(Arrow.Of(TwoFiles(user, declarer))));

    [Theory]
    [InlineData("Isl.Grains/Discovery/Searches/A.cs", "Isl.Grains/Numerics/B.cs")]
    [InlineData("Isl.Grains/Numerics/A.cs", "Isl.Grains.Interfaces/Errors/B.cs")]
    [InlineData("Isl.Api/Endpoints/Conformal/A.cs", "Isl.Api/Endpoints/Conformal/Deeper/B.cs")]
    public void Violations_OfAnArrowThatGoesDown_AreNone(string user, string declarer) =>
        Assert.Empty(House.Violations(Arrow.Of(TwoFiles(user, declarer))));

    [Theory]
    [InlineData("var made = N.Maker.Make(); made.Run();", "a member of a type that is not named")]
    [InlineData("N.Used made = new();", "a constructor without its name")]
    [InlineData("1.Extended();", "an extension method")]
    [InlineData("System.Func<int> f = 1.Extended;", "a method group")]
    public void Arrows_OfUsesThatNoUsingShows_AreFound(string statement, string what)
    {
        var model = SourceModel.Of(
            new SourceFile("Isl.Grains/A/Uses.cs", $$"""using N; class Uses { void M() { {{statement}} } }"""),
            new SourceFile("Isl.Grains/B/Used.cs", "namespace N; class Used { public int Run() => 1; }"),
            new SourceFile("Isl.Grains/B/More.cs", "namespace N; static class More { public static int Extended(this int x) => x; }"),
            new SourceFile("Isl.Grains/C/Maker.cs", "namespace N; static class Maker { public static Used Make() => new(); }"));

        Assert.True(Arrow.Of(model).Exists(arrow => arrow is { From: "Isl.Grains/A", To: "Isl.Grains/B" }), what);
    }

    [Theory]
    [InlineData("A", "B")]
    [InlineData("A", "A/B")]
    [InlineData("A/B", "A/C")]
    [InlineData("A/B/X", "A/C/Y")]
    public void Mutual_OfFoldersThatUseEachOther_FindsThem(string one, string other) =>
        Assert.Single(Arrow.Mutual([new Arrow(one, other, ""), new Arrow(other, one, "")]));

    [Fact]
    public void Mutual_OfSubfoldersOfTwoFolders_FindsTheTwoFolders() =>
        Assert.Single(Arrow.Mutual([new Arrow("R/A/X", "R/B", ""), new Arrow("R/B/Y", "R/A", "")]));

    [Fact]
    public void Mutual_OfArrowsInOneDirection_FindsNothing() =>
        Assert.Empty(Arrow.Mutual([new Arrow("R/A", "R/B", ""), new Arrow("R/B", "R/C", ""), new Arrow("R/A", "R/A/X", "")]));

    private static SourceModel TwoFiles(string user, string declarer) =>
        SourceModel.Of(new SourceFile(user, "class User { Declared? x; }"), new SourceFile(declarer, "public class Declared;"));
}
