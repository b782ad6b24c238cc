using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Takes down what one sentence states, what it denies, and what of it could not be read.</summary>
internal sealed class SentenceStatements(KnowledgeReading reading, int number)
{
    private const int MostUnmatched = 50;
    private readonly List<string> _unmatched = [];

    /// <summary>Has the sentence given any statement?</summary>
    public bool Any { get; private set; }

    /// <summary>Words that stand where a variable would and name none.</summary>
    public IReadOnlyList<string> Unmatched => _unmatched;

    /// <summary>Notes such a word.</summary>
    public void AddUnmatched(string word) => _unmatched.Add(word);

    /// <summary>Passes such words on to the reading.</summary>
    public void Remember()
    {
        foreach (var word in _unmatched)
        {
            if (reading.UnmatchedWords.Count < MostUnmatched && !reading.UnmatchedWords.Contains(word, StringComparer.OrdinalIgnoreCase))
            {
                reading.UnmatchedWords.Add(word);
            }
        }
    }

    /// <summary>Notes why the sentence, or a part of it, was not read.</summary>
    public void Note(Finding reason)
    {
        if (!reading.Unread.Contains((number, reason)))
        {
            reading.Unread.Add((number, reason));
        }
    }

    /// <summary>Takes down what a relation says between its subjects and its objects.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="subjects">Names before the verb.</param>
    /// <param name="objects">Names behind it.</param>
    /// <param name="mediators">Names that the effect goes through.</param>
    /// <param name="isOnly">It goes through those only.</param>
    public void Add(KnowledgeRelation relation, List<Mention> subjects, List<Mention> objects, List<Mention> mediators, bool isOnly)
    {
        foreach (var subject in subjects)
        {
            foreach (var target in objects)
            {
                var (cause, effect) = relation.Backward ? (target, subject) : (subject, target);
                if (cause.Variable == effect.Variable)
                {
                    Note(new OnBothSides(reading.Variables[cause.Variable]));
                }
                else if (relation.IsIndependence)
                {
                    Deny(cause.Variable, effect.Variable, relation.Hedged);
                    Deny(effect.Variable, cause.Variable, relation.Hedged);
                }
                else if (mediators.Count > 0)
                {
                    AddChain(cause.Variable, effect.Variable, mediators, isOnly, relation.Hedged);
                }
                else if (relation.Negated != target.Negated)
                {
                    Deny(cause.Variable, effect.Variable, relation.Hedged);
                }
                else
                {
                    var sign = relation.Sign != 0 ? relation.Sign : effect.Sign;
                    Add(reading.Stated, cause.Variable, effect.Variable, cause.Sign < 0 ? -sign : sign, relation.Hedged);
                }
            }
        }
    }

    /// <summary>Says what was left over once the whole sentence was walked through.</summary>
    /// <param name="rest">Names at its end that no relation took up.</param>
    public void Close(List<Mention> rest)
    {
        if (!Any)
        {
            Remember();
            if (!reading.Unread.Exists(part => part.Sentence == number))
            {
                Note(new NoCausalVerb());
            }

            return;
        }

        if (rest.Count > 0)
        {
            Note(new LeftAtEnd([.. rest.Select(mention => reading.Variables[mention.Variable]).Distinct()]));
        }

        if (_unmatched.Count > 0)
        {
            Remember();
            Note(new UnknownWords(_unmatched));
        }
    }

    private void AddChain(int cause, int effect, List<Mention> mediators, bool isOnly, bool isHedged)
    {
        foreach (var mediator in mediators)
        {
            Add(reading.Stated, cause, mediator.Variable, 0, isHedged);
            Add(reading.Stated, mediator.Variable, effect, 0, isHedged);
        }

        if (isOnly)
        {
            Deny(cause, effect, isHedged);
        }
    }

    private void Deny(int from, int to, bool isHedged) => Add(reading.Denied, from, to, 0, isHedged);

    private void Add(List<ReadEdge> list, int from, int to, int sign, bool isHedged)
    {
        if (from == to)
        {
            return;
        }

        Any = true;
        var at = list.FindIndex(edge => edge.From == from && edge.To == to);
        if (at < 0)
        {
            list.Add(new ReadEdge(from, to, sign, isHedged, number));
            return;
        }

        var known = list[at];
        if (known.Sign == 0 || (known.Hedged && !isHedged))
        {
            list[at] = known with { Sign = known.Sign == 0 ? sign : known.Sign, Hedged = known.Hedged && isHedged };
        }
        else if (sign != 0 && sign != known.Sign)
        {
            Note(new OppositeSign(reading.Name(known), reading.Sentences[known.Sentence]));
        }
    }
}
