using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge;
using Isl.Tests.Golden;

namespace Isl.Tests.Properties.Discovery;

/// <summary>What holds of any sentence: denied or doubted it states nothing, and no text brings the reader to a halt.</summary>
public sealed class SentenceProperties
{
    private static readonly ImmutableArray<string> Names = ["price", "quality", "demand", "ad spend", "market share"];

    /// <summary>A verb's forms behind a singular subject and behind "to", its gerund, and whether the effect stands first.</summary>
    private static readonly (string Third, string Base, string Gerund, bool IsBackward)[] Verbs =
    [
        ("affects", "affect", "affecting", false),
        ("increases", "increase", "increasing", false),
        ("reduces", "reduce", "reducing", false),
        ("drives up", "drive up", "driving up", false),
        ("leads to", "lead to", "leading to", false),
        ("contributes to", "contribute to", "contributing to", false),
        ("depends on", "depend on", "depending on", true),
        ("responds to", "respond to", "responding to", true),
        ("results from", "result from", "resulting from", true),
        ("has an effect on", "have an effect on", "having an effect on", false),
        ("matters for", "matter for", "mattering for", false),
    ];

    private static readonly string[] Assertions =
    [
        "{0} {1} {3}.",
        "We know that {0} {1} {3}.",
        "It is well known that {0} {1} {3}.",
        "Studies show that {0} {1} {3}.",
        "There is no doubt that {0} {1} {3}.",
        "{0} tends to {2} {3}.",
        "{0} is known to {2} {3}.",
        "{0} also {1} {3}.",
        "In general, {0} strongly {1} {3}.",
        "It is {0} that {1} {3}.",
    ];

    private static readonly string[] Denials =
    [
        "{0} does not {2} {3}.",
        "{0} doesn't {2} {3}.",
        "{0} never {1} {3}.",
        "{0} no longer {1} {3}.",
        "{0} fails to {2} {3}.",
        "{0} is unable to {2} {3}.",
        "{0} cannot {2} {3}.",
        "{0} used to {2} {3}.",
        "{0} hardly {1} {3}.",
        "{0} was never shown to {2} {3}.",
        "{0} is said to {2} {3}.",
        "{0} is unlikely to {2} {3}.",
        "{0} supposedly {1} {3}.",
        "Neither {0} nor {4} {1} {3}.",
        "It is not true that {0} {1} {3}.",
        "It is unclear whether {0} {1} {3}.",
        "It is a myth that {0} {1} {3}.",
        "There is no evidence that {0} {1} {3}.",
        "There is little evidence that {0} {1} {3}.",
        "I doubt that {0} {1} {3}.",
        "Nobody believes that {0} {1} {3}.",
        "No study shows that {0} {1} {3}.",
        "We used to think that {0} {1} {3}, but this is false.",
        "Some people claim that {0} {1} {3}.",
        "The idea that {0} {1} {3} is wrong.",
        "{0} {1} {3}, but this is not true.",
        "{0} {1} {3}. This is false.",
        "{0} {1} {3}. Nobody believes this.",
        "Does {0} {2} {3}?",
    ];

    [Fact]
    public void Read_AnyTemplate_GivesItsEdgeAndNoOther() => Assert.Empty(Fill(Assertions, (read, edge) => read.Count == 1 && read.Contains(edge)));

    [Fact]
    public void Read_AnyDenial_GivesNoEdge() => Assert.Empty(Fill(Denials, (read, _) => read.IsEmpty));

    [Fact]
    public void Read_AnySentenceDeniedOrDoubted_GivesNoEdge()
    {
        // A contrast ends what is denied ("it is not true that A affects B, but C does"), so sentences with one are left out.
        string[] contrasts = ["but ", "while ", "whereas ", "though", "however", ";", ". ", "?", "->", "→", "\n"];
        string[] frames = ["It is not true that {0}", "There is no evidence that {0}", "I doubt that {0}", "{1} This is not true.",
            "{1} That is a myth."];
        var wrong =
            from sentence in SentenceFile.Of("statements")
            where !contrasts.Any(contrast => sentence.Text.Contains(contrast, StringComparison.OrdinalIgnoreCase))
            from frame in frames
            let text = string.Format(null, frame, char.ToLowerInvariant(sentence.Text[0]) + sentence.Text[1..], sentence.Text)
            where !ReadSentence.Read(text, sentence.Variables).Stated.IsEmpty
            select text;

        Assert.Empty(wrong);
    }

    [Fact]
    public void Read_OrderOfTheVariables_ChangesNothing()
    {
        var wrong = SentenceFile.Of("statements")
            .Where(one => !ReadSentence.Read(one.Text,
                one.Variables).Stated.SetEquals(ReadSentence.Read(one.Text, [.. one.Variables.Reverse()]).Stated))
            .Select(one => one.Text);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Read_AWordNobodyKnows_StopsTheSentence()
    {
        foreach (var text in new[] { "price blorps affects demand", "price affects blorped demand", "blorp price affects demand",
            "price blorpily affects demand" })
        {
            Assert.Empty(ReadSentence.Read(text, Names).Stated);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Read_TenThousandWordsOfSoup_Ends(bool hasFullStops)
    {
        var random = new Random(11);
        var pieces = (string.Join(' ', Names)
            + " affects and , which not through is by because of the effect on but lower -> ( only neither nor that it this so does there "
                + "no evidence when"
            + " rises falls as more than driven depends both while increase in raising to have price price , and")
            .Split(' ');
        for (var round = 0; round < 3; round++)
        {
            var words = Enumerable.Range(0, 10_000).Select(i => pieces[random.Next(pieces.Length)] + (hasFullStops && i % 25 == 24 ? "." : ""));
            var reading = KnowledgeReader.Read(string.Join(' ', words), Names);

            Assert.All(reading.Stated, edge => Assert.NotEqual(edge.From, edge.To));
        }
    }

    private static IEnumerable<string> Fill(string[] templates, Func<ImmutableHashSet<string>, string, bool> isRight) =>
        from template in templates
        from verb in Verbs
        from pair in new[] { (Subject: 0, Object: 1), (Subject: 2, Object: 3), (Subject: 4, Object: 0) }
        let text = string.Format(null, template, Names[pair.Subject], verb.Third, verb.Base, Names[pair.Object],
            Names[(pair.Object + 1) % Names.Length])
        let edge = verb.IsBackward ? $"{Names[pair.Object]}>{Names[pair.Subject]}" : $"{Names[pair.Subject]}>{Names[pair.Object]}"
        where !isRight(ReadSentence.Read(text, Names).Stated, edge)
        select text;
}
