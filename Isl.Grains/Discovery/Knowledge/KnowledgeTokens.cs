using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>A word, a mark or a variable's name in a sentence.</summary>
/// <param name="Text">Lower case, apostrophes gone.</param>
/// <param name="Source">As written.</param>
/// <param name="Variable">Index of the variable it names, or -1.</param>
internal readonly record struct KnowledgeToken(string Text, string Source, int Variable)
{
    public bool IsName => Variable >= 0;
}

/// <summary>
/// Splits a text into sentences of tokens, the names of variables found: by longest match, whatever their case, plural, and marks between their
/// words.
/// </summary>
internal sealed partial class KnowledgeTokens
{
    private const int SpareWords = 2;
    private static readonly SearchValues<char> Ends = SearchValues.Create(".,;:!?()");
    private readonly ImmutableArray<string> _variables;
    private readonly Dictionary<string, int> _exact = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byStem = new(StringComparer.Ordinal);
    private readonly int _longest;

    private KnowledgeTokens(ImmutableArray<string> variables)
    {
        _variables = variables;
        for (var i = 0; i < variables.Length; i++)
        {
            var key = Key(variables[i]);
            _exact.TryAdd(variables[i], i);
            AddOnce(_byKey, key, i);
            AddOnce(_byStem, Stem(key), i);
            _longest = Math.Max(_longest, WordOrMark().Count(variables[i]) + SpareWords);
        }
    }

    /// <summary>The sentences of a text, as written and as tokens.</summary>
    public static (ImmutableArray<string> Sentences, List<List<KnowledgeToken>> Tokens) Split(string text, ImmutableArray<string> variables)
    {
        var reader = new KnowledgeTokens(variables);
        var words = WordOrMark().Matches(text);
        var sentences = ImmutableArray.CreateBuilder<string>();
        var tokens = new List<List<KnowledgeToken>>();
        var current = new List<KnowledgeToken>();
        var begin = 0;
        for (var at = 0; at < words.Count;)
        {
            var (variable, length) = reader.Match(text, words, at);
            var last = words[at + length - 1];
            if (variable < 0 && IsSentenceEnd(text, words[at]))
            {
                Close(words[at].Index + (words[at].Value is "!" or "?" or "." ? 1 : 0), words[at].Value);
                at++;
                begin = words[at - 1].Index + words[at - 1].Length;
                continue;
            }

            var source = text[words[at].Index..(last.Index + last.Length)];
            if (variable < 0 && Contraction(source) is { } parts)
            {
                current.AddRange(parts.Select(part => new KnowledgeToken(part, source, -1)));
            }
            else
            {
                current.Add(new KnowledgeToken(Plain(source), source, variable));
            }

            at += length;
        }

        Close(text.Length, "");
        return (sentences.ToImmutable(), tokens);

        void Close(int end, string mark)
        {
            if (current.Exists(token => token.IsName || char.IsLetterOrDigit(token.Text[0])))
            {
                if (mark == "?")
                {
                    current.Add(new KnowledgeToken("?", "?", -1));
                }

                sentences.Add(Spaces().Replace(text[begin..end].Trim(), " "));
                tokens.Add(current);
            }

            current = [];
        }
    }

    private (int Variable, int Length) Match(string text, MatchCollection words, int at)
    {
        if (!char.IsLetterOrDigit(words[at].Value[0]) && words[at].Value[0] != '_')
        {
            return (-1, 1);
        }

        for (var length = Math.Min(_longest, words.Count - at); length >= 1; length--)
        {
            var last = words[at + length - 1];
            var source = text[words[at].Index..(last.Index + last.Length)];
            if (source.Contains('\n', StringComparison.Ordinal) || !(char.IsLetterOrDigit(last.Value[0]) || last.Value[0] == '_'))
            {
                continue;
            }

            if (_exact.TryGetValue(source, out var variable))
            {
                if (length > 1 || !IsArticle(words, at))
                {
                    return (variable, length);
                }

                continue;
            }

            // Only spaces, hyphens and underscores may stand inside a name that is not written exactly: a full stop or a comma ends it.
            if (source.AsSpan().ContainsAny(Ends) || (length == 1 && (KnowledgeLexicon.IsReserved(Plain(source)) || source.Length < 2)))
            {
                continue;
            }

            var key = Key(source);
            if ((_byKey.TryGetValue(key, out variable) || _byStem.TryGetValue(Stem(key), out variable)) && variable >= 0)
            {
                return (variable, length);
            }
        }

        return (-1, 1);
    }

    /// <summary>Is a variable named "A" here the article? So it is when a name or any other word that is no verb follows.</summary>
    private static bool IsArticle(MatchCollection words, int at)
    {
        if (words[at].Value is not ("A" or "I") || at + 1 >= words.Count)
        {
            return false;
        }

        var next = Plain(words[at + 1].Value);
        return char.IsLetter(next[0])
            && !KnowledgeLexicon.Verbs.ContainsKey(next)
            && !KnowledgeLexicon.Modifiers.Contains(next)
            && !KnowledgeLexicon.Connectors.Contains(next)
            && !KnowledgeLexicon.Hedges.Contains(next)
            && !KnowledgeLexicon.Negations.Contains(next)
            && !KnowledgeLexicon.Through.Contains(next)
            && !KnowledgeLexicon.Relatives.Contains(next)
            && !KnowledgeLexicon.ClauseBreaks.Contains(next)
            && !next.EndsWith("ly", StringComparison.Ordinal)
            && Contraction(words[at + 1].Value) is null
            && next is not ("on" or "by" or "but");
    }

    private static bool IsSentenceEnd(string text, Match mark) => mark.Value is "!" or "?" or ";" or "\n"
        || (mark.Value == "." && (mark.Index + 1 >= text.Length || char.IsWhiteSpace(text[mark.Index + 1])));

    private static string[]? Contraction(string source)
    {
        var plain = source.Replace('’', '\'').ToLowerInvariant();
        return plain switch
        {
            "can't" or "cannot" => ["can", "not"],
            "won't" => ["will", "not"],
            "dont" or "doesnt" => [plain[..^2], "not"],
            _ when plain.EndsWith("n't", StringComparison.Ordinal) => [plain[..^3], "not"],
            _ => null,
        };
    }

    private static string Plain(string source)
    {
        var plain = source.Replace('’', '\'').ToLowerInvariant();
        return plain.EndsWith("'s", StringComparison.Ordinal) ? plain[..^2] : plain;
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
    private static string Stem(string key) =>
        key switch
        {
            _ when key.Length > 4 && key.EndsWith("ies", StringComparison.Ordinal) => key[..^3] + "y",
            _ when key.Length > 4
                    && (
                        key.EndsWith("sses", StringComparison.Ordinal)
                        || key.EndsWith("xes", StringComparison.Ordinal)
                        || key.EndsWith("ches", StringComparison.Ordinal)
                        || key.EndsWith("shes", StringComparison.Ordinal)) => key[..^2],
            _ when key.Length > 3 && key[^1] == 's' && key[^2] is not ('s' or 'u' or 'i') => key[..^1],
            _ => key,
        };

    private static void AddOnce(Dictionary<string, int> index, string key, int variable)
    {
        // Two variables of one key: neither is meant unless it is written exactly.
        if (!index.TryAdd(key, variable))
        {
            index[key] = -1;
        }
    }

    [GeneratedRegex(@"-{1,2}>|→|=>|<-{1,2}|←|[\p{L}\p{N}\p{M}_]+(?:['’][\p{L}]+)?|[^\s]|\n")]
    private static partial Regex WordOrMark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
