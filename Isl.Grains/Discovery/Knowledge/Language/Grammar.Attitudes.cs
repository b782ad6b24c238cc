using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>What somebody holds of a clause: known, doubted, false; and clauses that point back to one.</content>
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

        if (lead.Polarity != Polarity.Asserted)
        {
            foreach (var effect in EffectPhrases(lead.End))
            {
                yield return Done(ImmutableArray.Create<Clause>(new Remark { Scope = Polarity.Void, ScopeWords = WordsOf(at, lead.End) }), effect.End);
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
        var i = at;
        var (isNobody, isReported, isUnknown) = (false, false, false);
        while (!this[i].IsName && (this[i].IsUnknown || this[i].Is(Tag.Nobody | Tag.Determiner | Tag.Adjective | Tag.No | Tag.Agent | Tag.EvidenceNoun | Tag.Setting | Tag.ClaimNoun)
            || (this[i].Text is "of" or "by" or "from" or "other" or "more") && i > at))
        {
            isNobody |= this[i].Is(Tag.Nobody | Tag.No);
            isUnknown |= this[i].IsUnknown;
            isReported |= this[i].IsUnknown || this[i].Text is "some" or "many" or "people" or "they" or "someone" or "somebody";
            i++;
        }

        if (i == at && !this[i].Is("to"))
        {
            var imperative = VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text);
            if (this[i + 1].Is("that") && imperative.Any(sense => sense.Sense.Class == VerbClass.Affirms && (sense.Form & VerbForm.Base) != 0))
            {
                yield return new Lead(i + 2, Polarity.Asserted, false);
            }
            else if (imperative.Any(sense => sense.Sense.Class is VerbClass.Believes or VerbClass.Doubts or VerbClass.Claims && (sense.Form & VerbForm.Base) != 0))
            {
                yield return new Lead(SkipThat(i + 1), Polarity.Void, false);
            }

            yield break;
        }

        var modifiers = ReadModifiers(ref i);
        while (this[i].Text is "want" or "wanted" or "like" or "to" || IsMentalBridge(i))
        {
            modifiers.Polarity = this[i].Is("to") ? modifiers.Polarity : Polarity.Void;
            i++;
        }

        foreach (var (sense, form) in VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text))
        {
            var end = SkipThat(SkipAdverbs(i + 1).At);
            if (isUnknown && end == i + 1)
            {
                continue;
            }

            if (HeldBy(sense.Class, modifiers, isNobody, isReported, (form & VerbForm.Past) != 0 && (form & VerbForm.Base) == 0) is var (polarity, isHedged))
            {
                var isOpen = this[end - 1].Is(Tag.Conditional) || this[end - 1].Is("how");
                yield return new Lead(end, isOpen ? Polarity.Void : polarity, isHedged || modifiers.IsHedged);
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
            VerbClass.Believes => (polarity == Polarity.Asserted && !isReported && !isPast && !modifiers.HasAuxiliary ? Polarity.Asserted : Polarity.Void, true),
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
            yield return new Lead(SkipThat(end), this[end].Is(Tag.Conditional) ? Polarity.Void : Judged(modifiers.Polarity, polarity, end), modifiers.IsHedged);
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
        while (this[i].Text is "a" or "an" or "the" or "simply" or "just" or "completely" or "quite" or "very" or "only" or "plainly" or "still" or "so"
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

    /// <summary>"there is (no) evidence that", "there is no doubt that", "no evidence suggests that", "evidence of".</summary>
    private IEnumerable<Lead> Evidence(int at)
    {
        var i = at;
        var modifiers = new Modifiers();
        if (this[at].Is("there"))
        {
            i = at + 1;
            modifiers = ReadModifiers(ref i);
            if (!modifiers.HasBe)
            {
                yield break;
            }
        }
        else if (this[at].Is(Tag.Agent) && this[at + 1].Is(Tag.Have) || (this[at].Is(Tag.Agent) && IsAuxiliary(at + 1)))
        {
            i = at + 1;
            modifiers = ReadModifiers(ref i);
            i = this[i].Text is "have" or "find" or "see" or "found" or "saw" ? i + 1 : i;
        }
        else
        {
            yield break;
        }

        var isNone = modifiers.Polarity != Polarity.Asserted;
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

        var end = i + 1;
        while (this[end].Text is "to" or "suggest" or "think" or "believe" or "show" or "suggesting" or "showing" or "indicating" or "whatsoever" or "at" or "all"
            or "so" or "far" or "assume" or "suppose" or "yet" || this[end].Is(Tag.Harmless))
        {
            end++;
        }

        if (this[end].Text is "that" or "for" or "of" or "whether" or "about" or "as" || isDoubt)
        {
            var polarity = isDoubt ? isNone ? Polarity.Asserted : Polarity.Void
                : isNone || !this[i].Is(Tag.EvidenceNoun) || this[end].Text is not ("that" or "of" or "for") ? Polarity.Void
                : Polarity.Asserted;
            yield return new Lead(this[end].Text is "that" or "for" or "of" or "whether" or "about" ? end + 1 : end, polarity, false);
        }
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

    /// <summary>"The claim that X affects Y is false", "That X affects Y is a myth".</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> Claims(int at)
    {
        var noun = Skip(at, Tag.Determiner | Tag.Adjective);
        var that = this[at].Is("that") ? at : this[noun].Is(Tag.ClaimNoun | Tag.EvidenceNoun) && this[noun + 1].Is("that") ? noun + 1 : -1;
        if (that < 0)
        {
            yield break;
        }

        if (that == at && !StartsNoun(at + 1))
        {
            yield break;
        }

        foreach (var inner in Clauses(that + 1))
        {
            var i = inner.End;
            var modifiers = ReadModifiers(ref i);
            if (modifiers.HasBe && JudgementAt(i) is (var end, var polarity))
            {
                yield return Done(Within(inner.Value, Judged(modifiers.Polarity, polarity, end), modifiers.IsHedged, WordsOf(inner.End, end)), end);
            }
        }

        // Whatever else is said of a claim, the claim is not stated.
        yield return Done(ImmutableArray.Create<Clause>(new Remark { Scope = Polarity.Void, ScopeWords = WordsOf(at, that + 1) }), _tokens.Count);
    }

    /// <summary>"this is false", "which is a myth", "Not true."</summary>
    private IEnumerable<Parse<Clause>> Verdicts(int at)
    {
        var i = at;
        var isPointer = PronounAt(at) is Anaphor.This or Anaphor.It or Anaphor.They || this[at].Is("which") || (this[at].Is("the") && this[at + 1].Is(Tag.ClaimNoun | Tag.EvidenceNoun));
        if (isPointer || this[at].Is(Tag.Determiner))
        {
            i = Skip(at, Tag.Determiner | Tag.Adjective | Tag.Pronoun | Tag.Relative);
            i = Skip(i, Tag.ClaimNoun | Tag.RelationNoun | Tag.EffectNoun | Tag.EvidenceNoun);
            i = i == at ? at + 1 : i;
        }

        var begin = i;
        var modifiers = ReadModifiers(ref i);
        if (JudgementAt(i) is (var end, var polarity) && (isPointer ? modifiers.HasBe : begin == at && !modifiers.HasBe && this[end].Text is "" or "."))
        {
            yield return Done<Clause>(new Verdict(Judged(modifiers.Polarity, polarity, end)), SkipAnymore(end));
        }
        else if (isPointer && ShownAt(i) is { } shown && (modifiers.HasBe || modifiers.HasHave))
        {
            var held = HeldBy(shown, modifiers, false, false, false)?.Polarity ?? Polarity.Void;
            yield return Done<Clause>(new Verdict(held == Polarity.Denied ? Polarity.Void : held), SkipAnymore(i + 1));
        }
        else if (isPointer && this[i].Text is "so" && modifiers.HasBe)
        {
            yield return Done<Clause>(new Verdict(modifiers.Polarity), i + 1);
        }
        else if (isPointer && this[i].Text is "hold" or "holds" or "apply" or "applies" or "happen" or "happens" && modifiers.Polarity != Polarity.Asserted)
        {
            yield return Done<Clause>(new Verdict(Polarity.Void), SkipAnymore(i + 1));
        }
        else if (isPointer && modifiers.HasBe && modifiers.Polarity != Polarity.Asserted && this[i].Text is "" or "." or ",")
        {
            yield return Done<Clause>(new Verdict(Polarity.Void), i);
        }
    }

    /// <summary>"shown", "refuted" behind "has been"; null for no such verb.</summary>
    private VerbClass? ShownAt(int at)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            if ((form & VerbForm.Participle) != 0 && sense.Class is VerbClass.Affirms or VerbClass.Doubts or VerbClass.Claims or VerbClass.Believes)
            {
                return sense.Class;
            }
        }

        return null;
    }

    private int SkipAnymore(int at)
    {
        while (this[at].Text is "anymore" or "any" or "more" or "longer" or "either" or "now" or "today" or "though" or "however")
        {
            at++;
        }

        return at;
    }

    /// <summary>"so does X", "neither does X", "X does too", "X does not", "only X does", "the same is true of X".</summary>
    private IEnumerable<Parse<Clause>> Echoes(int at)
    {
        var i = this[at].Text is "and so" ? at + 1 : at;
        var isSo = this[at].Text is "so" or "and so" or "as" or "likewise" or "also" or "and also";
        var isNor = this[at].Is(Tag.Neither | Tag.Nor);
        if (isSo || isNor)
        {
            i = at + 1;
            while (this[i].Is(Tag.Too) || this[i].Is(","))
            {
                i++;
            }

            foreach (var list in IsAuxiliary(i) ? PlainLists(i + 1, "") : [])
            {
                yield return Done<Clause>(new Echo(list.Value, isNor ? Polarity.Denied : null), list.End);
            }
        }

        if (this[at].Text is "the" && this[at + 1].Is("same"))
        {
            i = at + 2;
            i = this[i].Text is "is" ? i + 2 : this[i].Text is "goes" or "holds" or "applies" ? i + 1 : _tokens.Count;
            foreach (var list in this[i].Text is "of" or "for" or "to" or "with" ? PlainLists(i + 1, "") : [])
            {
                yield return Done<Clause>(new Echo(list.Value, null), list.End);
            }
        }

        foreach (var list in PlainLists(at, ""))
        {
            i = list.End;
            var modifiers = ReadModifiers(ref i);
            if (modifiers.HasAuxiliary && modifiers.Polarity != Polarity.Void && this[i].Text is "" or "." or "," or "–" or "—" || this[i].Is(Tag.Contrast | Tag.And))
            {
                if (modifiers.HasAuxiliary && modifiers.Polarity != Polarity.Void)
                {
                    yield return Done<Clause>(new Echo(list.Value, modifiers.Polarity), i);
                }
            }
        }
    }

    /// <summary>How a clause is opened, and what that says of it.</summary>
    private readonly record struct Lead(int End, Polarity Polarity, bool IsHedged);
}
