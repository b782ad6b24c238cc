using System.Collections.Immutable;
using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Verb phrases.</content>
internal sealed partial class Grammar
{
    /// <summary>Verb phrases joined by "and", "but" and commas, all of one subject.</summary>
    private IEnumerable<Parse<ImmutableArray<Predicate>>> PredicateSequence(int at, VerbForm form)
    {
        foreach (var first in Predicates(at, form))
        {
            var next = BehindComma(first.End);
            var isJoined = this[next].Is(Tag.And | Tag.Contrast | Tag.Chain);
            next = this[next].Is(Tag.And | Tag.Contrast) && this[next].Text is not ("while" or "whereas") ? next + 1 : next;
            var isChain = this[BehindComma(next)].Is(Tag.Chain) && this[BehindComma(next)].Text is not ("then" or "subsequently")
                && first.Value is { Meaning: Meaning.Acts, Objects: not null };
            next = BehindComma(Skip(BehindComma(next), Tag.Chain | Tag.Too | Tag.Harmless));
            if (next > first.End)
            {
                var nouns = first.Value.IsNoun
                    ? NounPredicate(next, "have").Select(noun => Done(ImmutableArray.Create(noun.Value), noun.End))
                    : [];
                foreach (var rest in PredicateSequence(next, form).Concat(nouns))
                {
                    if (!isJoined && rest.Value.Length == 1)
                    {
                        // Before the last of several "and" stands: "raises X, lowers Y and shifts Z".
                        continue;
                    }

                    // "drives X and thus raises Y": it does so by way of X.
                    yield return Done(isChain ? [After(first.Value, rest.Value)] : rest.Value.Insert(0, first.Value), rest.End);
                }
            }

            yield return Done(ImmutableArray.Create(first.Value), first.End);
        }
    }

    private static Predicate After(Predicate first, ImmutableArray<Predicate> rest) =>
        first with { Consequences = [.. first.Consequences, .. rest.Select(next => next with { IsGuess = true })] };

    /// <summary>Verb phrases that begin at a token.</summary>
    private IEnumerable<Parse<Predicate>> Predicates(int at, VerbForm form)
    {
        if (!Spend(at))
        {
            yield break;
        }

        var i = at;
        var modifiers = ReadModifiers(ref i);
        foreach (var core in Cores(i, modifiers, form))
        {
            var predicate = core.Value with
            {
                Polarity = Combine(modifiers.Polarity, core.Value.Polarity),
                IsHedged = core.Value.IsHedged || modifiers.IsHedged,
                Sign = core.Value.Sign != 0 ? core.Value.Sign : modifiers.Sign,
                Number = modifiers.Number != 0 ? modifiers.Number : core.Value.Number,
                IsDirect = modifiers.IsDirect,
                IsIndirect = modifiers.IsIndirect,
                IsInTurn = modifiers.IsInTurn,
                Words = string.Join(' ', _tokens[i..Math.Min(core.End, _tokens.Count)].TakeWhile(token => !token.IsName).Select(token =>
                    token.Source)),
            };
            foreach (var whole in Adjuncts(core with { Value = predicate }))
            {
                yield return whole;
            }
        }
    }

    private static Polarity Combine(Polarity outer, Polarity inner) =>
        outer == Polarity.Void || inner == Polarity.Void ? Polarity.Void
        : outer == Polarity.Asserted ? inner
        : inner == Polarity.Asserted ? outer
        : Polarity.Void;

    private IEnumerable<Parse<Predicate>> Cores(int at, Modifiers modifiers, VerbForm form)
    {
        var copular = modifiers.HasBe ? Passive(at, modifiers).Concat(Copular(at)) : [];
        var noun = modifiers.HasHave && !modifiers.HasBe ? NounPredicate(at, "have") : [];
        return copular.Concat(Spared(at)).Concat(noun).Concat(Becoming(at)).Concat(WayTo(at)).Concat(Verbs(at, modifiers, form));
    }

    /// <summary>"do nothing to": there "do" is no auxiliary.</summary>
    private IEnumerable<Parse<Predicate>> Spared(int at)
    {
        foreach (var (sense, _) in this[at - 1].Is(Tag.Do | Tag.Have) ? VerbTable.SensesOf(this[at - 1].Text) : [])
        {
            if (sense.Class == VerbClass.Spares && ParticleAt(at, sense) is (var end, var particle))
            {
                foreach (var spared in WithParticle(end, sense, 0, particle))
                {
                    yield return spared;
                }
            }
        }
    }

    private IEnumerable<Parse<Predicate>> Verbs(int at, Modifiers modifiers, VerbForm form)
    {
        var allowed = modifiers.IsCatenative ? VerbForm.Base | VerbForm.Gerund
            : modifiers.HasBe ? VerbForm.Gerund
            : modifiers.HasHave ? VerbForm.Participle
            : form == VerbForm.Finite ? VerbForm.Finite | VerbForm.Base
            : form;
        foreach (var (sense, forms) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            if ((forms & allowed) == 0)
            {
                continue;
            }

            var number = (forms & VerbForm.Third) != 0 ? 1 : (forms & VerbForm.Past) == 0 && form == VerbForm.Finite ? 2 : 0;
            foreach (var active in Active(at, sense))
            {
                yield return active with { Value = active.Value with { Number = number } };
            }
        }
    }

    private IEnumerable<Parse<Predicate>> Active(int at, VerbSense sense)
    {
        if (sense.Class == VerbClass.Bears)
        {
            return NounPredicate(at + 1, this[at].Text);
        }

        var (behind, sign) = SkipAdverbs(at + 1);
        sign = sense.Sign != 0 ? sense.Sign : sign;
        if (sense.Particles.Length > 0)
        {
            return ParticleAt(behind, sense) is (var end, var particle)
                ? WithParticle(SkipAdverbs(end).At, sense, sign != 0 ? sign : SkipAdverbs(end).Sign, particle)
                : sense.Particles is ["up"] or ["down"] ? Separable(behind, sense) : [];
        }

        return sense.Class switch
        {
            VerbClass.Causes => VerbsJoined(at, sense, behind).Concat(Transitive(behind, Meaning.Acts, sign)),
            VerbClass.Associates => Transitive(behind, Meaning.Together, 0),
            VerbClass.Signifies => Transitive(behind, Meaning.Signifies, 0),
            VerbClass.Mediates => Pairs(behind, Meaning.Mediates),
            VerbClass.Confounds => Pairs(behind, Meaning.Confounds),
            VerbClass.Changes => Change(behind, sign),
            VerbClass.Makes => Made(behind),
            VerbClass.Prevents => Prevented(behind),
            _ => [],
        };
    }

    private IEnumerable<Parse<Predicate>> WithParticle(int at, VerbSense sense, int sign, string particle) => sense.Class switch
    {
        VerbClass.Responds => Transitive(at, Meaning.Responds, sign, particle),
        VerbClass.Associates => Transitive(at, Meaning.Together, 0, particle),
        VerbClass.Changes => Change(at, sign),
        VerbClass.Matters => Transitive(at, Meaning.Acts, sign, particle).Select(Guessed),
        VerbClass.Spares => Transitive(at, Meaning.Acts, 0).Select(parse => parse with
        {
            Value = parse.Value with { Polarity = particle.StartsWith("little", StringComparison.Ordinal) ? Polarity.Void : Polarity.Denied },
        }),
        VerbClass.Causes => Transitive(at, Meaning.Acts, sign, particle),
        _ => [],
    };

    private static Parse<Predicate> Guessed(Parse<Predicate> parse) => parse with { Value = parse.Value with { IsGuess = true } };

    /// <summary>The token behind a verb's particle; null where none stands here.</summary>
    private (int End, string Particle)? ParticleAt(int at, VerbSense sense)
    {
        foreach (var particle in sense.Particles)
        {
            var (i, rest) = (at, particle);
            while (rest.Length > 0 && !this[i].IsName && this[i].Text.Length > 0 && rest.StartsWith(this[i].Text, StringComparison.Ordinal))
            {
                rest = rest[this[i].Text.Length..].TrimStart();
                i++;
            }

            if (rest.Length == 0)
            {
                return (i, particle);
            }
        }

        return null;
    }

    private (int At, int Sign) SkipAdverbs(int at)
    {
        var sign = 0;
        at = this[at].Is(",") && this[at + 1].Is(Tag.Harmless) && this[at + 2].Is(",") ? at + 3 : at;
        while (this[at].Is(Tag.Harmless | Tag.Direct | Tag.Chain | Tag.Indirect)
            || (this[at].Is(Tag.Up | Tag.Down) && this[at].Text.EndsWith("ly", StringComparison.Ordinal))
            || (this[at].Text is "more" or "less" && this[at + 1].Text is "strongly" or "heavily" or "on" or "upon" or "to" or "from" or "for"))
        {
            sign = this[at].Is(Tag.Up | Tag.Down) && this[at].Text is not ("more" or "less") ? Lexicon.SignOf(this[at].Tag) : sign;
            at++;
        }

        return (at, sign);
    }

    /// <summary>A verb with its object: variables, or the effect of one on another.</summary>
    private IEnumerable<Parse<Predicate>> Transitive(int at, Meaning meaning, int sign, string preposition = "")
    {
        foreach (var effect in EffectPhrases(at))
        {
            yield return Done(new Predicate { Meaning = Meaning.Moderates, Pair = effect.Value }, effect.End);
        }

        if (this[at].Text is "how" or "whether" or "when" or "where" || (this[at].Is("the") && this[at + 1].Text is "way" or "extent"))
        {
            foreach (var clause in Clauses(Skip(at + 1, Tag.Harmless | Tag.Determiner | Tag.MeasureNoun)))
            {
                yield return Done(new Predicate { Meaning = Meaning.Moderates }, clause.End);
            }
        }

        if (this[at].Is(Tag.Mutual))
        {
            yield return Done(new Predicate { Meaning = Meaning.Feedback }, at + 1);
        }

        foreach (var list in Lists(at, preposition))
        {
            var predicate = new Predicate { Meaning = meaning, Objects = list.Value, Sign = sign };
            if (meaning == Meaning.Acts && this[list.End].Is("to") && ChangeBehind(list.End + 1) is (var end, var changeSign))
            {
                yield return Done(predicate with { Sign = sign != 0 ? sign : changeSign }, end);
            }

            yield return Done(predicate, list.End);
        }
    }

    /// <summary>"influences and shapes Y": verbs of one object.</summary>
    private IEnumerable<Parse<Predicate>> VerbsJoined(int at, VerbSense sense, int behind)
    {
        if (!this[behind].Is(Tag.And))
        {
            yield break;
        }

        var second = Skip(behind + 1, Tag.Harmless | Tag.Chain | Tag.Too);
        foreach (var (other, form) in VerbTable.SensesOf(this[second].IsName ? "" : this[second].Text))
        {
            var agrees = VerbTable.SensesOf(this[at].Text).Any(known => known.Sense == sense && (known.Form & form) != 0);
            if (agrees && other is { Class: VerbClass.Causes, Particles.Length: 0 })
            {
                foreach (var verb in Transitive(second + 1, Meaning.Acts, sense.Sign == other.Sign ? sense.Sign : 0))
                {
                    yield return verb;
                }
            }
        }
    }

    /// <summary>"pushes prices up".</summary>
    private IEnumerable<Parse<Predicate>> Separable(int at, VerbSense sense)
    {
        foreach (var list in Lists(at))
        {
            if (this[list.End].Is(sense.Particles[0]))
            {
                yield return Done(new Predicate { Meaning = Meaning.Acts, Objects = list.Value, Sign = sense.Sign }, list.End + 1);
            }
        }
    }
}
