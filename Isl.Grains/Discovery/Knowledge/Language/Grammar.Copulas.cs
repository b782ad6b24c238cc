using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>What stands behind "is" and "has": passives, nouns and adjectives of cause and effect.</content>
internal sealed partial class Grammar
{
    /// <summary>"driven by X", "set on the basis of X"; without either, a change of the subject.</summary>
    private IEnumerable<Parse<Predicate>> Passive(int at, Modifiers modifiers)
    {
        foreach (var (sense, form) in VerbTable.SensesOf(this[at].IsName ? "" : this[at].Text))
        {
            if ((form & VerbForm.Participle) == 0 || sense.Class is VerbClass.Handles or VerbClass.Bears or VerbClass.Changes)
            {
                continue;
            }

            var (i, sign) = SkipAdverbs(at + 1);
            sign = sense.Sign != 0 ? sense.Sign : sign;
            if (sense.Particles.Length > 0)
            {
                if (ParticleAt(i, sense) is not (var end, _))
                {
                    continue;
                }

                i = SkipAdverbs(end).At;
            }

            while (this[i].Text is "more" or "less" or "in part" || this[i].Is(Tag.Only | Tag.Hedge))
            {
                i++;
            }

            foreach (var agent in Agents(i, sense, sign))
            {
                yield return agent;
            }

            if (sense is { Class: VerbClass.Causes, Particles.Length: 0 } && modifiers.HasBe)
            {
                yield return Done(new Predicate { Meaning = Meaning.Changes, Sign = sense.Sign }, i);
            }
        }

        if (this[at].Text is "unaffected" or "uninfluenced" or "unchanged" or "untouched" or "undisturbed" && this[at + 1].Is("by"))
        {
            foreach (var list in Lists(at + 2, "by"))
            {
                yield return Done(new Predicate { Meaning = Meaning.Responds, Objects = list.Value, Polarity = Polarity.Denied }, list.End);
            }
        }
    }

    private IEnumerable<Parse<Predicate>> Agents(int at, VerbSense sense, int sign)
    {
        var isBefore = this[at].Is(Tag.Neither) || this[at].Text is "both" or "either" or "not";
        var isBy = this[at].Is("by") || (isBefore && (this[at + 1].Is("by") || (this[at + 1].Is(Tag.Only) && this[at + 2].Is("by"))));
        var meaning = sense.Class switch
        {
            VerbClass.Causes or VerbClass.Decides => Meaning.Responds,
            VerbClass.Responds => Meaning.Acts,
            VerbClass.Associates => Meaning.Together,
            _ => Meaning.Nothing,
        };
        if (isBy && meaning != Meaning.Nothing)
        {
            foreach (var list in Lists(isBefore ? at : at + 1, "by"))
            {
                yield return Done(new Predicate { Meaning = meaning, Objects = list.Value, Sign = sign }, list.End);
            }
        }

        if ((sense.Class is VerbClass.Decides or VerbClass.Causes && this[at].Is(Tag.BasisOf | Tag.BecauseOf))
            || (sense.Class == VerbClass.Decides && this[at].Is("from")))
        {
            foreach (var list in Lists(at + 1))
            {
                yield return Done(new Predicate { Meaning = Meaning.Responds, Objects = list.Value, Sign = sign }, list.End);
            }
        }
    }

    private IEnumerable<Parse<Predicate>> Copular(int at) =>
        CausalNoun(at).Concat(CausalAdjective(at)).Concat(Position(at)).Concat(Cleft(at)).Concat(Comparative(at));

    /// <summary>"a driver of Y", "one of the causes of Y", "a function of X", "a confounder of X and Y", "a predictor of Y".</summary>
    private IEnumerable<Parse<Predicate>> CausalNoun(int at)
    {
        var i = Skip(at, Tag.Determiner | Tag.Adjective | Tag.No | Tag.Up | Tag.Down | Tag.Harmless | Tag.Only);
        // "no driver"; and "not the only driver", which denies something else.
        var isNot = this[at - 1].Is("not");
        var isDenied = _tokens[Math.Min(at, _tokens.Count)..Math.Min(i, _tokens.Count)]
            .Exists(token => token.Is(Tag.No) || (isNot && token.Is(Tag.Only)));
        var noun = this[i];
        if (noun.IsPossessive)
        {
            yield break;
        }

        foreach (var parse in NounOf(i))
        {
            yield return parse with
            {
                Value = parse.Value with
                {
                    Polarity = isDenied ? Combine(Polarity.Denied, parse.Value.Polarity)
                : parse.Value.Polarity
                }
            };
        }
    }

    private IEnumerable<Parse<Predicate>> NounOf(int at)
    {
        var noun = this[at];
        var isCommon = noun.Text is "common" or "shared" or "joint" or "mutual";
        var i = isCommon ? at + 1 : at;
        noun = this[i];
        var preposition = this[i + 1].Text;
        if (preposition is not ("of" or "for" or "behind" or "in" or "between" or "to"))
        {
            return [];
        }

        if (noun.Is(Tag.CauseNoun) && preposition is "of" or "for" or "behind" or "in")
        {
            return Transitive(i + 2, Meaning.Acts, 0, preposition);
        }

        if (noun.Is(Tag.ResultNoun) && preposition == "of")
        {
            return Transitive(i + 2, Meaning.Responds, 0, preposition);
        }

        return noun.Text switch
        {
            "confounder" or "confounders" or "confounding variable" or "confound" => Pairs(i + 2, Meaning.Confounds),
            "mediator" or "mediators" or "intermediate" or "channel" or "mechanism" => Pairs(i + 2, Meaning.Mediates),
            "moderator" or "modifier" => Pairs(i + 2, Meaning.Moderates),
            "predictor" or "predictors" or "indicator" or "indicators" or "marker" or "markers" or "proxy" or "correlate" or "correlates" =>
                Transitive(i + 2, Meaning.Together, 0),
            _ => [],
        };
    }

    /// <summary>Two variables that something lies between or acts on: "the effect of X on Y", "X and Y".</summary>
    private IEnumerable<Parse<Predicate>> Pairs(int at, Meaning meaning)
    {
        foreach (var effect in EffectPhrases(at))
        {
            yield return Done(new Predicate { Meaning = meaning, Pair = effect.Value }, effect.End);
        }

        foreach (var list in PlainLists(at, ""))
        {
            if (list.Value.Items is [var first, var second] && meaning != Meaning.Mediates)
            {
                var pair = new EffectPhrase(new NounList([first]), new NounList([second]), false, Polarity.Asserted, 0);
                yield return Done(new Predicate { Meaning = meaning, Pair = pair }, list.End);
            }
            else if (list.Value.Items is [var cause, var effect] && this[at - 1].Is("between"))
            {
                var pair = new EffectPhrase(new NounList([cause]), new NounList([effect]), true, Polarity.Asserted, 0);
                yield return Guessed(Done(new Predicate { Meaning = meaning, Pair = pair }, list.End));
            }
        }
    }

    /// <summary>"due to X", "dependent on X", "important for Y", "irrelevant to Y", "independent of X", "correlated with X".</summary>
    private IEnumerable<Parse<Predicate>> CausalAdjective(int at)
    {
        var (i, sign) = SkipAdverbs(at);
        while (this[i].Text is "so" or "as" or "most" or "more" or "less" or "only" || this[i].Is(Tag.Hedge))
        {
            i++;
        }

        var token = this[i];
        var preposition = this[i + 1].Text;
        if (token.Is(Tag.BecauseOf | Tag.BasisOf))
        {
            return Transitive(i + 1, Meaning.Responds, 0);
        }

        if (token.Text is "independent of" or "independently of")
        {
            return Transitive(i + 1, Meaning.Apart, 0, "of");
        }

        if (token.Is(Tag.Independence))
        {
            return preposition is "of" or "from" or "to"
                ? Transitive(i + 2, Meaning.Apart, 0, preposition)
                : [Done(new Predicate { Meaning = Meaning.Apart }, i + 1)];
        }

        if (token.Is(Tag.Association))
        {
            return preposition is "with" or "to" or "by" ? Transitive(i + 2, Meaning.Together, 0, preposition)
                : [Done(new Predicate { Meaning = Meaning.Together }, i + 1)];
        }

        return token.Text switch
        {
            "dependent" or "contingent" or "reliant" when preposition is "on" or "upon" => Transitive(i + 2, Meaning.Responds, sign, preposition),
            "sensitive" or "responsive" or "susceptible" or "vulnerable" when preposition == "to" => Transitive(i + 2, Meaning.Responds, sign, "to"),
            "insensitive" or "immune" or "indifferent" or "unresponsive" or "invariant" when preposition == "to" => Denied(Transitive(i + 2,
                Meaning.Responds, 0, "to")),
            _ when token.Is(Tag.Irrelevance) && preposition is "to" or "for" => Denied(Transitive(i + 2, Meaning.Acts, 0, preposition)),
            _ when token.Is(Tag.Importance) && preposition is "to" or "for" or "in" =>
                Transitive(Determining(i + 2), Meaning.Acts, Lexicon.SignOf(token.Tag), preposition).Select(Guessed),
            _ => [],
        };
    }

    private static IEnumerable<Parse<Predicate>> Denied(IEnumerable<Parse<Predicate>> parses) =>
        parses.Select(parse => parse with { Value = parse.Value with { Polarity = Polarity.Denied } });

    /// <summary>"in determining", "for driving": the token behind.</summary>
    private int Determining(int at) => GerundSign(this[at]) is not null && !this[at].IsName ? at + 1 : at;

    /// <summary>"behind Y", "at the root of Y", "among the causes of Y".</summary>
    private IEnumerable<Parse<Predicate>> Position(int at)
    {
        var behind = this[at].Is("behind") ? at + 1
            : this[at].Is("at") && this[at + 1].Is("the") && this[at + 2].Text is "root" or "heart" or "origin" && this[at + 3].Is("of") ? at + 4
            : 0;
        return behind > 0 ? Transitive(behind, Meaning.Acts, 0).Select(Guessed) : [];
    }

    /// <summary>"what drives Y", "the thing that drives Y".</summary>
    private IEnumerable<Parse<Predicate>> Cleft(int at)
    {
        var behind = this[at].Is("what") ? at + 1
            : this[at].Is("the") && this[at + 1].Text is "thing" or "one" or "factor" or "variable" && this[at + 2].Is(Tag.Relative) ? at + 3
            : 0;
        return behind > 0 ? Predicates(behind, VerbForm.Finite) : [];
    }

    /// <summary>"higher", "more likely": a change of the subject.</summary>
    private IEnumerable<Parse<Predicate>> Comparative(int at)
    {
        if (this[at].Text is "up" or "down")
        {
            yield return Done(new Predicate { Meaning = Meaning.Changes, Sign = Lexicon.SignOf(this[at].Tag) }, at + 1);
        }
        else if (Quality(at) is (var end, var sign) && !this[end].IsName)
        {
            yield return Done(new Predicate { Meaning = Meaning.Changes, Sign = sign }, end);
        }
    }

    /// <summary>Behind "has", "exerts", "plays", "makes": "a negative effect on Y", "no role in Y", "nothing to do with Y".</summary>
    private IEnumerable<Parse<Predicate>> NounPredicate(int at, string verb)
    {
        var (i, sign, polarity) = BeforeNoun(at);
        i = this[i].Text is "common" or "shared" ? i + 1 : i;
        var preposition = this[i + 1].Text;
        if (this[i].Is(Tag.CauseNoun) && preposition is ":" or "," or "in" or "namely" && verb is "have" or "share" or "shares")
        {
            // "have a common cause: X".
            foreach (var parse in Transitive(i + 2, Meaning.Responds, 0))
            {
                yield return parse with { Value = parse.Value with { Polarity = polarity } };
            }
        }

        var isEffect = this[i].Is(Tag.EffectNoun) && preposition is "on" or "upon" or "over" or "for";
        var isRole = this[i].Text is "role" or "part" or "difference" or "contribution" or "say" or "hand" or "stake" or "relevance" or "importance"
            && preposition is "in" or "to" or "for" && verb != "produce";
        if (!isEffect && !isRole && !(this[i].Is(Tag.RelationNoun) && preposition is "to" or "with"))
        {
            yield break;
        }

        var meaning = this[i].Is(Tag.RelationNoun) ? Meaning.Together : Meaning.Acts;
        foreach (var parse in Transitive(Determining(i + 2), meaning, sign, preposition))
        {
            yield return parse with
            {
                Value = parse.Value with
                {
                    Polarity = Combine(polarity, parse.Value.Polarity),
                    IsGuess = isRole,
                    IsNoun = true
                }
            };
        }
    }

    /// <summary>"a strong negative", "no", "little": the noun's place, its sign, and whether there is such a thing.</summary>
    private (int At, int Sign, Polarity Polarity) BeforeNoun(int at)
    {
        var (i, sign, polarity) = (at, 0, Polarity.Asserted);
        while (this[i].Is(Tag.Determiner | Tag.Adjective | Tag.No | Tag.Slight | Tag.Up | Tag.Down | Tag.Harmless | Tag.Hedge | Tag.Negation)
            || (this[i].Is(Tag.And | Tag.Or | Tag.Contrast) && this[i + 1].Is(Tag.Adjective | Tag.Up | Tag.Down)))
        {
            var token = this[i];
            polarity = token.Is(Tag.Slight) && !token.Is(Tag.No) ? Polarity.Void
                : token.Is(Tag.No | Tag.Negation) ? Combine(Polarity.Denied, polarity)
                : polarity;
            sign = token.Is(Tag.Up | Tag.Down) && token.Text is "positive" or "negative" or "favourable" or "favorable" or "adverse"
                or "harmful" or "beneficial"
                or "detrimental" or "deleterious" or "positively" or "negatively" ? Lexicon.SignOf(token.Tag) : sign;
            i++;
        }

        return (i, sign, polarity);
    }
}
