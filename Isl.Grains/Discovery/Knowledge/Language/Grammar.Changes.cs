using Isl.Grains.Discovery.Knowledge.Vocabulary;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <content>Verbs of change: "rises", "becomes more likely", "makes Y fall", "keeps X from acting".</content>
internal sealed partial class Grammar
{
    private IEnumerable<Parse<Predicate>> Becoming(int at)
    {
        if (this[at].Text is "become" or "becomes" or "became" or "becoming" or "get" or "gets" or "got" && Quality(at + 1) is (var end, var sign))
        {
            yield return Done(new Predicate { Meaning = Meaning.Changes, Sign = sign }, end);
        }
    }

    /// <summary>"makes Y more likely", "causes Y to rise", "keeps Y low".</summary>
    private IEnumerable<Parse<Predicate>> Made(int at)
    {
        foreach (var list in Lists(at))
        {
            if (this[list.End].Text is "unchanged" or "unaffected" or "untouched" or "alone")
            {
                // "leaves Y unchanged".
                var predicate = new Predicate { Meaning = Meaning.Acts, Objects = list.Value, Polarity = Polarity.Denied };
                yield return Done(predicate, list.End + 1);
            }

            var i = this[list.End].Is("to") ? list.End + 1 : list.End;
            if (ChangeBehind(i) is (var end, var sign))
            {
                yield return Done(new Predicate { Meaning = Meaning.Acts, Objects = list.Value, Sign = sign }, end);
            }
        }
    }

    /// <summary>"rise", "become more likely", "higher", "go up": the token behind it and its sign; null where nothing of the kind stands
    /// here.</summary>
    private (int End, int Sign)? ChangeBehind(int at)
    {
        var i = this[at].Text is "be" or "become" or "get" ? at + 1 : at;
        i = Skip(i, Tag.Harmless);
        foreach (var (sense, form) in VerbTable.SensesOf(this[i].IsName ? "" : this[i].Text))
        {
            if (sense.Class == VerbClass.Changes && (form & (VerbForm.Base | VerbForm.Participle)) != 0)
            {
                if (sense.Particles.Length == 0)
                {
                    return (i + 1, sense.Sign);
                }

                if (ParticleAt(i + 1, sense) is (var end, _))
                {
                    return (end, sense.Sign);
                }
            }
        }

        return Quality(i) is (var behind, var sign) ? (behind, sign) : null;
    }

    /// <summary>"higher", "more likely", "less common", "low", "possible".</summary>
    private (int End, int Sign)? Quality(int at)
    {
        var i = at;
        while (this[i].Text is "much" or "even" or "very" or "far" || this[i].Is(Tag.Harmless))
        {
            i++;
        }

        if (!this[i].Is(Tag.Up | Tag.Down) || IsSignAdverb(this[i]))
        {
            return this[i].Text is "possible" or "likely" or "unlikely" or "rare" or "scarce" or "abundant" ? (i + 1, this[i].Text switch
            {
                "unlikely" or "rare" or "scarce" => -1,
                _ => 1,
            }) : null;
        }

        var sign = Lexicon.SignOf(this[i].Tag);
        i++;
        return (this[i].Text is "likely" or "common" or "frequent" or "probable" or "severe" or "expensive" or "important" or "attractive"
            or "difficult"
            or "effective" or "intense" or "stable" or "efficient" or "volatile" ? i + 1 : i, sign);
    }

    private IEnumerable<Parse<Predicate>> Change(int at, int sign)
    {
        if (this[at].IsName || this[at].IsUnknown)
        {
            yield break;
        }

        yield return Done(new Predicate { Meaning = Meaning.Changes, Sign = sign }, at);
        if (this[at].Text is "with")
        {
            foreach (var list in Lists(at + 1))
            {
                yield return Guessed(Done(new Predicate { Meaning = Meaning.Responds, Objects = list.Value, Sign = sign }, list.End));
            }
        }
    }

    /// <summary>"prevents X from affecting Y": what is kept from acting does not act, and neither is acted on.</summary>
    private IEnumerable<Parse<Predicate>> Prevented(int at)
    {
        foreach (var list in Lists(at))
        {
            if (!this[list.End].Is("from"))
            {
                continue;
            }

            foreach (var inner in Predicates(list.End + 1, VerbForm.Gerund))
            {
                yield return inner.Value.Meaning == Meaning.Changes
                    ? Done(new Predicate { Meaning = Meaning.Acts, Objects = list.Value, Sign = -inner.Value.Sign }, inner.End)
                    : Done(new Predicate { Meaning = Meaning.Moderates }, inner.End);
            }
        }
    }
}
