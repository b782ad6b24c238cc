using Isl.Tests.Support;

namespace Isl.Tests.Architecture;

/// <summary>Sentences are made for readers; no code reads one back.</summary>
public sealed class SentenceBranchTests
{
    [Fact]
    public void Engine_DecidesNothingByASentence() => Faults.None(SentenceBranches.Of(SourceModel.Product));

    [Theory]
    [InlineData("""text.StartsWith("its", StringComparison.Ordinal)""")]
    [InlineData("""text.StartsWith("Confidence", StringComparison.Ordinal)""")]
    [InlineData("""!text.Contains("cut short")""")]
    [InlineData("""text.EndsWith(Ending)""")]
    [InlineData("""text == "No path is open." """)]
    [InlineData("""text is "No path is open." or "One path is open." """)]
    [InlineData("""text switch { "No path is open." => true, _ => false }""")]
    [InlineData("""texts.Contains("No path is open.")""")]
    [InlineData("""text.AsSpan().StartsWith("its")""")]
    [InlineData("""text.IndexOf("because") > 0""")]
    public void Branches_OnASentence_AreFound(string condition) => Assert.NotEmpty(Found("Isl.Grains/Discovery/X.cs", condition));

    [Theory]
    [InlineData("""text.StartsWith('i')""")]
    [InlineData("""text == "noise" """)]
    [InlineData("""text.Split(", ").Length > 1""")]
    [InlineData("""texts.Contains("Price")""")]
    [InlineData("""texts.Contains(text)""")]
    [InlineData("""text.Length == 0""")]
    public void Branches_OnAName_AreLeft(string condition) => Assert.Empty(Found("Isl.Grains/Discovery/X.cs", condition));

    [Fact]
    public void Branches_OnWhatTheCallerWrote_AreLeft() =>
        Assert.Empty(Found("Isl.Grains/Discovery/Knowledge/X.cs", """text.StartsWith("because", StringComparison.Ordinal)"""));

    private static IEnumerable<string> Found(string path, string condition) =>
        SentenceBranches.Of(SourceModel.Of(new SourceFile(path, $$"""
            using System; using System.Collections.Generic; using System.Linq;
            class X
            {
                const string Ending = "of " + "it";
                bool M(string text, List<string> texts) => {{condition}};
            }
            """)));
}
