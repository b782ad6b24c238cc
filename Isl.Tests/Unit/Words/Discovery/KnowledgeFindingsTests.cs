using Isl.Grains.Words.Discovery;

namespace Isl.Tests.Unit.Words.Discovery;

public sealed class KnowledgeFindingsTests
{
    [Theory]
    [InlineData(0, 0, 0, 0, "The text holds no sentence.")]
    [InlineData(0, 1, 0, 0, "The only sentence could not be read.")]
    [InlineData(0, 2, 0, 0, "Neither of the two sentences could be read.")]
    [InlineData(0, 4, 0, 0, "None of the 4 sentences could be read.")]
    [InlineData(1, 1, 1, 0, "The only sentence could be read. It states 1 edge and rules out none.")]
    [InlineData(2, 2, 3, 1, "Both sentences could be read. They state 3 edges and rule out 1.")]
    [InlineData(4, 4, 3, 1, "All 4 sentences could be read. They state 3 edges and rule out 1.")]
    [InlineData(1, 4, 0, 2, "1 of 4 sentences could be read. It states no edges and rules out 2.")]
    public void SentencesRead_NoneOneMany(int read, int sentences, int stated, int denied, string expected) =>
        Assert.Equal(expected, new SentencesRead(read, sentences, stated, denied).Text);

    [Theory]
    [InlineData("fog", "No variable is named 'fog'.")]
    [InlineData("fog;rain", "No variable is named 'fog' or 'rain'.")]
    [InlineData("a;b;c;d;e;f;g", "No variable is named 'a', 'b', 'c', 'd' or 'e', or by 2 more words.")]
    public void UnknownWords_OneManyAndCut(string words, string expected) => Assert.Equal(expected, new UnknownWords(words.Split(';')).Text);

    [Fact]
    public void TooFewNames_WithAndWithoutUnknownWords()
    {
        Assert.Equal("It names none of the variables.", new TooFewNames(0, []).Text);
        Assert.Equal("It names one variable only (no variable is named 'fog').", new TooFewNames(1, ["fog"]).Text);
    }

    [Fact]
    public void ClosesCycle_StatedAndRequiredEdges_AreBothNamed()
    {
        Assert.Equal("It closes the cycle A -> B -> A with 'A affects B.'.", new ClosesCycle(["A", "B", "A"], ["A affects B."], false).Text);
        Assert.EndsWith("with the required edges.", new ClosesCycle(["A", "B", "A"], [], true).Text, StringComparison.Ordinal);
        Assert.EndsWith("with 's' and the required edges.", new ClosesCycle(["A", "B", "C", "A"], ["s"], true).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SentencesSummary_NoneOneManyAndCut()
    {
        Assert.Equal("No edge among the 2 variables could be read in the text.", new SentencesSummary([], 2).Text);
        Assert.Equal("The text describes 1 edge among 2 variables: A -> B.", new SentencesSummary(["A -> B"], 2).Text);
        Assert.EndsWith(" and 1 more.", new SentencesSummary([.. Enumerable.Range(0, 9).Select(i => $"E{i}")], 5).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void NoStatementRead_NoneOneMany()
    {
        Assert.Equal(
            "domain_description holds no sentence. Write sentences such as 'A affects B.'",
            new NoStatementRead(0, null, "A", "B").Text);
        Assert.Equal(
            "No statement about the variables could be read in the sentence. The reason: It is a question. Write sentences such as 'A affects B.'",
            new NoStatementRead(1, new IsQuestion(), "A", "B").Text);
        Assert.Contains(
            "in the 3 sentences. For the first: It is a question.",
            new NoStatementRead(3,
            new IsQuestion(), "A", "B").Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void SentencesPooled_NamesWhatTheDataSay()
    {
        Assert.Contains("0.3 times its share of 1 resample, plus 0.7 times", new SentencesPooled(0.3, 1).Text, StringComparison.Ordinal);
        Assert.Contains(
            "0.3 times what the data's graph says (1 joined, 0 not), plus",
            new SentencesPooled(0.3, null).Text,
            StringComparison.Ordinal);
    }
}
