using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>Walks through one sentence: collects names, and at each verb phrase decides which of them are its subjects and its objects.</summary>
internal sealed class SentenceReader(SentenceStatements statements, List<KnowledgeToken> tokens)
{
    private List<Mention> _group = [];
    private List<Mention> _subjects = [];
    private List<Mention> _mainSubjects = [];
    private List<Mention> _mediators = [];
    private List<Mention>? _throughObjects;
    private KnowledgeRelation? _relation;
    private bool _inRelative;
    private bool _only;
    private bool _neither;

    /// <summary>Reads the sentence.</summary>
    public void Read()
    {
        tokens.RemoveAll(token => token.Text is "(" or ")" or "\"" or "“" or "”");
        JoinAsWellAs();
        foreach (var word in tokens.Where(token => !token.IsName && KnowledgeLexicon.IsUnknown(token.Text)))
        {
            statements.AddUnmatched(word.Source);
        }

        if (SentenceRefusal.Of(tokens, statements.Unmatched) is { } reason)
        {
            if (reason is TooFewNames)
            {
                statements.Remember();
            }

            statements.Note(reason);
            return;
        }

        var pending = new Pending();
        for (var at = 0; at < tokens.Count;)
        {
            at = Step(at, ref pending);
        }

        Finish();
        statements.Close(_group);
    }

    private int Step(int at, ref Pending pending)
    {
        var token = tokens[at];
        if (token.IsName)
        {
            _group.Add(new Mention(token.Variable, pending.Sign, pending.Negated, pending.Break));
            pending = new Pending { Negated = pending.Negated };
            return at + 1;
        }

        if (_relation is null && _group.Count == 0 && NominalPhrase.Read(tokens, at) is { } phrase)
        {
            (_subjects, _relation, _group) = (phrase.Subjects, phrase.Relation, phrase.Objects);
            return tokens.Count;
        }

        if (!IsAdjective(token.Text)
            && KnowledgeRelation.Read(tokens, at, out var end) is { } relation
            && (_group.Count > 0 || _subjects.Count > 0))
        {
            Begin(relation, pending);
            pending = default;
            return end;
        }

        if (Through(at) is > 0 and var length)
        {
            (_throughObjects, _group) = (_group, []);
            pending = default;
            return at + length;
        }

        Take(token.Text, ref pending);
        return at + 1;
    }

    /// <summary>"leads to lower Sales": behind a verb such words are adjectives.</summary>
    private bool IsAdjective(string word) => _relation is not null && _group.Count == 0 && KnowledgeLexicon.SignOf(word) != 0;

    /// <summary>Length of a preposition that names what lies between, such as "through" or "by way of"; 0 where none begins.</summary>
    private int Through(int at) =>
        KnowledgeLexicon.Through.Contains(tokens[at].Text) ? 1
        : tokens[at].Text == "by" && at + 2 < tokens.Count && tokens[at + 1].Text is "way" or "means" ? 3
        : 0;

    private void Take(string word, ref Pending pending)
    {
        if (KnowledgeLexicon.Relatives.Contains(word) && _group.Count > 0)
        {
            Antecedent();
        }
        else if (word == "neither")
        {
            _neither = true;
        }
        else if (word is "only" or "solely" or "entirely" or "exclusively")
        {
            _only = true;
        }
        else
        {
            pending.Take(word);
        }
    }

    /// <summary>A verb phrase: what stands before it are its subjects, and perhaps the objects of the one before.</summary>
    private void Begin(KnowledgeRelation relation, Pending pending)
    {
        if (_neither)
        {
            relation = relation with { Negated = true };
            _neither = false;
        }
        else if (pending.Negated && !relation.Negated && _relation is not null)
        {
            relation = relation with { Negated = true };
        }

        if (_relation is null && _throughObjects is null)
        {
            _subjects = _group.Count > 0 ? _group : _subjects;
        }
        else if (_relation is null)
        {
            // "Through M, X affects Y": what was collected behind the preposition lies between.
            var last = _throughObjects!.Count > 0 ? _group.Count : Math.Max(_group.Count - 1, 0);
            (_mediators, _subjects, _throughObjects) = (_group[..last], _throughObjects.Count > 0 ? _throughObjects : _group[last..], null);
        }
        else if (pending.Trailing || _group.Count == 0)
        {
            var carried = _inRelative && !pending.Connected && _mainSubjects.Count > 0 ? _mainSubjects : _subjects;
            Finish();
            _subjects = carried;
        }
        else
        {
            var split = SplitPoint(relation.Number);
            var next = _group[split..];
            _group = split == 0 ? _group : _group[..split];
            Finish();
            _subjects = next;
        }

        _group = [];
        _relation = relation;
    }

    /// <summary>Where the objects of one verb end and the subjects of the next begin; 0 where one name is both.</summary>
    private int SplitPoint(int number)
    {
        var count = _group.Count;
        if (count == 1)
        {
            return 0;
        }

        var clause = _group.FindLastIndex(mention => mention.AfterBreak);
        if (clause > 0)
        {
            return clause;
        }

        return number == 2 && count > 2 ? count - 2 : count - 1;
    }

    /// <summary>"…, which": the last name is the subject of what follows.</summary>
    private void Antecedent()
    {
        var antecedent = _group[^1] with { Negated = false, Sign = 0 };
        if (_relation is null)
        {
            _mainSubjects = _group;
        }
        else
        {
            Finish();
        }

        (_group, _subjects, _relation, _inRelative) = ([], [antecedent], null, true);
    }

    private void Finish()
    {
        if (_relation is not { } relation)
        {
            return;
        }

        if (_throughObjects is not null)
        {
            (_mediators, _group, _throughObjects) = (_group, _throughObjects, null);
        }

        if (Unreadable(relation) is { } reason)
        {
            statements.Note(reason);
        }
        else
        {
            statements.Add(relation, _subjects, _group, _mediators, _only);
        }

        (_group, _mediators, _relation, _only, _inRelative) = ([], [], null, false, false);
    }

    /// <summary>Why nothing follows from a relation that was read; null where something does.</summary>
    private Finding? Unreadable(KnowledgeRelation relation)
    {
        if (_group.Count == 0)
        {
            return tokens.Exists(token => token.Text is "other" or "another") ? new MutualEffects() : new NothingBehindVerb(relation.Words);
        }

        if (relation.IsAssociation)
        {
            return new IsAssociation(relation.Words);
        }

        return relation.IsIndirect && _mediators.Count == 0 ? new IndirectEffect()
            : _mediators.Count > 0 && relation.Negated ? new MediationDenied()
            : null;
    }

    private void JoinAsWellAs()
    {
        for (var at = tokens.Count - 3; at >= 0; at--)
        {
            if (tokens[at].Text == "as" && tokens[at + 1].Text == "well" && tokens[at + 2].Text == "as")
            {
                tokens.RemoveRange(at, 3);
                tokens.Insert(at, new KnowledgeToken("and", "as well as", -1));
            }
        }
    }
}
