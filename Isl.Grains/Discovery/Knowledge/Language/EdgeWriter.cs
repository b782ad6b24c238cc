using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>Makes the edges of one predicate between its subjects and its objects.</summary>
internal sealed class EdgeWriter(Interpreter interpreter, Clause scope, Predicate predicate)
{
    private readonly bool _isHedged = scope.IsHedged || predicate.IsHedged;
    private readonly int _guesses = predicate.IsGuess ? 1 : 0;

    /// <summary>Writes them.</summary>
    public void Write(
        NounList subjects,
        ImmutableArray<ImmutableArray<Referent>> subjectReferents,
        ImmutableArray<ImmutableArray<Referent>> objectReferents,
        Polarity polarity)
    {
        var left = Judge(subjects, subjectReferents, polarity);
        switch (predicate.Meaning)
        {
            case Meaning.Mediates or Meaning.Confounds when predicate.Pair is { } pair:
                WritePair(left, pair);
                break;
            case Meaning.Apart:
                WriteApart(left, predicate.Objects, objectReferents);
                break;
            case Meaning.Acts or Meaning.Responds or Meaning.Signifies when predicate.Objects is { } objects:
                foreach (var (subject, verdict) in left)
                {
                    WriteObjects(subject, objects, objectReferents, verdict);
                }

                break;
            default:
                break;
        }
    }

    /// <summary>The variables of a list, each with whether the statement holds of it.</summary>
    private List<(Referent Referent, Polarity Polarity)> Judge(
        NounList list,
        ImmutableArray<ImmutableArray<Referent>> referents,
        Polarity polarity)
    {
        var judged = new List<(Referent, Polarity)>();
        foreach (var (item, found) in list.Items.Zip(referents))
        {
            var isDenied = item.Role == ItemRole.Denied || item.Mention.IsDenied || list.IsNeither;
            var verdict = item.Role switch
            {
                ItemRole.Aside => Polarity.Void,
                ItemRole.Contrary => scope.Scope == Polarity.Asserted ? Polarity.Asserted : Polarity.Void,
                _ => isDenied ? Interpreter.Combine(Polarity.Denied, polarity) : polarity,
            };
            judged.AddRange(found.Where(referent => referent.IsVariable).Select(referent => (referent, verdict)));
        }

        return judged;
    }

    private void WriteObjects(Referent subject, NounList objects, ImmutableArray<ImmutableArray<Referent>> referents, Polarity polarity)
    {
        var before = ImmutableArray<Referent>.Empty;
        for (var i = 0; i < objects.Items.Length; i++)
        {
            var item = objects.Items[i];
            var one = objects with { Items = [item] };
            foreach (var (target, verdict) in Judge(one, [referents[i]], polarity))
            {
                if (verdict == Polarity.Void || item.Role == ItemRole.Like)
                {
                    continue;
                }

                var isDenied = verdict == Polarity.Denied;
                var isHedged = _isHedged || (objects.IsOr && !isDenied);
                if (item.Role == ItemRole.Chained && !before.IsEmpty)
                {
                    before.ToList().ForEach(cause => Edge(cause, target, isHedged, isDenied, 1));
                }
                else if ((item.Through ?? predicate.Through) is { } through)
                {
                    WriteWay(subject, target, through, before, isHedged, isDenied);
                }
                else
                {
                    Edge(subject, target, isHedged, isDenied, 0);
                }
            }

            before = referents[i].IsEmpty ? before : referents[i];
        }
    }

    private void WriteWay(Referent subject, Referent target, NounList through, ImmutableArray<Referent> before, bool isHedged, bool isDenied)
    {
        var between = interpreter.Resolve(through, isObject: true, before.IsEmpty ? null : () => before);
        foreach (var middle in between.SelectMany(referents => referents).Where(middle => middle.IsVariable && !isDenied))
        {
            // Of a way round the sentence says no sign of either part.
            Plain(subject, middle, isHedged);
            Plain(middle, target, isHedged);
        }

        if (predicate.IsAlsoDirect && !isDenied)
        {
            Plain(subject, target, isHedged);
        }

        if (predicate.IsOnlyThrough && !isDenied)
        {
            var (from, to) = predicate.Meaning == Meaning.Responds ? (target, subject) : (subject, target);
            interpreter.Add(from, to, 0, isHedged, _guesses, isDenied: true);
        }

        void Plain(Referent first, Referent second, bool hedged)
        {
            var (from, to) = predicate.Meaning == Meaning.Responds ? (second, first) : (first, second);
            interpreter.Add(from, to, 0, hedged, _guesses, isDenied: false);
        }
    }

    private void Edge(Referent subject, Referent target, bool isHedged, bool isDenied, int guesses)
    {
        var isBackward = predicate.Meaning == Meaning.Responds;
        var (cause, effect) = isBackward ? (target, subject) : (subject, target);
        if (isDenied)
        {
            interpreter.Add(cause, effect, 0, isHedged, _guesses + guesses, isDenied: true);
        }
        else
        {
            var sign = predicate.Sign != 0 ? predicate.Sign : effect.Sign;
            interpreter.Add(cause, effect, cause.Sign < 0 ? -sign : sign, isHedged, _guesses + guesses, isDenied: false);
        }

        if (predicate.IsNotReversed)
        {
            interpreter.Add(effect, cause, 0, isHedged, _guesses, isDenied: true);
        }
    }

    private void WriteApart(
        List<(Referent Referent, Polarity Polarity)> left,
        NounList? objects,
        ImmutableArray<ImmutableArray<Referent>> referents)
    {
        var right = objects is null ? left : Judge(objects, referents, Polarity.Asserted);
        foreach (var (first, verdict) in left.Where(pair => pair.Polarity == Polarity.Asserted))
        {
            foreach (var (second, other) in right.Where(pair => pair.Referent.Variable != first.Variable && pair.Polarity == Polarity.Asserted))
            {
                interpreter.Add(first, second, 0, _isHedged, _guesses, isDenied: verdict == other);
                interpreter.Add(second, first, 0, _isHedged, _guesses, isDenied: verdict == other);
            }
        }
    }

    private void WritePair(List<(Referent Referent, Polarity Polarity)> subjects, EffectPhrase pair)
    {
        var causes = interpreter.Resolve(pair.Causes, isObject: true).SelectMany(referents => referents).Where(referent =>
            referent.IsVariable).ToList();
        var effects = interpreter.Resolve(pair.Effects, isObject: true).SelectMany(referents => referents).Where(referent =>
            referent.IsVariable).ToList();
        foreach (var (subject, _) in subjects.Where(pair => pair.Polarity == Polarity.Asserted))
        {
            foreach (var cause in causes)
            {
                var (from, to) = predicate.Meaning == Meaning.Mediates ? (cause, subject) : (subject, cause);
                interpreter.Add(from, to, 0, _isHedged, _guesses, isDenied: false);
            }

            effects.ForEach(effect => interpreter.Add(subject, effect, 0, _isHedged, _guesses, isDenied: false));
        }
    }
}
