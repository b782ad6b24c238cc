using System.Collections.Immutable;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge.Language;

/// <summary>Makes edges of clauses, sentence by sentence.</summary>
internal sealed class Interpreter(ImmutableArray<string> variables)
{
    private readonly Discourse _discourse = new();
    private readonly List<Said> _said = [];
    private readonly List<(int Sentence, Finding Reason)> _notes = [];
    private int _sentence;
    private int _lastSentence = -1;

    /// <summary>What was said, in the order of the text.</summary>
    public IReadOnlyList<Said> Said => _said;

    /// <summary>What of the sentences gave no statement, and why.</summary>
    public IReadOnlyList<(int Sentence, Finding Reason)> Notes => _notes;

    /// <summary>Reads the clauses of a sentence.</summary>
    public void Read(ImmutableArray<Clause> clauses, int sentence)
    {
        _lastSentence = _sentence;
        _sentence = sentence;
        var start = _said.Count;
        foreach (var clause in clauses)
        {
            Take(clause, start);
        }
    }

    /// <summary>A sentence was not understood.</summary>
    public void Skip(int sentence)
    {
        (_lastSentence, _sentence) = (-1, sentence);
        _discourse.Forget();
    }

    /// <summary>Notes why a sentence, or a part of it, gave no statement.</summary>
    public void Note(int sentence, Finding reason)
    {
        if (!_notes.Contains((sentence, reason)))
        {
            _notes.Add((sentence, reason));
        }
    }

    private void Take(Clause clause, int start)
    {
        switch (clause)
        {
            case Statement statement:
                Take(statement);
                break;
            case Echo { Polarity: var polarity } echo when _discourse.Last is { } last:
                var predicate = last.Predicates[^1];
                Take(new Statement(echo.Subjects, [predicate with { Polarity = polarity ?? predicate.Polarity, IsGuess = true, Consequences = [] }])
                {
                    Scope = polarity is null && echo.Scope == Polarity.Asserted ? last.Scope : echo.Scope,
                    IsHedged = echo.IsHedged,
                    ScopeWords = echo.ScopeWords.Length > 0 ? echo.ScopeWords : last.ScopeWords,
                });
                break;
            case Verdict { Polarity: not Polarity.Asserted } verdict:
                Withdraw(start, Combine(verdict.Scope, verdict.Polarity));
                break;
            case Remark { Scope: not Polarity.Asserted }:
                Note(_sentence, new NotAsserted(clause.ScopeWords));
                break;
            default:
                break;
        }
    }

    /// <summary>What was said before is not so: in this sentence, or in the one before.</summary>
    private void Withdraw(int start, Polarity verdict)
    {
        var from = start < _said.Count ? start : _said.FindIndex(said => said.Sentence == _lastSentence);
        if (from < 0)
        {
            Note(_sentence, new NotAsserted("this"));
            return;
        }

        var withdrawn = _said[from..];
        _said.RemoveRange(from, withdrawn.Count);
        foreach (var said in withdrawn.Where(said => !said.IsDenied))
        {
            if (verdict == Polarity.Denied)
            {
                _said.Add(said with { IsDenied = true, Sign = 0 });
            }
            else
            {
                Note(said.Sentence, new NotAsserted("this"));
            }
        }
    }

    private void Take(Statement statement)
    {
        var list = statement is { Subjects.Items: [{ Mention.Anaphor: Anaphor.It or Anaphor.They } item], Predicates: [{ IsInTurn: true }, ..] }
            ? new NounList([item with { Mention = item.Mention with { Anaphor = Anaphor.This } }])
            : statement.Subjects;
        var subjects = Resolve(list, isObject: false);
        Follow(statement, statement.Subjects, subjects);
        var objects = ImmutableArray<Referent>.Empty;
        foreach (var predicate in statement.Predicates)
        {
            objects = Relate(statement, statement.Subjects, subjects, predicate);
        }

        _discourse.Remember(statement, Plain(statement.Subjects, subjects), objects);
    }

    /// <summary>What is said of a list by the clauses behind it.</summary>
    private void Follow(Clause scope, NounList list, ImmutableArray<ImmutableArray<Referent>> referents)
    {
        foreach (var predicate in list.Relatives)
        {
            var from = predicate.Number == 2 && list.Items.Length > 1 ? 0 : list.Items.Length - 1;
            var antecedent = new NounList([.. list.Items[from..].Select(item => item with { Role = ItemRole.Plain })]);
            Relate(scope, antecedent, referents[from..], predicate);
        }
    }

    /// <summary>Makes edges of one predicate; returns what its objects stand for.</summary>
    private ImmutableArray<Referent> Relate(
        Clause scope,
        NounList subjects,
        ImmutableArray<ImmutableArray<Referent>> subjectReferents,
        Predicate predicate)
    {
        var objects = predicate.Objects is null ? [] : Resolve(predicate.Objects, isObject: true);
        if (predicate.Objects is not null)
        {
            Follow(scope, predicate.Objects, objects);
        }

        var plain = predicate.Objects is null ? [] : Plain(predicate.Objects, objects);
        var polarity = Combine(scope.Scope, predicate.Polarity);
        if (polarity == Polarity.Void)
        {
            Note(_sentence, new NotAsserted(scope.ScopeWords.Length > 0 ? scope.ScopeWords : predicate.Words));
        }
        else if (Unreadable(subjects, predicate, polarity) is { } reason)
        {
            Note(_sentence, reason);
        }
        else
        {
            new EdgeWriter(this, scope, predicate).Write(subjects, subjectReferents, objects, polarity);
        }

        foreach (var consequence in predicate.Consequences)
        {
            if (predicate.Objects is not null && polarity == Polarity.Asserted)
            {
                Relate(scope, predicate.Objects, objects, consequence);
            }
        }

        return plain;
    }

    /// <summary>Why nothing follows from a predicate; null where something does.</summary>
    private static Finding? Unreadable(NounList subjects, Predicate predicate, Polarity polarity)
    {
        var mixed = subjects.Items.Concat(predicate.Objects?.Items ?? []).Concat(predicate.Through?.Items ?? [])
            .Where(item => item.Mention.IsMixed).SelectMany(item => item.Mention.Unknown).ToList();
        return mixed.Count > 0 ? new UnknownWords(mixed)
            : subjects.Items.Concat(predicate.Objects?.Items ?? []).Any(item => item.Mention.IsMixed) ? new NoCausalVerb()
            : predicate.Meaning switch
            {
                Meaning.Together => new IsAssociation(predicate.Words),
                Meaning.Moderates => new IsModeration(),
                Meaning.Feedback => new MutualEffects(),
                Meaning.Changes or Meaning.Nothing => new NoCausalVerb(),
                Meaning.Signifies when !subjects.Plain.Concat(predicate.Objects!.Plain).All(item => item.Mention.Sign != 0) => new NoCausalVerb(),
                Meaning.Acts when predicate.Through is not null && polarity == Polarity.Denied => new MediationDenied(),
                Meaning.Acts when predicate is { IsIndirect: true, Through: null } => new IndirectEffect(),
                _ => null,
            };
    }

    /// <summary>What the items of a list stand for; an empty array for one that stands for nothing the reader knows.</summary>
    public ImmutableArray<ImmutableArray<Referent>> Resolve(NounList list, bool isObject, Func<ImmutableArray<Referent>>? it = null)
    {
        var referents = ImmutableArray.CreateBuilder<ImmutableArray<Referent>>();
        foreach (var mention in list.Items.Select(item => item.Mention))
        {
            if (mention.Variable >= 0)
            {
                referents.Add([new Referent(mention.Variable, mention.Sign, mention.IsGuess ? 1 : 0, mention.IsPlural)]);
            }
            else if (mention.Anaphor != Anaphor.None)
            {
                var found = it?.Invoke() ?? _discourse.Resolve(mention.Anaphor, isObject);
                referents.Add(found);
                if (found.IsEmpty)
                {
                    Note(_sentence, new UnclearReference());
                }
            }
            else
            {
                referents.Add([]);
                if (!mention.Unknown.IsEmpty && !mention.IsMixed)
                {
                    Note(_sentence, new UnknownWords(mention.Unknown));
                }
            }
        }

        return referents.ToImmutable();
    }

    /// <summary>Adds an edge.</summary>
    public void Add(Referent from, Referent to, int sign, bool isHedged, int guesses, bool isDenied)
    {
        if (from.Variable == to.Variable)
        {
            Note(_sentence, new OnBothSides(variables[from.Variable]));
            return;
        }

        _said.Add(new Said(from.Variable, to.Variable, sign, isHedged, guesses + from.Guesses + to.Guesses, isDenied, _sentence));
    }

    private static ImmutableArray<Referent> Plain(NounList list, ImmutableArray<ImmutableArray<Referent>> referents) =>
    [
        .. list.Items.Zip(referents).Where(pair => pair.First.Role is ItemRole.Plain or ItemRole.Contrary or ItemRole.Chained)
            .SelectMany(pair => pair.Second.IsEmpty ? [new Referent(-1, 0, 0, false)] : pair.Second),
    ];

    /// <summary>One judgement within another.</summary>
    public static Polarity Combine(Polarity outer, Polarity inner) =>
        outer == Polarity.Void || inner == Polarity.Void ? Polarity.Void
        : outer == Polarity.Asserted ? inner
        : inner == Polarity.Asserted ? outer
        : Polarity.Void;
}
