using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>What somebody holds of a clause: known, doubted, false.</content>
internal sealed partial class Grammar
{
    /// <summary>A clause, or several, within what somebody holds of them.</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> Attitudes(int at) =>
        Leads(at).SelectMany(lead => Scoped(lead, at)).Concat(Claims(at));

    /// <summary>"Never have ads driven sales", "Supposedly ads drive sales": tried when nothing else fits.</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> VoidOpeners(int at) =>
        this[at].Is(Tag.Void | Tag.Negation) ? Scoped(new Lead(BehindComma(at + 1), Polarity.Void, false), at) : [];

    private IEnumerable<Parse<ImmutableArray<Clause>>> Scoped(Lead lead, int at)
    {
        if (at > 0 && lead.Polarity == Polarity.Asserted && this[lead.End].Text is "" or "." or ",")
        {
            // "…, experts agree".
            yield return Done(ImmutableArray.Create<Clause>(new Remark()), lead.End);
        }

        foreach (var inner in Clauses(lead.End))
        {
            yield return Done(Within(inner.Value, lead.Polarity, lead.IsHedged, WordsOf(at, lead.End)), inner.End);
        }

        foreach (var effect in lead.Polarity == Polarity.Asserted ? EffectPhrases(lead.End) : [])
        {
            // "We found an effect of X on Y".
            yield return Done(ImmutableArray.Create(Whole(effect.Value, effect.Value.Polarity, 0, lead.IsHedged, effect.End).Value), effect.End);
        }

        if (lead.Polarity != Polarity.Asserted)
        {
            foreach (var effect in EffectPhrases(lead.End))
            {
                yield return Done(ImmutableArray.Create<Clause>(new Remark { Scope = Polarity.Void, ScopeWords = WordsOf(at, lead.End) }),
                    effect.End);
            }

            // Whatever is put in doubt states nothing, so it need not be understood.
            foreach (var end in (int[])[SkipRest(lead.End), _tokens.Count])
            {
                yield return Done(ImmutableArray.Create(Doubted(at, lead.End, end)), end);
            }
        }
    }

    /// <summary>What is put in doubt; where it only points back, that is the clause before.</summary>
    private Clause Doubted(int at, int begin, int end)
    {
        var tokens = _tokens[at..Math.Min(end, _tokens.Count)];
        var isBehind = at > 0 && begin >= end;
        return isBehind || (tokens.Exists(token => token.Is(Tag.Pronoun) || token.Is("so")) && !tokens.Exists(token => token.IsName))
            ? new Verdict(Polarity.Void)
            : new Remark { Scope = Polarity.Void, ScopeWords = WordsOf(at, begin) };
    }

    private string WordsOf(int from, int to) => string.Join(' ', _tokens[from..Math.Min(to, _tokens.Count)].Select(token => token.Source));

    private static ImmutableArray<Clause> Within(ImmutableArray<Clause> clauses, Polarity polarity, bool isHedged, string words)
    {
        var contrast = clauses.Select((clause, i) => (clause, i)).Where(pair => pair.i > 0 && pair.clause.IsAfterContrast).Select(pair => pair.i)
            .DefaultIfEmpty(clauses.Length).First();
        return
        [
            .. clauses.Select((clause, i) => i >= contrast
                ? clause
                : clause with
                {
                    Scope = Combine(polarity, clause.Scope),
                    IsHedged = clause.IsHedged || isHedged,
                    ScopeWords = polarity == Polarity.Asserted ? clause.ScopeWords : words,
                }),
        ];
    }

    /// <summary>What may open such a sentence: "we know that", "it is not true that", "there is no evidence that".</summary>
    private IEnumerable<Lead> Leads(int at) => Holder(at).Concat(Expletive(at)).Concat(Evidence(at)).Concat(Openers(at));

    /// <summary>"we know that", "studies show", "nobody believes", "I doubt".</summary>
    private IEnumerable<Lead> Holder(int at)
    {
        var (i, who) = (at, default(Holders));
        while (IsHolder(i, i > at))
        {
            who.Take(this[i]);
            i++;
        }

        if (i == at)
        {
            return Imperative(at);
        }

        var modifiers = ReadModifiers(ref i);
        while (this[i].Text is "want" or "wanted" or "like" or "to" || IsMentalBridge(i))
        {
            modifiers.Polarity = this[i].Is("to") ? modifiers.Polarity : Polarity.Void;
            i++;
        }

        return Held(i, modifiers, who);
    }

    private bool IsHolder(int at, bool isLater)
    {
        const Tag holder = Tag.Nobody | Tag.Determiner | Tag.Adjective | Tag.No | Tag.Agent | Tag.EvidenceNoun | Tag.Setting | Tag.ClaimNoun;
        var token = this[at];
        return !token.IsName && (token.IsUnknown || token.Is(holder) || (isLater && token.Text is "of" or "by" or "from" or "other" or "more"));
    }

    private IEnumerable<Lead> Held(int at, Modifiers modifiers, Holders who)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            var end = SkipThat(SkipAdverbs(at + 1).At);
            var isPast = (form & VerbForm.Past) != 0 && (form & VerbForm.Base) == 0;
            if (who.IsUnknown && end == at + 1)
            {
                // "Marketing says that": of holders that are not known, "that" tells that the word is a verb.
                continue;
            }

            if (HeldBy(sense.Class, modifiers, who.IsNobody, who.IsReported, isPast) is var (polarity, isHedged))
            {
                var isOpen = this[end - 1].Is(Tag.Conditional) || this[end - 1].Is("how");
                yield return new Lead(end, isOpen ? Polarity.Void : polarity, isHedged || modifiers.IsHedged);
            }
        }
    }

    /// <summary>"Note that", "Suppose that".</summary>
    private IEnumerable<Lead> Imperative(int at)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            if ((form & VerbForm.Base) == 0)
            {
                continue;
            }

            if (sense.Class == VerbClass.Affirms && this[at + 1].Is("that"))
            {
                yield return new Lead(at + 2, Polarity.Asserted, false);
            }
            else if (sense.Class is VerbClass.Believes or VerbClass.Doubts or VerbClass.Claims)
            {
                yield return new Lead(SkipThat(at + 1), Polarity.Void, false);
            }
        }
    }

    private bool IsMentalBridge(int at) => this[at].Text is "able" or "unable" or "trying" or "need" && this[at + 1].Is("to");

    private static (Polarity Polarity, bool IsHedged)? HeldBy(VerbClass verb, Modifiers modifiers, bool isNobody, bool isReported, bool isPast)
    {
        var polarity = isNobody ? Combine(Polarity.Denied, modifiers.Polarity) : modifiers.Polarity;
        return verb switch
        {
            VerbClass.Affirms => (polarity == Polarity.Asserted ? Polarity.Asserted : Polarity.Void, false),
            VerbClass.Believes => (polarity == Polarity.Asserted && !isReported && !isPast
                && !modifiers.HasAuxiliary ? Polarity.Asserted : Polarity.Void, true),
            // Nobody doubts it, so it is so.
            VerbClass.Claims => (Polarity.Void, false),
            VerbClass.Doubts => (polarity == Polarity.Denied ? Polarity.Asserted : Polarity.Void, polarity == Polarity.Denied),
            _ => null,
        };
    }

    private int SkipThat(int at) => this[at].Is("that") || this[at].Is(Tag.Conditional) || this[at].Is("how") ? at + 1 : at;

    /// <summary>"it is (not) true that", "it has been shown that", "it is unclear whether".</summary>
    private IEnumerable<Lead> Expletive(int at)
    {
        if (!this[at].Is("it"))
        {
            yield break;
        }

        var i = at + 1;
        var modifiers = ReadModifiers(ref i);
        if (!modifiers.HasBe)
        {
            if (this[i].Text is "seems" or "appears" or "seem" && this[i + 1].Is("that"))
            {
                yield return new Lead(i + 2, modifiers.Polarity == Polarity.Asserted ? Polarity.Asserted : Polarity.Void, true);
            }

            yield break;
        }

        if (JudgementAt(i) is (var end, var polarity))
        {
            yield return new Lead(SkipThat(end), this[end].Is(Tag.Conditional) ? Polarity.Void : Judged(modifiers.Polarity, polarity, end),
                modifiers.IsHedged);
        }

        foreach (var (sense, form) in VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text))
        {
            var that = SkipAdverbs(i + 1).At;
            if ((form & VerbForm.Participle) != 0 && (this[that].Is("that") || this[that].Is(Tag.Conditional))
                && HeldBy(sense.Class, WithoutAuxiliary(modifiers), false, false, false) is var (held, isHedged))
            {
                var isVoid = this[that].Is(Tag.Conditional) || (modifiers.IsPast && sense.Class == VerbClass.Believes);
                yield return new Lead(that + 1, isVoid ? Polarity.Void : held, isHedged || modifiers.IsHedged);
            }
        }
    }

    private static Modifiers WithoutAuxiliary(Modifiers modifiers) =>
        new() { Polarity = modifiers.Polarity, IsHedged = modifiers.IsHedged };

    /// <summary>What is true or false, and denied or not. What is not known may be so; what is not true is not.</summary>
    private Polarity Judged(Polarity outer, Polarity inner, int end) =>
        outer == Polarity.Denied && inner == Polarity.Asserted && this[end - 1].Text is not ("true" or "the case" or "a fact" or "correct" or "right")
            ? Polarity.Void
            : Combine(outer, inner);

    /// <summary>"true", "a myth", "unclear", "well known": the token behind it and what it says; null for nothing of the kind.</summary>
    private (int End, Polarity Polarity)? JudgementAt(int at)
    {
        var i = at;
        while (this[i].Text is "a" or "an" or "the" or "simply" or "just" or "completely" or "quite" or "very" or "only" or "plainly"
            or "still" or "so"
            || this[i].Is(Tag.Harmless) || (this[i].Is(Tag.Adjective) && this[i + 1].Is(Tag.FalseWord | Tag.TrueWord | Tag.DoubtWord)))
        {
            i++;
        }

        if (this[i].Is(Tag.No) && this[i + 1].Is(Tag.TrueWord | Tag.DoubtWord))
        {
            return (i + 2, Polarity.Void);
        }

        return this[i].Is(Tag.FalseWord) ? (i + 1, Polarity.Denied)
            : this[i].Is(Tag.DoubtWord) ? (i + 1, Polarity.Void)
            : this[i].Is(Tag.TrueWord) ? (i + 1, Polarity.Asserted)
            : null;
    }

    /// <summary>"there is (no) evidence that", "there is no doubt that", "we have no reason to think that".</summary>
    private IEnumerable<Lead> Evidence(int at)
    {
        var isThere = this[at].Is("there");
        if (!isThere && !(this[at].Is(Tag.Agent) && (this[at + 1].Is(Tag.Have) || IsAuxiliary(at + 1))))
        {
            return [];
        }

        var i = at + 1;
        var modifiers = ReadModifiers(ref i);
        if (isThere && !modifiers.HasBe)
        {
            return [];
        }

        i = !isThere && this[i].Text is "have" or "find" or "see" or "found" or "saw" ? i + 1 : i;
        return EvidenceFor(i, modifiers.Polarity != Polarity.Asserted);
    }

    private IEnumerable<Lead> EvidenceFor(int at, bool isNone)
    {
        var i = at;
        while (this[i].Is(Tag.Determiner | Tag.Adjective | Tag.No | Tag.Slight | Tag.Harmless | Tag.Up | Tag.Down) || this[i].IsUnknown)
        {
            isNone |= this[i].Is(Tag.No | Tag.Slight) || this[i].IsUnknown;
            i++;
        }

        var isDoubt = this[i].Text is "doubt" or "question" or "denying" or "dispute" or "doubts";
        if (!isDoubt && !this[i].Is(Tag.EvidenceNoun | Tag.ClaimNoun))
        {
            yield break;
        }

        var end = SkipToThat(i + 1);
        var isSupport = this[i].Is(Tag.EvidenceNoun) && this[end].Text is "that" or "of" or "for";
        if (isDoubt || this[end].Text is "that" or "for" or "of" or "whether" or "about" or "as")
        {
            var polarity = isDoubt == isNone && (isDoubt || isSupport) ? Polarity.Asserted : Polarity.Void;
            yield return new Lead(this[end].Text is "that" or "for" or "of" or "whether" or "about" ? end + 1 : end, polarity, false);
        }
    }

    /// <summary>"to suggest", "whatsoever", "so far": what may stand between the noun and "that".</summary>
    private int SkipToThat(int at)
    {
        while (this[at].Text is "to" or "suggest" or "think" or "believe" or "show" or "suggesting" or "showing" or "indicating"
            or "whatsoever" or "at"
            or "all" or "so" or "far" or "assume" or "suppose" or "yet" || this[at].Is(Tag.Harmless))
        {
            at++;
        }

        return at;
    }

    /// <summary>"In my view,", "According to the sales team,", "Contrary to popular belief,", "If you believe".</summary>
    private IEnumerable<Lead> Openers(int at)
    {
        if (this[at].Is(Tag.Hedge) && (this[at + 1].Is(",") || this[at + 1].IsName))
        {
            yield return new Lead(BehindComma(at + 1), Polarity.Asserted, true);
        }

        if (this[at].Is(Tag.Source) || (this[at].Is("contrary to")))
        {
            var comma = at + 1;
            while (comma < _tokens.Count && !this[comma].IsMark && !this[comma].IsName)
            {
                comma++;
            }

            if (this[comma].Is(","))
            {
                yield return new Lead(comma + 1, Polarity.Asserted, true);
            }
        }

        if (this[at].Text is "whether" or "unless" or "suppose" or "lest")
        {
            yield return new Lead(at + 1, Polarity.Void, false);
        }
    }

    /// <summary>Those who hold something.</summary>
    private struct Holders
    {
        public bool IsNobody { get; private set; }

        /// <summary>What they hold is told of others, not said by the writer.</summary>
        public bool IsReported { get; private set; }

        public bool IsUnknown { get; private set; }

        public void Take(Token token)
        {
            IsNobody |= token.Is(Tag.Nobody | Tag.No);
            IsUnknown |= token.IsUnknown;
            IsReported |= token.IsUnknown || token.Text is "some" or "many" or "people" or "they" or "someone" or "somebody";
        }
    }

    /// <summary>How a clause is opened, and what that says of it.</summary>
    private readonly record struct Lead(int End, Polarity Polarity, bool IsHedged);
}
