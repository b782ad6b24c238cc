using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>
/// Finds the names of variables: whatever their case, plural, underscores, hyphens or camel case; "price of oil" for "oil price"; and, as a
/// guess, the last word of a longer name where no other name has it.
/// </summary>
internal sealed class NameIndex
{
    private const int Ambiguous = -1;
    private static readonly SearchValues<char> Ends = SearchValues.Create(".,;:!?()\"");
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byStem = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byLastWord = new(StringComparer.Ordinal);

    /// <summary>An index of the names.</summary>
    public NameIndex(ImmutableArray<string> variables)
    {
        var words = variables.Select(WordsOf).ToList();
        var uses = words.SelectMany(parts => parts.Select(Stem).Distinct()).GroupBy(word => word).ToDictionary(group => group.Key, group =>
            group.Count());
        for (var i = 0; i < variables.Length; i++)
        {
            var key = Key(variables[i]);
            _exact.TryAdd(variables[i], i);
            AddOnce(_byKey, key, i);
            AddOnce(_byStem, Stem(key), i);
            LongestName = Math.Max(LongestName, Tokeniser.CountWords(variables[i]) + 2);
            if (words[i].Count > 1)
            {
                AddOnce(_byStem, words[i][^1] + "of" + string.Concat(words[i].SkipLast(1)), i);
                var last = Stem(words[i][^1]);
                if (last.Length > 3 && uses[last] == 1 && Lexicon.IsNoun(words[i][^1]) && Lexicon.IsNoun(last))
                {
                    _byLastWord[last] = i;
                }
            }
        }
    }

    /// <summary>The most words and marks that a name may take up.</summary>
    public int LongestName { get; }

    /// <summary>The variable written exactly so; −1 for none.</summary>
    public int Exact(string source) => _exact.GetValueOrDefault(source, Ambiguous);

    /// <summary>The variable that a text names; −1 for none.</summary>
    /// <param name="source">The text.</param>
    /// <param name="isOneWord">It is a single word.</param>
    public int Find(string source, bool isOneWord)
    {
        // Only spaces, hyphens and underscores may stand inside a name that is not written exactly: a full stop or a comma ends it.
        if (source.AsSpan().ContainsAny(Ends) || source.Length < 2 || (isOneWord && Lexicon.IsReserved(Plain(source))))
        {
            return Ambiguous;
        }

        var key = Key(source);
        return _byKey.TryGetValue(key, out var variable) || _byStem.TryGetValue(Stem(key), out variable) ? variable : Ambiguous;
    }

    /// <summary>The variable whose name ends with a word that ends no other; −1 for none.</summary>
    public int ByLastWord(string source) => _byLastWord.GetValueOrDefault(Stem(Key(source)), Ambiguous);

    /// <summary>Lower case, without the "'s" of a genitive.</summary>
    public static string Plain(string source)
    {
        var plain = source.Replace('’', '\'').ToLowerInvariant();
        return plain.EndsWith("'s", StringComparison.Ordinal) ? plain[..^2] : plain;
    }

    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            if (!char.IsLetterOrDigit(name[i]) || (i > 0 && char.IsUpper(name[i]) && char.IsLower(name[i - 1])))
            {
                Close();
            }

            if (char.IsLetterOrDigit(name[i]))
            {
                word.Append(char.ToLowerInvariant(name[i]));
            }
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
    }

    /// <summary>Letters and digits alone, in lower case: "Ad Spend", "ad_spend", "adSpend" and "ad-spend" are one.</summary>
    private static string Key(string text)
    {
        var key = new StringBuilder(text.Length);
        foreach (var letter in Plain(text))
        {
            if (char.IsLetterOrDigit(letter))
            {
                key.Append(letter);
            }
        }

        return key.Length == 0 ? text : key.ToString();
    }

    /// <summary>The singular of a word that looks like a plural.</summary>
    private static string Stem(string key) => key switch
    {
        _ when key.Length > 4 && key.EndsWith("ies", StringComparison.Ordinal) => key[..^3] + "y",
        _ when key.Length > 4 && EndsInSibilant(key) => key[..^2],
        _ when key.Length > 3 && key[^1] == 's' && key[^2] is not ('s' or 'u' or 'i') => key[..^1],
        _ => key,
    };

    private static bool EndsInSibilant(string key) =>
        key.EndsWith("sses", StringComparison.Ordinal)
        || key.EndsWith("xes", StringComparison.Ordinal)
        || key.EndsWith("ches", StringComparison.Ordinal)
        || key.EndsWith("shes", StringComparison.Ordinal);

    private static void AddOnce(Dictionary<string, int> index, string key, int variable)
    {
        // Two variables of one key: neither is meant unless it is written exactly.
        if (!index.TryAdd(key, variable))
        {
            index[key] = Ambiguous;
        }
    }
}
