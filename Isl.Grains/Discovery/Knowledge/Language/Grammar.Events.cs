using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Changes, and what comes of them: "sales fall as price rises", "the more ads, the higher sales", "because of X, Y rises".</content>
internal sealed partial class Grammar
{
    /// <summary>Clauses in which one change brings another.</summary>
    private IEnumerable<Parse<Clause>> EventClauses(int at) =>
        WhenFirst(at).Concat(CauseFirst(at)).Concat(ByDoing(at)).Concat(Correlative(at)).Concat(EventFirst(at)).Concat(Chosen(at));

    /// <summary>"When price rises, sales fall", "If price rises, it reduces demand".</summary>
    private IEnumerable<Parse<Clause>> WhenFirst(int at)
    {
        if (!this[at].Is(Tag.When))
        {
            yield break;
        }

        foreach (var cause in Events(at + 1))
        {
            var i = BehindComma(cause.End);
            i = this[i].Text is "then" ? i + 1 : i;
            foreach (var effect in Events(i))
            {
                yield return Linked(cause.Value, effect.Value, effect.End);
            }

            if (this[i].Is("so") && IsAuxiliary(i + 1))
            {
                foreach (var list in PlainLists(i + 2, ""))
                {
                    yield return Linked(cause.Value, new Event(Signed(list.Value, cause.Value.List.Items[0].Mention.Sign), false), list.End);
                }
            }

            if (PronounAt(i) is not Anaphor.None)
            {
                foreach (var predicates in PredicateSequence(i + 1, VerbForm.Finite))
                {
                    yield return Done<Clause>(new Statement(cause.Value.List, predicates.Value), predicates.End);
                }
            }
        }
    }

    /// <summary>"Because of competition, innovation rises."</summary>
    private IEnumerable<Parse<Clause>> CauseFirst(int at)
    {
        var isWithout = this[at].Is("without");
        if (!this[at].Is(Tag.BecauseOf | Tag.BasisOf) && !isWithout && !this[at].Is("with"))
        {
            yield break;
        }

        foreach (var cause in this[at].Is(Tag.BasisOf) ? PlainLists(at + 1, "") : [])
        {
            foreach (var effect in Decided(BehindComma(cause.End)))
            {
                yield return Linked(new Event(cause.Value, false), effect.Value, effect.End);
            }
        }

        foreach (var cause in Lists(at + 1))
        {
            var list = isWithout ? Signed(cause.Value, -1) : cause.Value;
            foreach (var effect in Events(BehindComma(cause.End)))
            {
                yield return Linked(new Event(list, false), effect.Value, effect.End);
            }
        }
    }

    /// <summary>"By raising prices, firms reduce demand": people act on one variable by way of another.</summary>
    private IEnumerable<Parse<Clause>> ByDoing(int at)
    {
        if (!this[at].Is("by"))
        {
            yield break;
        }

        foreach (var cause in Lists(at + 1))
        {
            foreach (var effect in AgentEvents(BehindComma(cause.End)))
            {
                yield return Linked(new Event(cause.Value, false), effect.Value, effect.End);
            }
        }
    }

    /// <summary>"Sales fall when price rises", "Sales fall because of price", "Price rises, so sales fall".</summary>
    private IEnumerable<Parse<Clause>> EventFirst(int at)
    {
        foreach (var first in Events(at))
        {
            var i = BehindComma(first.End);
            i = Skip(i, Tag.Harmless | Tag.Only);
            if (this[i - 1].Is("even") || (this[i].Is("so") && this[i + 1].Is("that")))
            {
                // "even when" says that it does not matter, "so that" what is wished for.
                continue;
            }

            if (this[i].Is(Tag.When))
            {
                foreach (var cause in Events(i + 1).Concat(SameEvents(i + 1, first.Value)))
                {
                    yield return Linked(cause.Value, first.Value, cause.End);
                }
            }

            if (this[first.End].Is("by") && GerundSign(this[first.End + 1]) is not null)
            {
                foreach (var cause in Lists(first.End + 1))
                {
                    yield return Linked(new Event(cause.Value, false), first.Value, cause.End);
                }
            }

            if (this[i].Is(Tag.BecauseOf))
            {
                foreach (var cause in Lists(i + 1))
                {
                    yield return Linked(new Event(cause.Value, false), first.Value, cause.End);
                }
            }

            var chain = Skip(i, Tag.And);
            if (this[chain].Is(Tag.Chain) || (this[chain].Is("which") && this[chain + 1].Text is "means"))
            {
                chain = BehindComma(this[chain].Is("which") ? chain + 2 : chain + 1);
                chain = this[chain].Is("that") ? chain + 1 : chain;
                foreach (var effect in Events(chain))
                {
                    yield return Linked(first.Value, effect.Value, effect.End);
                }
            }
        }
    }

    /// <summary>"whenever demand does": the same change of another.</summary>
    private IEnumerable<Parse<Event>> SameEvents(int at, Event first)
    {
        foreach (var list in PlainLists(at, ""))
        {
            if (this[list.End].Is(Tag.Do) && !this[list.End + 1].Is(Tag.Negation))
            {
                yield return Done(new Event(Signed(list.Value, first.List.Items[0].Mention.Sign), first.IsHedged), list.End + 1);
            }
        }
    }

    /// <summary>"The more ads we run, the higher sales are."</summary>
    private IEnumerable<Parse<Clause>> Correlative(int at)
    {
        foreach (var cause in Halves(at))
        {
            foreach (var effect in Halves(BehindComma(cause.End)))
            {
                yield return Linked(cause.Value, effect.Value, effect.End);
            }
        }
    }

    private IEnumerable<Parse<Event>> Halves(int at)
    {
        if (!this[at].Is("the") || !this[at + 1].Is(Tag.Up | Tag.Down))
        {
            yield break;
        }

        var sign = Lexicon.SignOf(this[at + 1].Tag);
        foreach (var list in PlainLists(at + 2, ""))
        {
            foreach (var end in HalfEnds(list.End))
            {
                yield return Done(new Event(Signed(list.Value, sign), false), end);
            }
        }

        foreach (var doing in AgentEvents(at + 2))
        {
            yield return doing with { Value = doing.Value with { List = Signed(doing.Value.List, sign) } };
        }
    }

    /// <summary>"are", "rise", "we run" behind the variable; or nothing.</summary>
    private IEnumerable<int> HalfEnds(int at)
    {
        var i = at;
        var modifiers = ReadModifiers(ref i);
        if (modifiers.Polarity != Polarity.Asserted)
        {
            yield break;
        }

        if (modifiers.HasBe)
        {
            yield return i;
        }
        else if (ChangeBehind(i) is (var end, _) || (HasForm(i, VerbForm.Third) && ThirdOfChange(i)))
        {
            yield return Math.Max(i + 1, ChangeBehind(i)?.End ?? 0);
        }

        if (this[at].Is(Tag.Agent))
        {
            var verb = Skip(at + 1, Tag.Harmless | Tag.Modal | Tag.Be | Tag.Have);
            if (VerbTable.SensesOf(this[verb].Text).Any(sense => sense.Sense.Class == VerbClass.Handles))
            {
                yield return this[verb + 1].Text is "in" or "on" ? verb + 2 : verb + 1;
            }
        }

        yield return at;
    }

    private bool ThirdOfChange(int at) => VerbTable.SensesOf(this[at].Text)
        .Any(sense => sense.Sense is { Class: VerbClass.Changes, Particles.Length: 0 });

    /// <summary>"We set price on the basis of cost", "firms adjust prices in response to costs".</summary>
    private IEnumerable<Parse<Clause>> Chosen(int at)
    {
        foreach (var effect in Decided(at))
        {
            foreach (var cause in this[effect.End].Is(Tag.BasisOf | Tag.BecauseOf)
                || (this[effect.End].Is("to") && this[effect.End - 1].IsName) ? Lists(effect.End + 1) : [])
            {
                yield return Linked(new Event(cause.Value, effect.Value.IsHedged), new Event(effect.Value.List, false), cause.End);
            }
        }
    }

    /// <summary>"we set the price".</summary>
    private IEnumerable<Parse<Event>> Decided(int at)
    {
        var i = Skip(at, Tag.Determiner | Tag.Adjective);
        var noun = i;
        while (this[i].Is(Tag.Agent | Tag.Setting) || (this[i].IsUnknown && !_isStrict))
        {
            i++;
        }

        if (i == noun)
        {
            yield break;
        }

        var modifiers = ReadModifiers(ref i);
        if (!VerbTable.SensesOf(this[i].Text).Any(sense => sense.Sense.Class == VerbClass.Decides) || modifiers.Polarity != Polarity.Asserted)
        {
            yield break;
        }

        foreach (var list in PlainLists(i + 1, ""))
        {
            yield return Done(new Event(list.Value, modifiers.IsHedged), list.End);
        }
    }

    private Parse<Clause> Linked(Event cause, Event effect, int end)
    {
        var sign = effect.List.Items.Length == 1 ? effect.List.Items[0].Mention.Sign : 0;
        var predicate = new Predicate
        {
            Meaning = Meaning.Acts,
            Objects = effect.List,
            Sign = sign,
            IsHedged = cause.IsHedged || effect.IsHedged,
            IsGuess = true,
        };
        return Done<Clause>(new Statement(cause.List, [predicate]), end);
    }

    /// <summary>Changes joined by "and".</summary>
    private IEnumerable<Parse<Event>> Events(int at)
    {
        foreach (var first in SingleEvents(at))
        {
            var next = this[BehindComma(first.End)].Is(Tag.And) ? BehindComma(first.End) + 1 : 0;
            if (next > 0)
            {
                foreach (var rest in Events(next))
                {
                    var items = first.Value.List.Items.AddRange(rest.Value.List.Items);
                    yield return Done(new Event(new NounList(items), first.Value.IsHedged || rest.Value.IsHedged), rest.End);
                }
            }

            yield return first;
        }
    }

    private IEnumerable<Parse<Event>> SingleEvents(int at)
    {
        if (!Spend(at))
        {
            yield break;
        }

        foreach (var list in Lists(at))
        {
            foreach (var change in Predicates(list.End, VerbForm.Finite))
            {
                if (change.Value is { Meaning: Meaning.Changes, Polarity: Polarity.Asserted, Objects: null })
                {
                    yield return Done(new Event(Signed(list.Value, change.Value.Sign), change.Value.IsHedged), change.End);
                }
            }
        }

        foreach (var doing in AgentEvents(at))
        {
            yield return doing;
        }

        if (this[at].Is("there") && this[at + 1].Is(Tag.Be))
        {
            foreach (var list in PlainLists(at + 2, ""))
            {
                yield return Done(new Event(list.Value, false), list.End);
            }
        }
    }

    /// <summary>"firms raise prices", "we invest more in ads", "people buy less ice cream".</summary>
    private IEnumerable<Parse<Event>> AgentEvents(int at)
    {
        var i = Skip(at, Tag.Determiner | Tag.Adjective);
        if (!this[i].Is(Tag.Agent))
        {
            yield break;
        }

        i++;
        var modifiers = ReadModifiers(ref i);
        if (modifiers.Polarity != Polarity.Asserted || modifiers.HasBe)
        {
            yield break;
        }

        foreach (var (sense, form) in VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text))
        {
            if ((form & (VerbForm.Finite | VerbForm.Participle)) == 0 || sense.Class is not (VerbClass.Handles or VerbClass.Causes))
            {
                continue;
            }

            var behind = Skip(i + 1, Tag.Harmless);
            var isCompared = this[behind].Is(Tag.Up | Tag.Down) && sense.Particles.Length > 0;
            var sign = isCompared ? Lexicon.SignOf(this[behind].Tag) : sense.Sign;
            behind = isCompared ? behind + 1 : behind;
            if (sense.Particles.Length > 0 && ParticleAt(behind, sense) is null)
            {
                continue;
            }

            behind = ParticleAt(behind, sense)?.End ?? behind;
            foreach (var list in PlainLists(behind, ""))
            {
                yield return Done(new Event(Signed(list.Value, sign), modifiers.IsHedged), Skip(list.End, Tag.Harmless));
            }
        }
    }

    private static NounList Signed(NounList list, int sign) => sign == 0
        ? list
        : list with
        {
            Items = [.. list.Items.Select(item => item with { Mention = item.Mention with { Sign = item.Mention.Sign < 0 ? -sign : sign } })],
        };

    /// <summary>A change of variables.</summary>
    private readonly record struct Event(NounList List, bool IsHedged);
}
