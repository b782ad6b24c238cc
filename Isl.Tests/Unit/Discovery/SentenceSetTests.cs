using Isl.Grains.Discovery.Knowledge;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Sets of sentences with the edges that are right: how often the reader is right, and how much it misses.</summary>
public sealed class SentenceSetTests
{
    private const double LeastPrecision = 0.98;
    private const double LeastRecall = 0.8;

    [Fact]
    public void Read_AllSentences_IsPreciseBeforeItIsComplete()
    {
        var (right, wrong, missed) = (0, new List<string>(), new List<string>());
        var all = SentenceFile.Of("statements").Concat(SentenceFile.Of("denials")).ToList();
        foreach (var sentence in all)
        {
            var (stated, _) = ReadSentence.Read(sentence.Text, sentence.Variables);
            right += stated.Intersect(sentence.Stated).Count;
            wrong.AddRange(stated.Except(sentence.Stated).Select(edge => $"{edge} in '{sentence.Text}'"));
            missed.AddRange(sentence.Stated.Except(stated).Select(edge => $"{edge} in '{sentence.Text}'"));
        }

        Assert.True(all.Count >= 150, "The set is too small to tell.");
        Assert.True(
            right / (double)(right + wrong.Count) >= LeastPrecision,
            $"{wrong.Count} of {right + wrong.Count} edges are wrong: {string.Join("; ", wrong)}");
        Assert.True(
            right / (double)(right + missed.Count) >= LeastRecall,
            $"{missed.Count} of {right + missed.Count} edges are missed: {string.Join("; ", missed)}");
    }

    [Fact]
    public void Read_Denials_StateNoEdge()
    {
        var wrong = SentenceFile.Of("denials")
            .Select(sentence => (sentence.Text, Found: ReadSentence.Read(sentence.Text, sentence.Variables).Stated))
            .Where(pair => !pair.Found.IsEmpty)
            .Select(pair => $"{string.Join(", ", pair.Found)} in '{pair.Text}'");

        Assert.Empty(wrong);
    }

    [Fact]
    public void Read_LinesListsAndMarks_AreReadExactly()
    {
        var wrong = SentenceFile.Of("layouts")
            .Where(sentence => !ReadSentence.Read(sentence.Text, sentence.Variables).Stated.SetEquals(sentence.Stated))
            .Select(sentence => sentence.Text);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Read_SentencesThatRuleOut_DenyTheEdge()
    {
        var wrong = SentenceFile.Of("denials").Concat(SentenceFile.Of("statements"))
            .Where(sentence => !sentence.Denied.IsSubsetOf(ReadSentence.Read(sentence.Text, sentence.Variables).Denied))
            .Select(sentence => sentence.Text);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Read_TextWithoutAStatement_SaysWhy()
    {
        var silent = SentenceFile.Of("denials")
            .Select(sentence => (sentence.Text, Reading: KnowledgeReader.Read(sentence.Text, sentence.Variables)))
            .Where(pair => pair.Reading.Denied.Count == 0 && pair.Reading.Unread.Count == 0)
            .Select(pair => pair.Text);

        Assert.Empty(silent);
    }

    [Theory]
    [InlineData("Ads frobnicate sales.", "frobnicate")]
    [InlineData("The sales team affects price.", "team")]
    [InlineData("Ads affect sales through magic.", "magic")]
    [InlineData("Ads that affect affect sales.", "affect")]
    public void Read_SentenceThatIsNotUnderstood_NamesTheWordThatStoppedIt(string text, string word)
    {
        var reading = KnowledgeReader.Read(text, ["ads", "price", "sales"]);

        Assert.Empty(reading.Stated);
        Assert.Contains(reading.Unread, part => part.Reason.Text.Contains($"'{word}'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Ads affect sales.", 1)]
    [InlineData("Ads may affect sales.", 0.5)]
    [InlineData("Price affects ads. It also affects sales.", 0.9)]
    [InlineData("Sales rise when ads rise.", 0.9)]
    [InlineData("Price affects ads. It may also affect sales.", 0.45)]
    public void Certainty_FallsWithWhatWasGuessed(string text, double expected) =>
        Assert.Equal(expected, KnowledgeReader.Read(text, ["ads", "price", "sales"]).Stated[^1].Certainty, 12);
}
