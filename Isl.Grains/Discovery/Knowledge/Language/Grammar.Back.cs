using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Clauses that judge a clause or point back to one.</content>
internal sealed partial class Grammar
{
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

    /// <summary>"this is false", "which is a myth", "this has never been shown", "Not true.", "Not!"</summary>
    private IEnumerable<Parse<Clause>> Verdicts(int at)
    {
        var i = at;
        var isPointer = PronounAt(at) is Anaphor.This or Anaphor.It or Anaphor.They || this[at].Is("which")
            || (this[at].Is("the") && this[at + 1].Is(Tag.ClaimNoun | Tag.EvidenceNoun));
        if (isPointer || this[at].Is(Tag.Determiner))
        {
            i = Skip(at, Tag.Determiner | Tag.Adjective | Tag.Pronoun | Tag.Relative);
            i = Skip(i, Tag.ClaimNoun | Tag.RelationNoun | Tag.EffectNoun | Tag.EvidenceNoun);
            i = i == at ? at + 1 : i;
        }

        var isBare = i == at;
        var modifiers = ReadModifiers(ref i);
        if (JudgementAt(i) is (var end, var polarity))
        {
            return (isPointer ? modifiers.HasBe : isBare && !modifiers.HasBe && this[end].Text is "" or ".")
                ? [Done<Clause>(new Verdict(Judged(modifiers.Polarity, polarity, end)), SkipAnymore(end))]
                : [];
        }

        if (isBare && !modifiers.HasBe && modifiers.Polarity != Polarity.Asserted && (this[i].Text is "" or "."))
        {
            return [Done<Clause>(new Verdict(Polarity.Void), i)]; // "Not!"
        }

        return isPointer && VerdictAt(i, modifiers) is (var behind, var verdict) ? [Done<Clause>(new Verdict(verdict), behind)] : [];
    }

    /// <summary>"has been refuted", "is so", "does not hold", "is not": what such words say of what they point back to.</summary>
    private (int End, Polarity Polarity)? VerdictAt(int at, Modifiers modifiers)
    {
        if (ShownAt(at) is { } shown && (modifiers.HasBe || modifiers.HasHave))
        {
            var held = HeldBy(shown, modifiers, false, false, false)?.Polarity ?? Polarity.Void;
            return (SkipAnymore(at + 1), held == Polarity.Denied ? Polarity.Void : held);
        }

        if (this[at].Is("so") && modifiers.HasBe)
        {
            return (at + 1, modifiers.Polarity);
        }

        if (modifiers.Polarity == Polarity.Asserted)
        {
            return null;
        }

        return this[at].Text is "hold" or "holds" or "apply" or "applies" or "happen" or "happens" ? (SkipAnymore(at + 1), Polarity.Void)
            : modifiers.HasBe && this[at].Text is "" or "." or "," ? (at, Polarity.Void)
            : null;
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
    private IEnumerable<Parse<Clause>> Echoes(int at) => Inverted(at).Concat(SameOf(at)).Concat(Elided(at));

    /// <summary>"so does X", "neither does X".</summary>
    private IEnumerable<Parse<Clause>> Inverted(int at)
    {
        var isNor = this[at].Is(Tag.Neither | Tag.Nor);
        if (!isNor && this[at].Text is not ("so" or "as" or "likewise" or "also" or "and also"))
        {
            return [];
        }

        var i = at + 1;
        while (this[i].Is(Tag.Too) || this[i].Is(","))
        {
            i++;
        }

        return IsAuxiliary(i)
            ? PlainLists(i + 1, "").Select(list => Done<Clause>(new Echo(list.Value, isNor ? Polarity.Denied : null), list.End))
            : [];
    }

    /// <summary>"the same is true of X", "the same goes for X".</summary>
    private IEnumerable<Parse<Clause>> SameOf(int at)
    {
        if (!this[at].Is("the") || !this[at + 1].Is("same"))
        {
            return [];
        }

        var i = this[at + 2].Is("is") ? at + 4 : at + 3;
        return this[at + 2].Text is "is" or "goes" or "holds" or "applies" && this[i].Text is "of" or "for" or "to" or "with"
            ? PlainLists(i + 1, "").Select(list => Done<Clause>(new Echo(list.Value, null), list.End))
            : [];
    }

    /// <summary>"X does too", "X does not".</summary>
    private IEnumerable<Parse<Clause>> Elided(int at)
    {
        foreach (var list in PlainLists(at, ""))
        {
            var i = list.End;
            var modifiers = ReadModifiers(ref i);
            var isEnd = this[i].Text is "" or "." or "," or "–" or "—" || this[i].Is(Tag.Contrast | Tag.And);
            if (isEnd && modifiers.HasAuxiliary && modifiers.Polarity != Polarity.Void)
            {
                yield return Done<Clause>(new Echo(list.Value, modifiers.Polarity), i);
            }
        }
    }
}
