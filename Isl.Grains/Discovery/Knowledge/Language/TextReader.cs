using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>Reads a text sentence by sentence, and says of each that gave nothing which word stopped it.</summary>
internal sealed class TextReader
{
    private const int MostTokens = 400;

    /// <summary>The most lines that a sentence goes on for behind its first.</summary>
    private const int MostLines = 4;

    /// <summary>Words that may bear on what stands elsewhere in the sentence: beside them no part is read on its own.</summary>
    private const Tag Telling =
        Tag.Negation | Tag.No | Tag.Void | Tag.Hedge | Tag.Conditional | Tag.Relative | Tag.Pronoun | Tag.FalseWord | Tag.DoubtWord | Tag.TrueWord
        | Tag.Only
        | Tag.Or | Tag.Nor | Tag.Neither | Tag.Rather | Tag.Unlike | Tag.Nobody | Tag.ClaimNoun | Tag.Slight
        | Tag.Mutual | Tag.Source | Tag.HedgeModal;

    /// <summary>Words that deny or doubt.</summary>
    private const Tag Against = Tag.Negation | Tag.No | Tag.Void | Tag.FalseWord | Tag.DoubtWord | Tag.Nobody;

    private readonly List<Sentence> _sentences;
    private readonly Interpreter _interpreter;
    private readonly List<string> _unmatched = [];

    private TextReader(List<Sentence> sentences, ImmutableArray<string> variables) =>
        (_sentences, _interpreter) = (sentences, new Interpreter(variables));

    /// <summary>What was said.</summary>
    public IReadOnlyList<Said> Said => _interpreter.Said;

    /// <summary>Sentences not read, or not wholly, and why.</summary>
    public IReadOnlyList<(int Sentence, Finding Reason)> Notes => _interpreter.Notes;

    /// <summary>Words that stand where a variable would and name none.</summary>
    public IReadOnlyList<string> Unmatched => _unmatched;

    /// <summary>Reads sentences. Time in proportion to their length.</summary>
    public static TextReader Read(List<Sentence> sentences, ImmutableArray<string> variables)
    {
        var reader = new TextReader(sentences, variables);
        for (var i = 0; i < sentences.Count;)
        {
            i += reader.Read(i);
        }

        return reader;
    }

    /// <summary>Reads a sentence, with the line behind it where it goes on there; how many were taken.</summary>
    private int Read(int number)
    {
        var sentence = _sentences[number];
        if (sentence.IsQuestion)
        {
            return Refuse(number, new IsQuestion());
        }

        if (sentence.Tokens.Count > MostTokens)
        {
            return Refuse(number, new TooLong(MostTokens));
        }

        var tokens = Asides.Remove(sentence.Tokens);
        var clauses = Grammar.Parse(tokens, out var stop);
        var isOpen = sentence.IsOpen && number + 1 < _sentences.Count && !(clauses is { } own && own.Any(clause => clause is Statement));
        if (isOpen)
        {
            return ReadLines(number, tokens, stop);
        }

        if (clauses is { } found)
        {
            Interpret(found, number, tokens);
            return 1;
        }

        return ReadParts(tokens, number) ? 1 : Refuse(number, Reason(tokens, stop));
    }

    /// <summary>Reads a line that states nothing of its own together with those behind it.</summary>
    private int ReadLines(int number, List<Token> tokens, int stop)
    {
        var joined = tokens;
        for (var line = number; line - number < MostLines && _sentences[line].IsOpen && line + 1 < _sentences.Count; line++)
        {
            joined = [.. joined, .. Asides.Remove(_sentences[line + 1].Tokens)];
            if (joined.Count <= MostTokens && Grammar.Parse(joined, out _) is { } clauses)
            {
                Interpret(clauses, number, joined);
                return line + 2 - number;
            }
        }

        // A line that may deny or doubt what the next one says takes that one with it.
        Refuse(number, Reason(tokens, stop));
        return tokens.Exists(IsTelling) ? 1 + Refuse(number + 1, new ContinuesUnread()) : 1;
    }

    private void Interpret(ImmutableArray<Clause> clauses, int number, List<Token> tokens)
    {
        var said = _interpreter.Said.Count(one => one.Sentence == number);
        _interpreter.Read(clauses, number);
        var hasNote = _interpreter.Notes.Any(note => note.Sentence == number);
        if (hasNote)
        {
            Remember(tokens);
        }

        if (!hasNote && said == _interpreter.Said.Count(one => one.Sentence == number) && clauses.Any(clause => clause is not Verdict))
        {
            _interpreter.Note(number, Reason(tokens, tokens.Count));
        }
    }

    private int Refuse(int number, Finding reason)
    {
        if (IsRemark(_sentences[number].Tokens))
        {
            _interpreter.Read([new Verdict(Polarity.Void)], number);
        }

        if (_sentences[number].Tokens.Exists(token => token.IsName))
        {
            _interpreter.Skip(number);
        }

        _interpreter.Note(number, reason);
        Remember(_sentences[number].Tokens);
        return 1;
    }

    /// <summary>
    /// Reads the parts of a sentence that can be read, where nothing in the others bears on them: no denial, doubt or condition, and no
    /// word that points back.
    /// </summary>
    private bool ReadParts(List<Token> tokens, int number)
    {
        var parts = new List<List<Token>> { new() };
        for (var i = 0; i < tokens.Count; i++)
        {
            var isJoint = tokens[i].Is(",") && i + 1 < tokens.Count && tokens[i + 1].Is(Tag.And | Tag.Contrast);
            if (isJoint)
            {
                parts.Add([]);
                i++;
            }
            else
            {
                parts[^1].Add(tokens[i]);
            }
        }

        var read = parts.Select(part => (Part: part, Clauses: part.Count == 0 ? null : Grammar.Parse(part, out _))).ToList();
        if (parts.Count == 1 || read.TrueForAll(part => part.Clauses is null)
            || read.Exists(part => part.Clauses is null && part.Part.Exists(IsTelling))
            || read.Exists(part => part.Clauses is { } clauses && !clauses.All(clause => clause is Statement { Scope: Polarity.Asserted })))
        {
            return false;
        }

        foreach (var (_, clauses) in read)
        {
            if (clauses is { } found)
            {
                _interpreter.Read(found, number);
            }
            else
            {
                _interpreter.Skip(number);
            }
        }

        var unknown = read.Where(part => part.Clauses is null).SelectMany(part => part.Part).Where(token => token.IsUnknown).ToList();
        _interpreter.Note(number, unknown.Count > 0 ? new UnknownWords([.. unknown.Select(token => token.Source)]) : new PartUnread());
        Remember(tokens);
        return true;
    }

    /// <summary>
    /// Does a sentence that names no variable put the one before in doubt? So it does with a denial and a word that points back, and with a
    /// denial that is all there is: "Nonsense."
    /// </summary>
    private static bool IsRemark(List<Token> tokens)
    {
        const int few = 3;
        return !tokens.Exists(token => token.IsName)
            && tokens.Exists(token => token.Is(Against) || IsTellingVerb(token))
            && (tokens.Count <= few || tokens.Exists(token => token.Is(Tag.Pronoun | Tag.Relative) || token.Is("so")));
    }

    private static bool IsTellingVerb(Token token) =>
        !token.IsName && VerbTable.SensesOf(token.Text).Any(sense => sense.Sense.Class is VerbClass.Doubts or VerbClass.Claims);

    private static bool IsTelling(Token token) =>
        token.Is(Telling)
        || (!token.IsName && VerbTable.SensesOf(token.Text).Any(sense =>
            sense.Sense.Class is VerbClass.Affirms or VerbClass.Believes or VerbClass.Doubts or VerbClass.Claims or VerbClass.Fails
                or VerbClass.Seems));

    /// <summary>Why a sentence was not read.</summary>
    private static Finding Reason(List<Token> tokens, int stop)
    {
        var names = tokens.Where(token => token.IsName).Select(token => token.Variable).Distinct().Count();
        var unknown = tokens.Where(token => token.IsUnknown).Select(token => token.Source).ToList();
        if (names == 0 || (names == 1 && !tokens.Exists(token => token.Is(Tag.Pronoun | Tag.Do))))
        {
            return new TooFewNames(names, unknown);
        }

        if (!tokens.Exists(IsCausal))
        {
            return new NoCausalVerb(unknown);
        }

        if (tokens.Find(token => token.Is(Tag.Conditional | Tag.When) && token.Text is not ("as" or "where")) is { Text.Length: > 0 } condition)
        {
            return new IsConditional(condition.Text);
        }

        return unknown.Count > 0 ? new UnknownWords(unknown)
            : stop < tokens.Count ? new StoppedAt(tokens[stop].Source)
            : new NoCausalVerb();
    }

    private static bool IsCausal(Token token) =>
        token.Is(Tag.EffectNoun | Tag.CauseNoun | Tag.BecauseOf | Tag.Independence | Tag.Association)
        || (!token.IsName && VerbTable.SensesOf(token.Text).Any(sense => sense.Sense.Class <= VerbClass.Makes));

    private void Remember(List<Token> tokens)
    {
        const int most = 50;
        foreach (var token in tokens.Where(token => token.IsUnknown))
        {
            if (_unmatched.Count < most && !_unmatched.Contains(token.Source, StringComparer.OrdinalIgnoreCase))
            {
                _unmatched.Add(token.Source);
            }
        }
    }
}
