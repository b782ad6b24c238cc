using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>"the effect of X on Y" and clauses about it.</content>
internal sealed partial class Grammar
{
    /// <summary>"the effect of X on Y", "X's effect on Y", "the link between X and Y".</summary>
    private IEnumerable<Parse<EffectPhrase>> EffectPhrases(int at)
    {
        if (!Spend(at))
        {
            yield break;
        }

        var (i, sign, polarity) = (at, 0, Polarity.Asserted);
        while (this[i].Is(Tag.Determiner | Tag.Adjective | Tag.No | Tag.Slight | Tag.Up | Tag.Down | Tag.Harmless))
        {
            sign = this[i].Text is "positive" or "negative" or "adverse" or "beneficial" ? Lexicon.SignOf(this[i].Tag) : sign;
            polarity = this[i].Is(Tag.No) ? Combine(Polarity.Denied, polarity)
                : this[i].Is(Tag.Slight) ? Polarity.Void
                : polarity;
            i++;
        }

        if (this[i].IsName && this[i].IsPossessive && this[Skip(i + 1, Tag.Adjective | Tag.Up | Tag.Down)].Is(Tag.EffectNoun))
        {
            var noun = Skip(i + 1, Tag.Adjective | Tag.Up | Tag.Down);
            var owner = new NounList([new Item(new Mention(this[i].Variable, 0, Anaphor.None, false, false, this[i].IsGuess, []), ItemRole.Plain)]);
            foreach (var effects in this[noun + 1].Text is "on" or "upon" ? Lists(noun + 2) : [])
            {
                yield return Done(new EffectPhrase(owner, effects.Value, true, polarity, sign), effects.End);
            }
        }

        if (this[i].Is(Tag.EffectNoun) && this[i + 1].Is("of"))
        {
            foreach (var causes in PlainLists(i + 2, "of"))
            {
                foreach (var effects in this[causes.End].Text is "on" or "upon" or "over" ? Lists(causes.End + 1, "on") : [])
                {
                    yield return Done(new EffectPhrase(causes.Value, effects.Value, true, polarity, sign), effects.End);
                }
            }
        }

        if (this[i].Is(Tag.RelationNoun | Tag.EffectNoun) && this[i + 1].Text is "between" or "from" or "of")
        {
            foreach (var link in Links(i + 1))
            {
                yield return link with { Value = link.Value with { Polarity = polarity, Sign = sign } };
            }
        }
    }

    private IEnumerable<Parse<EffectPhrase>> Links(int at)
    {
        if (this[at].Is("between"))
        {
            foreach (var list in PlainLists(at + 1, ""))
            {
                if (list.Value.Items.Length > 1)
                {
                    var (first, rest) = (list.Value.Items[0], list.Value.Items[1..]);
                    yield return Done(new EffectPhrase(new NounList([first]), new NounList(rest), false, Polarity.Asserted, 0), list.End);
                }
            }

            yield break;
        }

        foreach (var causes in PlainLists(at + 1, ""))
        {
            var isDirected = this[at].Is("from");
            foreach (var effects in this[causes.End].Text is "to" or "with" or "and" ? Lists(causes.End + 1) : [])
            {
                yield return Done(new EffectPhrase(causes.Value, effects.Value, isDirected, Polarity.Asserted, 0), effects.End);
            }
        }
    }

    /// <summary>"The effect of X on Y is negative", "… is mediated by M", "… goes through M", "… is confounded by Z".</summary>
    private IEnumerable<Parse<Clause>> EffectClauses(int at)
    {
        foreach (var effect in EffectPhrases(at))
        {
            var i = effect.End;
            var modifiers = ReadModifiers(ref i);
            if (i == effect.End && !this[i].Is(Tag.Through) && VerbTable.SensesOf(this[i].Text).Length == 0 && !IsWayVerb(i))
            {
                continue;
            }

            foreach (var clause in AboutEffect(effect.Value, modifiers, i))
            {
                yield return clause;
            }
        }
    }

    private IEnumerable<Parse<Clause>> AboutEffect(EffectPhrase effect, Modifiers modifiers, int at)
    {
        var polarity = Combine(modifiers.Polarity, effect.Polarity);
        if (modifiers.HasBe)
        {
            foreach (var clause in Between(effect, at, polarity, modifiers.IsHedged))
            {
                yield return clause;
            }

            foreach (var list in this[at].Is(Tag.BecauseOf) ? Lists(at + 1) : [])
            {
                yield return Mediated(effect, list.Value, polarity, false, modifiers.IsHedged, list.End);
            }

            foreach (var (end, verdict, sign) in Judgements(at))
            {
                yield return Whole(effect, Combine(polarity, verdict), sign, modifiers.IsHedged, end);
            }
        }

        var way = IsWayVerb(at) ? Skip(at + 1, Tag.Harmless) : at;
        var isOnly = this[way].Is(Tag.Only);
        way = isOnly ? way + 1 : way;
        if (this[way].Is(Tag.Through))
        {
            foreach (var list in Between(way + 1))
            {
                yield return Mediated(effect, list.Value, polarity, isOnly, modifiers.IsHedged, list.End);
            }
        }

        if (this[at].Text is "exists" or "persists" or "remains")
        {
            yield return Whole(effect, polarity, 0, modifiers.IsHedged, at + 1);
        }
        else if (this[at].Text is "vanishes" or "disappears" or "disappeared" or "vanished")
        {
            yield return Whole(effect, Polarity.Void, 0, false, SkipRest(at + 1));
        }
        else if (!modifiers.HasBe)
        {
            foreach (var predicate in Predicates(modifiers.Begin, VerbForm.Finite))
            {
                // What the effect depends on, or varies with, says nothing of the variables.
                yield return Done<Clause>(new Statement(effect.Causes, [predicate.Value with { Meaning = Meaning.Moderates }]), predicate.End);
            }
        }
    }

    private bool IsWayVerb(int at) => this[at].Text is "goes" or "runs" or "works" or "operates" or "flows" or "passes" or "acts" or "occurs"
        or "comes" or "travels"
        or "go" or "run" or "work" or "operate" or "flow" or "pass";

    /// <summary>"mediated by M", "confounded by Z", "moderated by W".</summary>
    private IEnumerable<Parse<Clause>> Between(EffectPhrase effect, int at, Polarity polarity, bool isHedged)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            var isOnly = this[at + 1].Is(Tag.Only) || this[at - 1].Is(Tag.Only);
            var by = Skip(at + 1, Tag.Only | Tag.Harmless | Tag.Hedge);
            if ((form & VerbForm.Participle) == 0 || !(this[by].Is("by") || this[by].Is(Tag.Through)))
            {
                continue;
            }

            foreach (var list in Lists(by + 1, "by"))
            {
                if (sense.Class == VerbClass.Mediates)
                {
                    yield return Mediated(effect, list.Value, polarity, isOnly, isHedged, list.End);
                }
                else if (sense.Class is VerbClass.Confounds or VerbClass.Causes)
                {
                    var meaning = sense.Class == VerbClass.Confounds ? Meaning.Confounds : Meaning.Moderates;
                    var predicate = new Predicate
                    {
                        Meaning = meaning,
                        Pair = effect,
                        Polarity = polarity,
                        IsHedged = isHedged,
                        Words = this[at].Source
                    };
                    yield return Done<Clause>(new Statement(list.Value, [predicate]), list.End);
                }
            }
        }
    }

    /// <summary>"negative", "strong", "zero", "not real", "well known", "unclear": the token behind, whether it is so, the sign.</summary>
    private IEnumerable<(int End, Polarity Polarity, int Sign)> Judgements(int at)
    {
        var (i, sign, polarity) = (at, 0, (Polarity?)null);
        while (true)
        {
            i = Skip(i, Tag.Harmless & ~Tag.Adjective);
            var token = this[i];
            if (token.Is(Tag.FalseWord | Tag.Slight) || token.Text is "absent" or "nonexistent" or "non-existent" or "insignificant" or "ruled out")
            {
                polarity = token.Is("spurious") || (token.Is(Tag.Slight)
                    && token.Text is not ("zero" or "null" or "nil")) ? Polarity.Void : Polarity.Denied;
            }
            else if (token.Is(Tag.DoubtWord))
            {
                polarity = Polarity.Void;
            }
            else if (token.Is(Tag.Up | Tag.Down | Tag.Adjective | Tag.TrueWord))
            {
                polarity ??= Polarity.Asserted;
                sign = token.Is(Tag.Up | Tag.Down) && token.Text is not ("greater" or "larger" or "bigger" or "stronger" or "weaker" or "smaller")
                    ? Lexicon.SignOf(token.Tag)
                    : sign;
            }
            else
            {
                yield break;
            }

            i++;
            yield return (i, polarity.Value, sign);
            if (!this[BehindComma(i)].Is(Tag.And | Tag.Contrast) && !this[i].Is(","))
            {
                yield break;
            }

            i = BehindComma(i);
            i = this[i].Is(Tag.And | Tag.Contrast) ? i + 1 : i;
        }
    }

    private Parse<Clause> Mediated(EffectPhrase effect, NounList through, Polarity polarity, bool isOnly, bool isHedged, int end)
    {
        var predicate = new Predicate
        {
            Meaning = Meaning.Acts,
            Objects = effect.Effects,
            Through = through,
            Polarity = polarity,
            IsOnlyThrough = isOnly,
            IsHedged = isHedged,
            IsGuess = !effect.IsDirected,
        };
        return Done<Clause>(new Statement(effect.Causes, [predicate]), end);
    }

    private Parse<Clause> Whole(EffectPhrase effect, Polarity polarity, int sign, bool isHedged, int end)
    {
        var predicate = new Predicate
        {
            Meaning = effect.IsDirected ? Meaning.Acts : polarity == Polarity.Denied ? Meaning.Apart : Meaning.Together,
            Objects = effect.Effects,
            Polarity = effect.IsDirected || polarity == Polarity.Void ? polarity : Polarity.Asserted,
            Sign = sign != 0 ? sign : effect.Sign,
            IsHedged = isHedged,
            Words = "effect",
        };
        return Done<Clause>(new Statement(effect.Causes, [predicate]), end);
    }

    /// <summary>The end of a clause whose rest does not matter: before the next comma or contrast.</summary>
    private int SkipRest(int at)
    {
        while (at < _tokens.Count && !this[at].Is(",") && !this[at].Is(Tag.Contrast))
        {
            at++;
        }

        return at;
    }
}
