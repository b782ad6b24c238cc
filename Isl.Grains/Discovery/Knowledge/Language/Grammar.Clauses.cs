using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Clauses, and how they are joined.</content>
internal sealed partial class Grammar
{
    /// <summary>The clauses from a token on, as many as can be read first.</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> Clauses(int at)
    {
        if (!Spend(at))
        {
            yield break;
        }

        var start = SkipLead(at);
        foreach (var clause in ClauseGroups(start))
        {
            foreach (var (next, isContrast) in Joints(clause.End))
            {
                foreach (var rest in Clauses(next))
                {
                    var others = isContrast ? rest.Value.SetItem(0, rest.Value[0] with { IsAfterContrast = true }) : rest.Value;
                    yield return Done(clause.Value.AddRange(others), rest.End);
                }
            }

            yield return clause;
        }
    }

    /// <summary>"Moreover,", "In fact,": what may open a clause.</summary>
    private int SkipLead(int at)
    {
        while (this[at].Is(Tag.Harmless | Tag.Chain | Tag.Contrast) || (this[at].Is(",") && at > 0)
            || this[at].Text is "-" or "–" or "—" or "*" or "•" or "and")
        {
            if (this[at].Is("so") && IsAuxiliary(BehindComma(at + 1)))
            {
                break;
            }

            at++;
        }

        return this[at].Text is "also" or "likewise" or "similarly" && this[at + 1].Is(",") ? at + 2 : at;
    }

    private IEnumerable<(int Next, bool IsContrast)> Joints(int at)
    {
        var i = BehindComma(at);
        if (this[i].Text is ":" or "–" or "—" or "\n")
        {
            yield return (i + 1, false);
        }

        if (this[i].Is(Tag.Contrast))
        {
            yield return (BehindComma(i + 1), true);
        }
        else if (this[i].Is(Tag.And))
        {
            yield return (i + 1, false);
        }
        else if (this[i].Text is "because" or "since" or "as")
        {
            yield return (i + 1, false);
            yield return (i, false);
        }
        else if (this[i].Is(Tag.Chain) || i > at)
        {
            yield return (i, false);
        }
    }

    private IEnumerable<Parse<ImmutableArray<Clause>>> ClauseGroups(int at)
    {
        foreach (var verdict in Verdicts(at))
        {
            yield return Done(ImmutableArray.Create(verdict.Value), verdict.End);
        }

        foreach (var scoped in Attitudes(at))
        {
            yield return scoped;
        }

        foreach (var clause in Single(at))
        {
            yield return Done(ImmutableArray.Create(clause.Value), clause.End);
        }

        foreach (var held in HeldFixed(at))
        {
            foreach (var group in ClauseGroups(BehindComma(held)))
            {
                yield return group;
            }
        }

        if (Setting(at) is > 0 and var end)
        {
            foreach (var group in ClauseGroups(BehindComma(end)))
            {
                yield return group;
            }
        }

        foreach (var reason in Reasons(at))
        {
            yield return reason;
        }

        foreach (var aside in Asides(at).Concat(VoidOpeners(at)))
        {
            yield return aside;
        }
    }

    /// <summary>"Because X affects Y, it affects Z": both are stated.</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> Reasons(int at)
    {
        foreach (var reason in this[at].Text is "because" or "since" ? Plain(at + 1) : [])
        {
            var isEffect = reason.Value is Statement statement
                && statement.Predicates.All(predicate => predicate is { Meaning: Meaning.Acts or Meaning.Responds, Polarity: Polarity.Asserted });
            foreach (var rest in isEffect && this[reason.End].Is(",") ? Clauses(reason.End + 1) : [])
            {
                yield return Done(rest.Value.Insert(0, reason.Value), rest.End);
            }
        }
    }

    private IEnumerable<Parse<Clause>> Single(int at) =>
        Echoes(at)
            .Concat(Arrows(at))
            .Concat(Existential(at))
            .Concat(Clefts(at))
            .Concat(EffectClauses(at))
            .Concat(NounFirst(at))
            .Concat(EventClauses(at))
            .Concat(ThroughFirst(at))
            .Concat(Plain(at));

    /// <summary>Subjects and what is said of them.</summary>
    private IEnumerable<Parse<Clause>> Plain(int at)
    {
        foreach (var subjects in Lists(at))
        {
            var way = BehindComma(subjects.End);
            var doing = this[way].Is("by") && GerundSign(this[way + 1]) is not null ? Lists(way + 1) : [];
            foreach (var through in this[way].Is(Tag.Through) ? Between(way + 1) : doing)
            {
                // "Workload, via stress, lowers sleep".
                foreach (var predicate in Predicates(BehindComma(through.End), VerbForm.Finite))
                {
                    yield return Done<Clause>(new Statement(subjects.Value, [predicate.Value with { Through = through.Value }]), predicate.End);
                }
            }

            var isOpen = subjects.Value.Items[^1].Role == ItemRole.Plain && subjects.Value.Relatives.IsEmpty;
            foreach (var predicates in PredicateSequence(subjects.End, VerbForm.Finite))
            {
                if (isOpen && !Agree(subjects.Value, predicates.Value[0]))
                {
                    continue;
                }

                yield return Done<Clause>(new Statement(subjects.Value, predicates.Value), predicates.End);
            }
        }
    }

    /// <summary>"Quality and Ad Spend affect": a plural verb belongs to several subjects, or to one that is a plural.</summary>
    private bool Agree(NounList subjects, Predicate predicate)
    {
        if (predicate.Number != 2 || subjects.Items.Length > 1 || subjects.Items[0].Mention is not { Variable: >= 0 } mention)
        {
            return true;
        }

        var token = _tokens.Find(token => token.Variable == mention.Variable);
        return token.Source.EndsWith('s') || !HasLaterPlural(token);
    }

    /// <summary>Could the verb belong to a longer list? Only then does its number tell.</summary>
    private bool HasLaterPlural(Token token)
    {
        var at = _tokens.IndexOf(token);
        return at > 1 && this[at - 1].Is(Tag.And) && this[at - 2].IsName;
    }

    /// <summary>"X -> Y -> Z".</summary>
    private IEnumerable<Parse<Clause>> Arrows(int at)
    {
        var (isForward, isBackward) = (this[at + 1].Text is "->" or "-->" or "→" or "=>", this[at + 1].Text is "<-" or "<--" or "←");
        if (!this[at].IsName || !(isForward || isBackward))
        {
            yield break;
        }

        foreach (var rest in Arrows(at + 2))
        {
            var (first, tail) = (Arrow(at, isForward), (Statement)rest.Value);
            yield return Done<Clause>(tail with
            {
                Subjects = first.Subjects,
                Predicates = [first.Predicates[0] with { Consequences = Turn(tail) }]
            }, rest.End);
        }

        if (this[at + 2].IsName)
        {
            yield return Done<Clause>(Arrow(at, isForward), at + 3);
        }
    }

    private static ImmutableArray<Predicate> Turn(Statement tail) => tail.Predicates;

    private Statement Arrow(int at, bool isForward) =>
        new(Named(at), [new Predicate { Meaning = isForward ? Meaning.Acts : Meaning.Responds, Objects = Named(at + 2),
            Words = this[at + 1].Source }]);

    private NounList Named(int at) =>
        new([new Item(new Mention(this[at].Variable, 0, Anaphor.None, false, false, this[at].IsGuess, []), ItemRole.Plain)]);

    /// <summary>"There is no effect of X on Y".</summary>
    private IEnumerable<Parse<Clause>> Existential(int at)
    {
        if (!this[at].Is("there"))
        {
            yield break;
        }

        var i = at + 1;
        var modifiers = ReadModifiers(ref i);
        foreach (var effect in modifiers.HasBe || this[i - 1].Is("exists") ? EffectPhrases(i) : [])
        {
            yield return Whole(effect.Value, Combine(modifiers.Polarity, effect.Value.Polarity), 0, modifiers.IsHedged, effect.End);
        }
    }

    /// <summary>"It is price that drives sales", "What drives sales is price".</summary>
    private IEnumerable<Parse<Clause>> Clefts(int at)
    {
        var i = at + 1;
        if (this[at].Is("it") && this[i].Is(Tag.Be))
        {
            i = Skip(i + 1, Tag.Harmless);
            var isDenied = this[i].Is("not");
            foreach (var list in PlainLists(i, "").Concat(isDenied ? PlainLists(i + 1, "") : []))
            {
                foreach (var clause in this[BehindComma(list.End)].Is(Tag.Relative) ? PredicateSequence(BehindComma(list.End) + 1,
                    VerbForm.Finite) : [])
                {
                    var isAll = isDenied && list.Value.Items[0].Role != ItemRole.Denied;
                    yield return Done<Clause>(new Statement(isAll ? list.Value with { IsNeither = true } : list.Value, clause.Value), clause.End);
                }
            }
        }

        if (this[at].Is("what"))
        {
            foreach (var clause in Predicates(at + 1, VerbForm.Finite))
            {
                var behind = clause.End;
                var modifiers = ReadModifiers(ref behind);
                foreach (var list in modifiers.HasBe ? Lists(modifiers.Polarity == Polarity.Denied ? behind - 1 : behind).Concat(Lists(behind)) : [])
                {
                    var isAll = modifiers.Polarity == Polarity.Denied && list.Value.Items[0].Role != ItemRole.Denied;
                    yield return Done<Clause>(new Statement(isAll ? list.Value with { IsNeither = true } : list.Value, [clause.Value]), list.End);
                }
            }
        }
    }

    /// <summary>"The causes of Y are X and Z", "The effects of X include Y", "Among the drivers of Y is X".</summary>
    private IEnumerable<Parse<Clause>> NounFirst(int at)
    {
        var i = Skip(at, Tag.Determiner | Tag.Adjective);
        i = this[i].Text is "common" ? i + 1 : i;
        var isCause = this[i].Is(Tag.CauseNoun);
        if (!(isCause || this[i].Is(Tag.ResultNoun)) || this[i + 1].Text is not ("of" or "for" or "behind"))
        {
            yield break;
        }

        foreach (var owner in PlainLists(i + 2, ""))
        {
            var behind = owner.End;
            var modifiers = ReadModifiers(ref behind);
            var isVerb = modifiers.HasBe || this[behind].Text is "include" or "includes" or ":";
            behind = this[behind].Text is "include" or "includes" or ":" ? behind + 1 : behind;
            var starts = modifiers.Polarity == Polarity.Denied ? Lists(behind - 1).Concat(Lists(behind)) : Lists(behind);
            foreach (var list in isVerb ? starts : [])
            {
                var isAll = modifiers.Polarity == Polarity.Denied && list.Value.Items[0].Role != ItemRole.Denied;
                var others = isAll ? list.Value with { IsNeither = true } : list.Value;
                var predicate = new Predicate
                {
                    Meaning = isCause ? Meaning.Acts : Meaning.Responds,
                    Objects = owner.Value,
                    IsHedged = modifiers.IsHedged,
                    Polarity = modifiers.Polarity == Polarity.Void ? Polarity.Void : Polarity.Asserted,
                    Words = this[i].Source,
                };
                yield return Done<Clause>(new Statement(others, [predicate]), list.End);
            }
        }
    }

    /// <summary>"Through M, X affects Y."</summary>
    private IEnumerable<Parse<Clause>> ThroughFirst(int at)
    {
        if (!this[at].Is(Tag.Through))
        {
            yield break;
        }

        foreach (var list in Between(at + 1))
        {
            foreach (var clause in Plain(BehindComma(list.End)))
            {
                if (clause.Value is Statement { Predicates: [{ Through: null } first, ..] } statement)
                {
                    yield return clause with
                    {
                        Value = statement with
                        {
                            Predicates = statement.Predicates.SetItem(0,
                        first with { Through = list.Value })
                        }
                    };
                }
            }
        }
    }

    /// <summary>"Unlike price, ads affect sales", "Besides price, ads affect sales".</summary>
    private IEnumerable<Parse<ImmutableArray<Clause>>> Asides(int at)
    {
        if (!this[at].Is(Tag.Unlike | Tag.Likewise | Tag.Rather))
        {
            yield break;
        }

        foreach (var aside in PlainLists(at + 1, ""))
        {
            foreach (var clause in Plain(BehindComma(aside.End)))
            {
                var statement = (Statement)clause.Value;
                var items = this[at].Is(Tag.Likewise)
                    ? statement.Subjects with { Items = statement.Subjects.Items.AddRange(aside.Value.Items) }
                    : statement.Subjects;
                yield return Done(ImmutableArray.Create<Clause>(statement with { Subjects = items }), clause.End);
            }
        }
    }
}
