using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Isl.Grains.Discovery.Knowledge.Vocabulary;

/// <summary>Splits a text into sentences of tokens, the longest names and phrases first.</summary>
internal sealed partial class Tokeniser
{
    private readonly string _text;
    private readonly NameIndex _names;
    private readonly MatchCollection _words;
    private readonly List<Sentence> _sentences = [];
    private List<Token> _current = [];
    private int _begin;

    private Tokeniser(string text, ImmutableArray<string> variables)
    {
        (_text, _names, _words) = (text, new NameIndex(variables), WordOrMark().Matches(text));
    }

    /// <summary>The sentences of a text. O(length · longest name).</summary>
    public static List<Sentence> Split(string text, ImmutableArray<string> variables) => new Tokeniser(text, variables).Run();

    /// <summary>Words and marks in a name.</summary>
    public static int CountWords(string name) => WordOrMark().Count(name);

    private List<Sentence> Run()
    {
        for (var at = 0; at < _words.Count;)
        {
            var taken = Name(at);
            if (taken == 0 && IsEnd(_words[at]))
            {
                Close(_words[at]);
                taken = 1;
            }
            else if (taken == 0)
            {
                taken = Phrase(at);
            }

            at += taken;
        }

        Close(null);
        return _sentences;
    }

    /// <summary>Adds the name that begins here; the number of words it takes, 0 for none.</summary>
    private int Name(int at)
    {
        if (!IsWord(_words[at]))
        {
            return 0;
        }

        var phrase = PhraseLength(at);
        for (var length = Math.Min(_names.LongestName, _words.Count - at); length >= 1; length--)
        {
            var last = _words[at + length - 1];
            var source = Source(at, length);
            if (source.Contains('\n', StringComparison.Ordinal) || !IsWord(last))
            {
                continue;
            }

            var variable = _names.Exact(source) is >= 0 and var exact && (length > 1 || !IsArticle(at)) ? exact : -1;
            variable = variable >= 0 || length < phrase ? variable : _names.Find(source, length == 1);
            variable = variable < 0 && length == 1 && at == FirstWord() ? AtStart(source, at) : variable;
            var isGuess = variable < 0 && length == 1 && phrase <= 1 && _names.ByLastWord(source) >= 0;
            if (variable >= 0 || isGuess)
            {
                Add(source, isGuess ? _names.ByLastWord(source) : variable, isGuess);
                return length;
            }
        }

        return 0;
    }

    private int FirstWord() => _current.Count == 0 ? _begin : -1;

    /// <summary>At the start of a sentence a capital does not tell a name from a word of the grammar: "Impact affects B".</summary>
    private int AtStart(string source, int at) =>
        IsArticle(at) ? -1 : _names.Exact(char.ToLowerInvariant(source[0]) + source[1..]);

    /// <summary>Adds the longest phrase of the lexicon that begins here, or the word itself.</summary>
    private int Phrase(int at)
    {
        var length = Math.Max(PhraseLength(at), 1);
        if (length == 1 && Contraction(_words[at].Value) is { } parts)
        {
            foreach (var part in parts)
            {
                _current.Add(new Token(part, _words[at].Value, -1, Lexicon.TagOf(part), false, false));
            }

            return 1;
        }

        Add(Source(at, length), -1, false);
        return length;
    }

    private void Add(string source, int variable, bool isGuess)
    {
        if (source is "'" or "’" && _current.Count > 0 && _current[^1].Text.EndsWith('s'))
        {
            _current[^1] = _current[^1] with { IsPossessive = true };
            return;
        }

        var text = Spaces().Replace(NameIndex.Plain(source), " ");
        var isPossessive = source.Replace('’', '\'').EndsWith("'s", StringComparison.OrdinalIgnoreCase);
        _current.Add(new Token(text, source, variable, Lexicon.TagOf(text), isGuess, isPossessive));
    }

    private int PhraseLength(int at)
    {
        var (found, key) = (0, new StringBuilder());
        for (var length = 1; length <= Lexicon.LongestPhrase && at + length <= _words.Count; length++)
        {
            var word = _words[at + length - 1].Value;
            if (word == "\n" || (length > 1 && _names.Exact(word) >= 0 && Lexicon.TagOf(word) == Tag.None))
            {
                break;
            }

            key.Append(length > 1 ? " " : "").Append(word.Replace('’', '\'').ToLowerInvariant());
            found = Lexicon.TagOf(key.ToString()) != Tag.None ? length : found;
        }

        return found;
    }

    /// <summary>Is a variable named "A" here the article? So it is when a name or any other word that is no verb follows.</summary>
    private bool IsArticle(int at)
    {
        if (_words[at].Value is not ("A" or "I" or "a") || at + 1 >= _words.Count)
        {
            return false;
        }

        const Tag behindNames = Tag.And | Tag.Or | Tag.Nor | Tag.Contrast | Tag.Negation | Tag.Be | Tag.Have | Tag.Do | Tag.Modal | Tag.HedgeModal
            | Tag.Harmless
            | Tag.Hedge | Tag.Void | Tag.Through | Tag.Relative | Tag.Chain | Tag.Too | Tag.Rather | Tag.Only | Tag.Direct | Tag.Indirect;
        var next = NameIndex.Plain(_words[at + 1].Value);
        return char.IsLetter(next[0])
            && !VerbTable.SensesOf(next).Any(sense => (sense.Form & VerbForm.Finite) != 0)
            && (Lexicon.TagOf(next) & behindNames) == 0
            && Contraction(_words[at + 1].Value) is null
            && next is not ("on" or "by");
    }

    private bool IsEnd(Match mark) => mark.Value is "!" or "?" or ";" or "\n"
        || (mark.Value == "."
            && (mark.Index + 1 >= _text.Length || char.IsWhiteSpace(_text[mark.Index + 1]) || _text[mark.Index + 1] is '"' or '”'));

    private void Close(Match? mark)
    {
        if (_current is [{ IsName: false } number, { Text: ")" }, ..] && char.IsLetterOrDigit(number.Text[0]))
        {
            // "1)" before an item of a list.
            _current.RemoveRange(0, 2);
        }

        var end = mark is null ? _text.Length : mark.Index + (mark.Value is "!" or "?" or "." ? 1 : 0);
        if (_current.Exists(token => token.IsName || char.IsLetter(token.Text[0])))
        {
            var source = Spaces().Replace(_text[StartOf()..end].Trim(), " ");
            _sentences.Add(new Sentence(source, _current, mark?.Value == "?", mark?.Value == "\n" && !IsBlankLine(mark)));
        }
        else if (mark?.Value == "\n" && _sentences.Count > 0 && _current.Count == 0)
        {
            // An empty line.
            _sentences[^1] = _sentences[^1] with { IsOpen = false };
        }

        _current = [];
        _begin = mark is null ? _words.Count : IndexOf(mark) + 1;
    }

    private int _closed;

    private int IndexOf(Match mark)
    {
        while (_words[_closed].Index < mark.Index)
        {
            _closed++;
        }

        return _closed;
    }

    private int StartOf() => _begin < _words.Count ? _words[_begin].Index : _text.Length;

    private bool IsBlankLine(Match mark) => mark.Index + 1 < _text.Length && _text[mark.Index + 1] is '\n' or '-' or '*' or '•';

    private string Source(int at, int length)
    {
        var last = _words[at + length - 1];
        return _text[_words[at].Index..(last.Index + last.Length)];
    }

    private static bool IsWord(Match match) => char.IsLetterOrDigit(match.Value[0]) || match.Value[0] == '_';

    private static string[]? Contraction(string source)
    {
        var plain = source.Replace('’', '\'').ToLowerInvariant();
        return plain switch
        {
            "can't" or "cannot" => ["can", "not"],
            "won't" => ["will", "not"],
            "shan't" => ["shall", "not"],
            "dont" or "doesnt" or "didnt" or "isnt" or "arent" => [plain[..^2], "not"],
            "it's" or "that's" or "there's" or "what's" or "here's" => [plain[..^2], "is"],
            _ when plain.EndsWith("n't", StringComparison.Ordinal) => [plain[..^3], "not"],
            _ when plain.EndsWith("'ve", StringComparison.Ordinal) => [plain[..^3], "have"],
            _ when plain.EndsWith("'re", StringComparison.Ordinal) => [plain[..^3], "are"],
            _ when plain.EndsWith("'ll", StringComparison.Ordinal) => [plain[..^3], "will"],
            _ => null,
        };
    }

    // A hyphen within a word belongs to it: "non-price" is not "price".
    [GeneratedRegex(@"-{1,2}>|→|=>|<-{1,2}|←|e\.g\.|i\.e\.|[\p{L}\p{N}\p{M}_]+(?:[-'’][\p{L}\p{N}\p{M}_]+)*|[^\s]|\n")]
    private static partial Regex WordOrMark();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
