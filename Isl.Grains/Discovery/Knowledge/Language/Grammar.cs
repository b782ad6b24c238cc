using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>
/// A grammar of English sentences about cause and effect. A sentence is understood when every word of it has a place in one of its
/// parses; the first that takes up the whole sentence is taken, longer phrases being tried before shorter ones.
/// </summary>
/// <remarks>
/// Recursive descent with backtracking over lazily enumerated alternatives. The number of steps is limited in proportion to the length of
/// the sentence, so that the time is too.
/// </remarks>
internal sealed partial class Grammar
{
    private const int StepsAWord = 600;
    private const int LeastSteps = 6000;
    private readonly List<Token> _tokens;
    private int _stepsLeft;

    private readonly bool _isStrict;

    private Grammar(List<Token> tokens, bool isStrict)
    {
        (_tokens, _isStrict) = (tokens, isStrict);
        _stepsLeft = LeastSteps + (StepsAWord * tokens.Count);
    }

    /// <summary>The furthest token that any parse came to: the one that stopped it where none came to the end.</summary>
    public int Furthest { get; private set; }

    private Token this[int at] => at >= 0 && at < _tokens.Count ? _tokens[at] : Token.End;

    /// <summary>The clauses of a sentence; null where some word of it has no place.</summary>
    /// <param name="tokens">The sentence.</param>
    /// <param name="furthest">The token that stopped the reader.</param>
    public static ImmutableArray<Clause>? Parse(List<Token> tokens, out int furthest)
    {
        // A reading in which every noun is known comes before those in which some are not.
        return new Grammar(tokens, isStrict: true).Whole(out furthest) ?? new Grammar(tokens, isStrict: false).Whole(out furthest);
    }

    private ImmutableArray<Clause>? Whole(out int furthest)
    {
        foreach (var parse in Clauses(0))
        {
            if (SkipTail(parse.End) >= _tokens.Count)
            {
                furthest = _tokens.Count;
                return parse.Value;
            }
        }

        furthest = Math.Min(Furthest, _tokens.Count - 1);
        return null;
    }

    /// <summary>Counts a step; false once there have been too many.</summary>
    private bool Spend(int at)
    {
        Furthest = Math.Max(Furthest, at);
        return --_stepsLeft > 0;
    }

    private Parse<T> Done<T>(T value, int end)
    {
        Furthest = Math.Max(Furthest, end);
        return new Parse<T>(value, end);
    }

    private int SkipTail(int at)
    {
        while (this[at].Is(Tag.Harmless | Tag.Too) || this[at].Text is "." or ",")
        {
            at++;
        }

        return at;
    }

    /// <summary>The token behind a comma, or the same where none stands here.</summary>
    private int BehindComma(int at) => this[at].Is(",") ? at + 1 : at;

    private int Skip(int at, Tag any)
    {
        while (this[at].Is(any))
        {
            at++;
        }

        return at;
    }
}
