using System.Collections.Frozen;

namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>The words and phrases that the reader knows. English; everything in lower case.</summary>
internal static class Lexicon
{
    private static readonly FrozenDictionary<string, Tag> Words = Read();
    private static readonly FrozenDictionary<string, Tag>.AlternateLookup<ReadOnlySpan<char>> Spans = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Words whose names must be written exactly: in the grammar they carry another meaning.</summary>
    private const Tag Reserved =
        Tag.Determiner | Tag.Negation | Tag.No | Tag.And | Tag.Or | Tag.Contrast | Tag.Hedge | Tag.Void | Tag.Chain | Tag.Be | Tag.Have | Tag.Do
        | Tag.Modal | Tag.HedgeModal | Tag.Through | Tag.When | Tag.Conditional | Tag.Relative | Tag.Pronoun | Tag.Only | Tag.Neither | Tag.Nor
        | Tag.Too | Tag.Harmless | Tag.Up | Tag.Down | Tag.EffectNoun | Tag.CauseNoun | Tag.Unlike | Tag.Likewise | Tag.SettingPreposition;

    /// <summary>The most words in a phrase.</summary>
    public static readonly int LongestPhrase = Words.Keys.Max(phrase => phrase.Count(letter => letter == ' ') + 1);

    /// <summary>What a word or a phrase with single spaces may be.</summary>
    public static Tag TagOf(ReadOnlySpan<char> text) => Spans.TryGetValue(text, out var tag) ? tag : Tag.None;

    /// <summary>Must a variable of this name be written exactly?</summary>
    public static bool IsReserved(string word) =>
        (TagOf(word) & Reserved) != 0
        || (!Things.Contains(word) && VerbTable.SensesOf(word).Any(sense => sense.Sense.Class is <= VerbClass.Changes or VerbClass.Matters));

    /// <summary>Might a word be a noun of its own, so that it may stand for a longer name that it ends?</summary>
    public static bool IsNoun(string word) => TagOf(word) == Tag.None && !IsReserved(word) && !Particles.Contains(word);

    /// <summary>Has the grammar any use for the word?</summary>
    public static bool IsKnown(string word) => TagOf(word) != Tag.None || VerbTable.SensesOf(word).Length > 0 || Particles.Contains(word);

    /// <summary>1 for a word that says upwards, −1 for one that says downwards, else 0.</summary>
    public static int SignOf(Tag tag) => (tag & Tag.Up) != 0 ? 1 : (tag & Tag.Down) != 0 ? -1 : 0;

    /// <summary>1 for a noun that says more of what follows, −1 for less, 0 for either.</summary>
    public static int SignOfChange(string noun) => ChangesUp.Contains(noun) ? 1 : ChangesDown.Contains(noun) ? -1 : 0;

    private static readonly FrozenSet<string> Particles = Set(
        "of to on upon from by for with than into there how why what where in at about behind as the more most other far constant fixed "
            + "steady held kept equal include includes unchanged unaffected untouched become becomes became becoming without being same");

    /// <summary>Words that are verbs of cause and effect but, as names of variables, things.</summary>
    private static readonly FrozenSet<string> Things = Set(
        "support damage yield yields delay delays speed benefit benefits help fuel stress condition conditions force control controls aid "
            + "harm limit "
            + "limits cost costs block spark move moves touch produce balloon climate surge peak contract signal signals match track channel bias "
            + "spike dip slump swing result trade risk supply");

    private static readonly FrozenSet<string> ChangesUp = Set(
        "increase increases rise rises growth gain gains improvement improvements boost hike hikes surge surges uptick excess expansion jump "
            + "jumps spike spikes");

    private static readonly FrozenSet<string> ChangesDown = Set(
        "decrease decreases decline declines drop drops fall falls reduction reductions loss losses cut cuts dip dips slump deterioration lack "
            + "absence shortage scarcity contraction erosion");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, Tag> Read()
    {
        var words = new Dictionary<string, Tag>(StringComparer.Ordinal);
        foreach (var (tag, list) in WordTable.Grammar.Concat(WordTable.Content))
        {
            foreach (var word in list.Split(' '))
            {
                var key = word.Replace('_', ' ');
                words[key] = words.GetValueOrDefault(key) | tag;
            }
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
