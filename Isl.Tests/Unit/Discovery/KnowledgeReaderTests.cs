using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Discovery;

public sealed class KnowledgeReaderTests
{
    private static readonly string[] Names = ["Price", "Quality", "Sales", "AdSpend", "customer_satisfaction", "Demand"];

    [Theory]
    [InlineData("Price affects Sales.", "Price>Sales")]
    [InlineData("price drives sales", "Price>Sales")]
    [InlineData("Prices influence sale", "Price>Sales")]
    [InlineData("Price causes Sales and Demand.", "Price>Sales Price>Demand")]
    [InlineData("Price, Quality and Ad Spend affect Sales.", "Price>Sales Quality>Sales AdSpend>Sales")]
    [InlineData("Price, quality, and ad-spend all strongly affect our sales!", "Price>Sales Quality>Sales AdSpend>Sales")]
    [InlineData("Ad spend as well as quality leads to demand", "AdSpend>Demand Quality>Demand")]
    [InlineData("Quality increases customer satisfaction", "Quality>customer_satisfaction+")]
    [InlineData("Quality increases CustomerSatisfaction", "Quality>customer_satisfaction+")]
    [InlineData("Price reduces Demand and Sales", "Price>Demand- Price>Sales-")]
    [InlineData("Sales depend on Price and Demand.", "Price>Sales Demand>Sales")]
    [InlineData("Sales depends negatively on Price", "Price>Sales-")]
    [InlineData("Demand is caused by Price", "Price>Demand")]
    [InlineData("Sales are driven largely by Demand and by Quality.", "Demand>Sales Quality>Sales")]
    [InlineData("Demand, driven by Quality, affects Sales", "Quality>Demand Demand>Sales")]
    [InlineData("Demand is reduced by Price", "Price>Demand-")]
    [InlineData("Ad spend results in demand", "AdSpend>Demand")]
    [InlineData("Sales result from demand", "Demand>Sales")]
    [InlineData("Price has a negative effect on Sales", "Price>Sales-")]
    [InlineData("The effect of price on sales is negative.", "Price>Sales-")]
    [InlineData("The main drivers of sales are price and quality.", "Price>Sales Quality>Sales")]
    [InlineData("Price is the main driver of sales.", "Price>Sales")]
    [InlineData("Sales are a function of price and demand", "Price>Sales Demand>Sales")]
    [InlineData("Quality leads to lower demand", "Quality>Demand-")]
    [InlineData("Lower prices increase sales", "Price>Sales-")]
    [InlineData("Quality positively affects sales", "Quality>Sales+")]
    [InlineData("Price affects Demand, which affects Sales.", "Price>Demand Demand>Sales")]
    [InlineData("Demand, which depends on Price, affects Sales.", "Price>Demand Demand>Sales")]
    [InlineData("Price reduces Demand and increases Quality", "Price>Demand- Price>Quality+")]
    [InlineData("Price affects Demand and Quality affects Sales", "Price>Demand Quality>Sales")]
    [InlineData("Price affects Demand, while Quality and Ad Spend affect Sales", "Price>Demand Quality>Sales AdSpend>Sales")]
    [InlineData("Price affects Demand and Quality and Ad Spend affect Sales", "Price>Demand Quality>Sales AdSpend>Sales")]
    [InlineData("Price affects Sales through Demand", "Price>Demand Demand>Sales")]
    [InlineData(
        "Price and Quality affect Sales via Demand and Ad Spend",
        "Price>Demand Demand>Sales Price>AdSpend AdSpend>Sales Quality>Demand Quality>AdSpend"
    )]
    [InlineData("Through Demand, Price affects Sales.", "Price>Demand Demand>Sales")]
    [InlineData("Price affects Sales only through Demand", "Price>Demand Demand>Sales !Price>Sales")]
    [InlineData("Price does not affect Quality", "!Price>Quality")]
    [InlineData("Price doesn't affect Quality or Demand.", "!Price>Quality !Price>Demand")]
    [InlineData("Price affects Sales but not Quality", "Price>Sales !Price>Quality")]
    [InlineData("Price affects Sales but does not affect Quality", "Price>Sales !Price>Quality")]
    [InlineData("Neither Price nor Quality affects Demand", "!Price>Demand !Quality>Demand")]
    [InlineData("Price has no effect on Quality", "!Price>Quality")]
    [InlineData("There is no effect of Price on Quality.", "!Price>Quality")]
    [InlineData("Quality is not driven by Price", "!Price>Quality")]
    [InlineData("Quality is unaffected by Price", "!Price>Quality")]
    [InlineData("Quality is independent of Price", "!Price>Quality !Quality>Price")]
    [InlineData("Price may affect Sales", "Price>Sales?")]
    [InlineData("If Price rises, Sales fall.", "Price>Sales-")]
    [InlineData("When Price increases, Sales fall.", "Price>Sales-")]
    [InlineData("Price -> Demand -> Sales; Quality <- AdSpend", "Price>Demand Demand>Sales AdSpend>Quality")]
    [InlineData("Price affects Demand.\nDemand affects Sales", "Price>Demand Demand>Sales")]
    [InlineData("Price affects the price's demand", "Price>Demand")]
    public void Read_Sentence_GivesItsEdges(string text, string expected) => Assert.Equal(Sort(expected), Read(text, Names));

    [Theory]
    [InlineData("Does Price affect Sales?", "question")]
    [InlineData("Price affects Sales if Demand is high.", "conditional")]
    [InlineData("Price affects Sales only when Demand rises.", "conditional")]
    [InlineData("Price is correlated with Sales.", "association")]
    [InlineData("Price and Sales affect each other.", "feedback")]
    [InlineData("Weather affects Sales.", "'Weather'")]
    [InlineData("Nothing here says anything.", "none of the variables")]
    [InlineData("Price and Sales are both in the table.", "No verb")]
    [InlineData("Price indirectly affects Sales.", "goes through")]
    [InlineData("Price does not affect Sales through Demand.", "denies a way")]
    [InlineData("Price affects price.", "both sides")]
    public void Read_SentenceThatIsNoStatement_SaysWhy(string text, string reason)
    {
        var reading = KnowledgeReader.Read(text, [.. Names]);

        Assert.Empty(reading.Stated);
        Assert.Empty(reading.Denied);
        Assert.Contains(reading.Unread, part => part.Reason.Text.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Read_UnknownWordInAList_ReadsTheRestAndNamesTheWord()
    {
        var reading = KnowledgeReader.Read("Weather and Price affect Sales.", [.. Names]);

        Assert.Equal("Price>Sales", Text(reading));
        Assert.Equal(["Weather"], reading.UnmatchedWords);
        Assert.Contains("Weather", Assert.Single(reading.Unread).Reason.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A affects B", "A>B")]
    [InlineData("A price affects B", "Price>B")]
    [InlineData("A affects B and B affects A Price", "A>B B>Price")]
    [InlineData("Price affects a and b", "")]
    [InlineData("A, B and Price Index drive Sales Volume.", "A>Sales Volume B>Sales Volume Price Index>Sales Volume")]
    [InlineData("Impact affects B", "Impact>B")]
    [InlineData("Price has an impact on Impact", "Price>Impact")]
    [InlineData("v1.2 affects B. Price affects v1.2.", "v1.2>B Price>v1.2")]
    [InlineData("größe beeinflusst nichts. Größe affects B", "Größe>B")]
    public void Read_DifficultNames_LongestAndExactMatchFirst(string text, string expected) =>
        Assert.Equal(Sort(expected), Read(text, ["A", "B", "Price", "Price Index", "Sales Volume", "Impact", "v1.2", "Größe"]));

    [Fact]
    public void Read_NamesThatDifferInCaseOnly_AreFoundExactly()
    {
        Assert.Equal("x>Y", Read("x affects Y", ["X", "x", "Y"]));
        Assert.Equal("X>Y", Read("X affects Y", ["X", "x", "Y"]));
    }

    [Fact]
    public void Resolve_Cycle_LeavesTheLaterSentenceOutAndNamesAll()
    {
        var reading = KnowledgeReader.Read("Price affects Demand. Demand affects Sales. Sales affect Price.", [.. Names]);
        KnowledgeResolution.Resolve(reading, EdgeConstraints.None(Names.Length), "/t");

        var (edge, reason) = Assert.Single(reading.Dropped);
        Assert.Equal(("Sales", "Price"), (Names[edge.From], Names[edge.To]));
        Assert.Contains("Price -> Demand -> Sales -> Price", reason.Text, StringComparison.Ordinal);
        Assert.Contains("'Price affects Demand.'", reason.Text, StringComparison.Ordinal);
        Assert.Contains("'Demand affects Sales.'", reason.Text, StringComparison.Ordinal);
        Assert.Equal(2, reading.Kept.Count);
    }

    [Fact]
    public void Resolve_StatedAndDenied_LeavesTheEdgeOut()
    {
        var reading = KnowledgeReader.Read("Price affects Demand. Price does not affect Demand.", [.. Names]);
        KnowledgeResolution.Resolve(reading, EdgeConstraints.None(Names.Length), "/t");

        Assert.Empty(reading.Kept);
        Assert.Contains("rules it out", Assert.Single(reading.Dropped).Reason.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_AgainstPriorKnowledge_Throws()
    {
        var required = new EdgeConstraints(Names.Length, [(2, 0), (0, 1)], []);
        foreach (var text in new[] { "Price affects Sales.", "Quality affects Sales", "Price does not affect Quality." })
        {
            var error = Assert.Throws<InputException>(() =>
                KnowledgeResolution.Resolve(KnowledgeReader.Read(text, [.. Names]), required, "/domain_description"));
            Assert.Equal("/domain_description", error.Errors[0].Path);
            Assert.Contains(text, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Read_ArbitraryText_NeverThrowsAndEndsSoon()
    {
        var random = new Random(5);
        string[] pieces =
        [
            .. Names,
            "affects",
            "and",
            ",",
            ".",
            "which",
            "not",
            "through",
            "is",
            "by",
            "because",
            "of",
            "the",
            "effect",
            "on",
            "but",
            "lower",
            "->",
            "?",
            "(",
            "\n",
            "’",
            "only",
            "neither",
            "nor",
        ];
        for (var i = 0; i < 3000; i++)
        {
            var text = string.Join(' ', Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            var reading = KnowledgeReader.Read(text, [.. Names]);
            Assert.All(reading.Stated.Concat(reading.Denied), edge => Assert.NotEqual(edge.From, edge.To));
            KnowledgeResolution.Resolve(reading, EdgeConstraints.None(Names.Length), "/t");
        }
    }

    private static string Read(string text, string[] names) => Text(KnowledgeReader.Read(text, [.. names]));

    private static string Text(KnowledgeReading reading)
    {
        var variables = reading.Variables;
        return Sort(
            string.Join(
                ' ',
                reading
                    .Stated.Select(edge =>
                        $"{variables[edge.From]}>{variables[edge.To]}{(edge.Sign > 0 ? "+" : edge.Sign < 0 ? "-" : "")}{(edge.Hedged ? "?" : "")}")
                    .Concat(reading.Denied.Select(edge => $"!{variables[edge.From]}>{variables[edge.To]}")))
        );
    }

    private static string Sort(string edges) => string.Join(' ', edges.Split(' ').Order(StringComparer.Ordinal));
}
