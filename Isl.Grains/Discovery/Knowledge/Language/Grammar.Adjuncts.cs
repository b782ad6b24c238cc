using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>What stands behind a verb and its object.</content>
internal sealed partial class Grammar
{
    /// <summary>A predicate with all that belongs to it, the longest first.</summary>
    private IEnumerable<Parse<Predicate>> Adjuncts(Parse<Predicate> predicate)
    {
        if (!Spend(predicate.End))
        {
            yield break;
        }

        foreach (var longer in Adjunct(predicate))
        {
            foreach (var longest in Adjuncts(longer))
            {
                yield return longest;
            }
        }

        yield return predicate;
    }

    private IEnumerable<Parse<Predicate>> Adjunct(Parse<Predicate> predicate)
    {
        var at = predicate.End;
        var token = this[at];
        if (token.Is(Tag.Mutual))
        {
            return [Done(predicate.Value with { Meaning = Meaning.Feedback }, at + 1)];
        }

        if (ReverseRuledOut(at) is > 0 and var end)
        {
            return [Done(predicate.Value with { IsNotReversed = true }, end)];
        }

        var and = BehindComma(at);
        if (this[and].Is(Tag.And) && this[and + 1].Is(Tag.Mutual))
        {
            return [Done(predicate.Value with { Meaning = Meaning.Feedback }, and + 2)];
        }

        return Way(predicate)
            .Concat(Adverbs(predicate))
            .Concat(HeldFixed(at).Select(behind => Done(predicate.Value, behind)))
            .Concat(Compared(predicate))
            .Concat(Consequence(predicate))
            .Concat(Amount(predicate))
            .Concat(Setting(BehindComma(at)) is > 0 and var behind && behind > at ? [Done(predicate.Value, behind)] : []);
    }

    private int ReverseRuledOut(int at)
    {
        var i = BehindComma(at);
        i = this[i].Is(Tag.And | Tag.Contrast) ? i + 1 : i;
        return this[i].Is(Tag.NotReversed) ? i + 1 : 0;
    }

    /// <summary>"through M", "only via M", "but indirectly through M", "through its effect on M", "by raising M".</summary>
    private IEnumerable<Parse<Predicate>> Way(Parse<Predicate> predicate)
    {
        var i = BehindComma(predicate.End);
        var both = this[i].Is("both") ? i + 1 : i;
        if (this[both].Is(Tag.Direct) && this[both + 1].Is(Tag.And))
        {
            // "both directly and through M".
            return Way(predicate with { End = BehindComma(Skip(both + 2, Tag.Indirect)) }).Where(way => way.Value.Through is not null)
                .Select(way => way with { Value = way.Value with { IsAlsoDirect = true } });
        }

        var indirect = this[i].Is(Tag.And | Tag.Contrast | Tag.Only) ? Skip(i + 1, Tag.Only | Tag.Determiner | Tag.Adjective | Tag.Indirect) : i;
        indirect = this[indirect].Is(Tag.EffectNoun) ? indirect + 1 : this[indirect - 1].Is("one") ? indirect : i;
        if (indirect > i && this[indirect].Is(Tag.Through))
        {
            // "a direct effect on Y and an indirect effect through M", "no direct effect on Y, only an indirect one through M".
            // The direct effect may be the one that is denied.
            var isDirect = predicate.Value.Polarity == Polarity.Asserted;
            return Between(indirect + 1).Select(list => Done(
                predicate.Value with { Through = list.Value, IsAlsoDirect = isDirect, IsOnlyThrough = !isDirect, Polarity = Polarity.Asserted },
                list.End));
        }

        var isContrast = this[i].Is("but");
        i = isContrast ? i + 1 : i;
        var isOnly = false;
        while (this[i].Is(Tag.Only | Tag.Indirect | Tag.Harmless | Tag.Rather | Tag.Hedge))
        {
            isOnly |= this[i].Is(Tag.Only);
            i++;
        }

        if (this[i].Is("not") && this[i + 1].Is(Tag.Direct) && !isContrast)
        {
            // "X affects Y, not directly but through M": the direct way is denied.
            return Way(predicate with { End = i + 2 }).Where(way => way.Value.Through is not null)
                .Select(way => way with { Value = way.Value with { IsOnlyThrough = true } });
        }

        if (predicate.Value.Through is not null)
        {
            return [];
        }

        var lists = this[i].Is(Tag.Through) ? Between(i + 1)
            : this[i].Is("by") && GerundSign(this[i + 1]) is not null ? Lists(i + 2)
            : [];
        return lists.Select(list => Done(Led(predicate.Value, list.Value, isOnly, isContrast), list.End));
    }

    /// <summary>"works through M to raise Y".</summary>
    private IEnumerable<Parse<Predicate>> WayTo(int at)
    {
        foreach (var through in IsWayVerb(at) && this[at + 1].Is(Tag.Through) ? Between(at + 2) : [])
        {
            foreach (var act in this[through.End].Is("to") ? Predicates(through.End + 1, VerbForm.Base) : [])
            {
                yield return act with { Value = act.Value with { Through = through.Value } };
            }
        }
    }

    /// <summary>A denial of the direct way, with another way told, states that way.</summary>
    private static Predicate Led(Predicate predicate, NounList through, bool isOnly, bool isContrast) =>
        predicate.Polarity == Polarity.Denied && isContrast && predicate.IsDirect
            ? predicate with { Polarity = Polarity.Asserted, Through = through, IsOnlyThrough = true, IsDirect = false }
            : predicate with { Through = through, IsOnlyThrough = isOnly };

    /// <summary>"its effect on M", "changes in M", "M".</summary>
    private IEnumerable<Parse<NounList>> Between(int at)
    {
        var i = Skip(at, Tag.Determiner | Tag.Adjective | Tag.Up | Tag.Down);
        return this[i].Is(Tag.EffectNoun) && this[i + 1].Text is "on" or "upon" ? Lists(i + 2) : Lists(at);
    }

    private IEnumerable<Parse<Predicate>> Adverbs(Parse<Predicate> predicate)
    {
        var (at, value) = (predicate.End, predicate.Value);
        if (this[at].Is(",") && this[at + 1].Is(Tag.Too | Tag.Harmless | Tag.Hedge) && this[at + 2].Text is "" or "," or ".")
        {
            return [Done(value with { IsHedged = value.IsHedged || this[at + 1].Is(Tag.Hedge) }, at + 2)];
        }

        var but = BehindComma(at);
        var only = Skip(but + 1, Tag.Only);
        return this[but].Is("but") && this[only].Is(Tag.Harmless) ? [Done(value, Skip(only, Tag.Harmless))] : Adverb(predicate);
    }

    private IEnumerable<Parse<Predicate>> Adverb(Parse<Predicate> predicate)
    {
        var (at, value) = (predicate.End, predicate.Value);
        var token = this[at];
        if (token.Is(Tag.Void | Tag.Negation))
        {
            yield return Done(value with { Polarity = Combine(Polarity.Void, value.Polarity) }, at + 1);
        }
        else if (token.Is(Tag.Indirect) || token.Is(Tag.Direct))
        {
            yield return Done(value with
            {
                IsIndirect = value.IsIndirect || token.Is(Tag.Indirect),
                IsDirect = value.IsDirect
                || token.Is(Tag.Direct)
            }, at + 1);
        }
        else if (token.Is(Tag.Hedge))
        {
            yield return Done(value with { IsHedged = true }, at + 1);
        }
        else if ((token.Is(Tag.Up | Tag.Down) && IsSignAdverb(token)) || token.Text is "more" or "less" or "most" or "only")
        {
            var sign = IsSignAdverb(token) ? Lexicon.SignOf(token.Tag) : 0;
            yield return Done(value with { Sign = value.Sign != 0 ? value.Sign : sign }, at + 1);
        }
        else if (token.Is(Tag.Too | Tag.Harmless))
        {
            yield return Done(value, at + 1);
        }
        else if (token.Is("at") && this[at + 1].Is("all"))
        {
            yield return Done(value, at + 2);
        }
    }

    /// <summary>"controlling for Z", "regardless of Z", "holding Z constant": the token behind each reading.</summary>
    private IEnumerable<int> HeldFixed(int at)
    {
        var i = BehindComma(at);
        i = this[i].Text is "with" or "after" or "when" or "while" && this[i + 1].Is(Tag.HeldFixed) ? i + 1 : i;
        var isWith = this[i].Is("with");
        if (!this[i].Is(Tag.HeldFixed) && !isWith)
        {
            yield break;
        }

        foreach (var list in PlainLists(i + 1, ""))
        {
            var end = this[list.End].Text is "held" or "kept" or "being" ? list.End + 1 : list.End;
            var isConstant = this[end].Text is "constant" or "fixed" or "equal" or "steady";
            if (isConstant || (!isWith && this[i].Text is not ("holding" or "keeping")))
            {
                yield return isConstant ? end + 1 : end;
            }
        }
    }

    /// <summary>"than ads do", "as much as price does": the other side of a comparison states nothing that is sure.</summary>
    private IEnumerable<Parse<Predicate>> Compared(Parse<Predicate> predicate)
    {
        var i = BehindComma(predicate.End);
        i = this[i].Text is "far" or "much" && this[i + 1].Is(Tag.Up | Tag.Down) ? i + 1 : i;
        i = this[i].Is(Tag.Up | Tag.Down | Tag.Harmless) && this[i + 1].Is(Tag.Up | Tag.Down | Tag.Harmless | Tag.Adjective) ? i + 1 : i;
        i = this[i].Is(Tag.Up | Tag.Down | Tag.Harmless) && this[i + 1].Is("than") ? i + 1 : i;
        var behind = this[i].Is("than") ? i + 1
            : this[i].Is("as") && this[i + 1].Text is "much" or "strongly" or "little" && this[i + 2].Is("as") ? i + 3
            : this[i].Is("just") && this[i + 1].Is("as") ? i + 2
            : this[i].Is(Tag.Unlike | Tag.Rather) ? i + 1
            : 0;
        if (behind == 0)
        {
            yield break;
        }

        // "as little as" may be not at all.
        var value = this[behind - 2].Is("little") ? predicate.Value with { Polarity = Polarity.Void } : predicate.Value;
        behind = this[behind].Text is "by" or "on" or "through" ? behind + 1 : behind;
        foreach (var list in PlainLists(behind, ""))
        {
            var end = IsAuxiliary(list.End) ? list.End + 1 : list.End;
            yield return Done(value, end);
        }
    }

    /// <summary>", thereby lowering Y", ", making Y more likely": its subjects are the objects before.</summary>
    private IEnumerable<Parse<Predicate>> Consequence(Parse<Predicate> predicate)
    {
        var i = BehindComma(predicate.End);
        var isChain = this[Skip(i, Tag.And)].Is(Tag.Chain);
        if ((i == predicate.End && !isChain) || predicate.Value.Objects is null || predicate.Value.Meaning != Meaning.Acts)
        {
            yield break;
        }

        i = BehindComma(Skip(isChain ? Skip(i, Tag.And) : i, Tag.Chain | Tag.Harmless));
        if (!HasForm(i, VerbForm.Gerund))
        {
            yield break;
        }

        foreach (var next in Predicates(i, VerbForm.Gerund))
        {
            if (next.Value.Objects is not null)
            {
                var value = next.Value with { IsGuess = true };
                yield return Done(predicate.Value with { Consequences = predicate.Value.Consequences.Add(value) }, next.End);
            }
        }
    }

    /// <summary>"by 10 %", "by a lot".</summary>
    private IEnumerable<Parse<Predicate>> Amount(Parse<Predicate> predicate)
    {
        if (AmountEnd(predicate.End) is > 0 and var end)
        {
            yield return Done(predicate.Value, end);
        }
    }

    /// <summary>The token behind "by 10 %"; 0 where none begins.</summary>
    private int AmountEnd(int at)
    {
        if (!this[at].Is("by"))
        {
            return 0;
        }

        var i = at + 1;
        while (this[i].Text is "about" or "a" or "up" or "to" or "roughly"
            || (this[i].Text.Length > 0 && char.IsDigit(this[i].Text[0]) && !this[i].IsName))
        {
            i++;
        }

        return this[i].Text is "%" or "percent" or "half" or "third" or "lot" or "points" or "units" or "." && i > at + 1 ? i + 1 : 0;
    }
}
