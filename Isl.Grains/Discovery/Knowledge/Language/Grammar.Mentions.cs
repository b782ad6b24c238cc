using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Noun phrases.</content>
internal sealed partial class Grammar
{
    private const Tag NounLike =
        Tag.Agent | Tag.Setting | Tag.MeasureNoun | Tag.ChangeNoun | Tag.HeadNoun | Tag.EvidenceNoun | Tag.ClaimNoun | Tag.ResultNoun | Tag.CauseNoun;

    /// <summary>Noun phrases that begin at a token: the readings of one phrase, the likelier first.</summary>
    private IEnumerable<Parse<Mention>> Mentions(int at)
    {
        if (!Spend(at))
        {
            yield break;
        }

        var before = new Prefix();
        var i = at;
        while (TakePrefix(ref i, ref before))
        {
        }

        if (PronounAt(i) is var anaphor and not Anaphor.None && before.IsPlain)
        {
            yield return Done(new Mention(-1, 0, anaphor, before.IsDenied, false, false, []), i + 1);
        }
        else if (this[i].IsName)
        {
            foreach (var named in Named(i, before))
            {
                yield return named;
            }
        }
        else if (!_isStrict && (this[i].IsUnknown || this[i].Is(NounLike)))
        {
            yield return Unnamed(i, before);
        }
    }

    /// <summary>Takes what may stand before a noun: determiners, adjectives, "an increase in", "the level of", "raising".</summary>
    private bool TakePrefix(ref int at, ref Prefix before)
    {
        var (token, next) = (this[at], this[at + 1]);
        if (token.IsName)
        {
            // "the price's demand" is the demand.
            if (token.IsPossessive && next.IsName)
            {
                at++;
                return true;
            }

            return false;
        }

        if (token.IsPossessive && (token.Is(Tag.Agent | Tag.Setting) || token.Text is "product" or "person" or "patient"))
        {
            before.IsGuess = true;
            at++;
            return true;
        }

        var length = PrefixLength(at);
        if (length == 0)
        {
            return false;
        }

        before.Take(token);
        before.Sign = GerundSign(token) ?? before.Sign;
        at += length;
        return true;
    }

    private int PrefixLength(int at)
    {
        var (token, next) = (this[at], this[at + 1]);
        if (token.Is(Tag.Pronoun) && !token.Is(Tag.Determiner))
        {
            return 0;
        }

        if (token.Is(Tag.Pronoun) && !StartsNoun(at + 1))
        {
            return 0;
        }

        if (token.Is(Tag.ChangeNoun) && next.Text is "in" or "of")
        {
            return 2;
        }

        if (token.Is(Tag.MeasureNoun) && (next.Text is "of" || (next.Is("to") && token.Is("exposure"))))
        {
            return 2;
        }

        if (token.Is(Tag.Determiner | Tag.Adjective | Tag.No | Tag.Slight | Tag.Handling) || (token.Is(Tag.Up | Tag.Down) && !IsSignAdverb(token)))
        {
            return StartsNoun(at + 1) ? 1 : 0;
        }

        // Behind a comma "reducing" says what comes of the clause before.
        return token.Text is "very" or "much" or "even" or "only" or "just" or "simply" or "especially" or "particularly" or "mainly" or "also"
            || (GerundSign(token) is not null && !(this[at - 1].Is(",") && at > 1))
            ? StartsNoun(at + 1) ? 1 : 0
            : 0;
    }

    /// <summary>The sign of a verb in "raising the price"; null where it is no such verb.</summary>
    private static int? GerundSign(Token token)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(token.Text))
        {
            if (!token.IsName && (form & VerbForm.Gerund) != 0 && sense is { Class: VerbClass.Causes, Particles.Length: 0 })
            {
                return sense.Sign;
            }
        }

        return null;
    }

    private bool StartsNoun(int at)
    {
        var token = this[at];
        return token.IsName
            || token.IsUnknown
            || token.Is(Tag.Determiner | Tag.Adjective | Tag.Up | Tag.Down | NounLike | Tag.Slight | Tag.Handling)
            || token.Text is "very" or "much"
            || GerundSign(token) is not null;
    }

    private static bool IsSignAdverb(Token token) => token.Text.EndsWith("ly", StringComparison.Ordinal)
        || token.Text is "up" or "down" or "upwards" or "downwards";

    private Anaphor PronounAt(int at) => this[at].IsName ? Anaphor.None : this[at].Text switch
    {
        "it" or "itself" => Anaphor.It,
        "they" or "them" or "these" or "those" or "themselves" => Anaphor.They,
        "both" => Anaphor.Both,
        "this" or "that" => Anaphor.This,
        "the former" => Anaphor.Former,
        "the latter" => Anaphor.Latter,
        _ => Anaphor.None,
    };

    private IEnumerable<Parse<Mention>> Named(int at, Prefix before)
    {
        var token = this[at];
        if (this[at + 1].IsName || this[at + 1].IsUnknown)
        {
            if (!_isStrict)
            {
                yield return Unnamed(at, before);
            }

            yield break;
        }

        var mention = new Mention(token.Variable, before.Sign, Anaphor.None, before.IsDenied, false, token.IsGuess || before.IsGuess, [])
        {
            IsPlural = Discourse.IsPlural(token.Source),
        };
        foreach (var end in BehindNoun(at + 1))
        {
            yield return Done(mention, end);
        }

        if (this[at + 1].Is(Tag.HeadNoun) && !this[at + 2].IsUnknown)
        {
            var sign = Lexicon.SignOfChange(this[at + 1].Text);
            foreach (var end in BehindNoun(at + 2))
            {
                yield return Done(mention with { Sign = sign != 0 ? sign : mention.Sign, IsGuess = true }, end);
            }
        }
    }

    /// <summary>Where a noun ends: behind "in the market", or at once. "of" behind it makes it another thing unless it names a setting.</summary>
    private IEnumerable<int> BehindNoun(int at)
    {
        if (Setting(at) is > 0 and var end)
        {
            yield return end;
        }

        if (AmountEnd(at) is > 0 and var amount)
        {
            yield return amount;
        }

        if (!this[at].Is("of"))
        {
            yield return at;
        }
    }

    /// <summary>The token behind "in the long run", "among patients", "in Germany"; 0 where none begins.</summary>
    private int Setting(int at)
    {
        if (!this[at].Is(Tag.SettingPreposition) && !this[at].Is("of"))
        {
            return 0;
        }

        var i = Skip(at + 1, Tag.Determiner | Tag.Adjective | Tag.Up | Tag.Down | Tag.Only);
        if (this[i].IsUnknown && char.IsUpper(this[i].Source[0]) && !this[at].Is("of"))
        {
            return i + 1;
        }

        var end = Skip(i, Tag.Setting);
        end = end > i && this[end].Is("with") && this[end + 1].IsName ? end + 2 : end;
        return end > i && !this[end].IsName && !this[end].IsUnknown ? end : 0;
    }

    /// <summary>A phrase whose words are not all known. A variable in it is not what it speaks of.</summary>
    private Parse<Mention> Unnamed(int at, Prefix before)
    {
        var unknown = ImmutableArray.CreateBuilder<string>();
        var (i, isMixed) = (at, false);
        while (this[i].IsName || this[i].IsUnknown || this[i].Is(NounLike) || (this[i].Is("of") && (StartsNoun(i + 1) || this[i + 1].IsName)))
        {
            isMixed |= this[i].IsName;
            if (!this[i].IsName && !this[i].Is("of"))
            {
                unknown.Add(this[i].Source);
            }

            i = this[i].Is("of") ? Skip(i + 1, Tag.Determiner | Tag.Adjective | Tag.Up | Tag.Down) : i + 1;
        }

        return Done(new Mention(-1, before.Sign, Anaphor.None, before.IsDenied, isMixed, false, unknown.ToImmutable()), i);
    }

    /// <summary>What stands before a noun.</summary>
    private struct Prefix
    {
        public int Sign { get; set; }

        public bool IsDenied { get; private set; }

        public bool IsGuess { get; set; }

        /// <summary>Nothing but a determiner stands before it.</summary>
        public readonly bool IsPlain => Sign == 0 && !IsGuess;

        public void Take(Token token)
        {
            IsDenied |= token.Is(Tag.No | Tag.Slight);
            var sign = token.Is(Tag.ChangeNoun) ? Lexicon.SignOfChange(token.Text) : Lexicon.SignOf(token.Tag);
            Sign = sign != 0 ? sign : Sign;
        }
    }
}
