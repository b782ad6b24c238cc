using System.Collections.Immutable;

namespace Isl.Grains.Discovery.Knowledge;

/// <summary>
/// Reads plain English sentences about causes and effects among given names: deterministic, and silent about nothing it could not read.
/// </summary>
/// <remarks>
/// A finite grammar, no model: lists ("A, B and C affect D"), verbs with a sign ("X reduces Y"), passive and backward forms ("Y is driven by
/// X", "Y depends on X", "Y is a function of X"), mediators ("X affects Y through M"), negation ("X does not affect Y", "neither A nor B …",
/// "… but not Z"), relative clauses ("…, which affects Z"), nominal forms ("the effect of X on Y is negative", "the causes of Y are X and
/// Z"), arrows ("X -> Y"). A question, a condition, an association or an effect of unnamed way is told as unread, never guessed at.
/// </remarks>
public static class KnowledgeReader
{
    private const int MostUnmatched = 50;

    /// <summary>Reads a text. O(length · longest name).</summary>
    /// <param name="text">Sentences.</param>
    /// <param name="variables">Names of the variables; found whatever their case, plural, underscores or camel case.</param>
    public static KnowledgeReading Read(string text, ImmutableArray<string> variables)
    {
        var (sentences, tokens) = KnowledgeTokens.Split(text, variables);
        var reading = new KnowledgeReading(variables, sentences);
        for (var i = 0; i < sentences.Length; i++)
        {
            new Sentence(reading, i, tokens[i]).Read();
        }

        return reading;
    }

    /// <summary>A name in a list, with what stands before it.</summary>
    private readonly record struct Mention(int Variable, int Sign, bool Negated, bool AfterBreak);

    private sealed class Sentence(KnowledgeReading reading, int number, List<KnowledgeToken> tokens)
    {
        private readonly List<string> _unmatched = [];
        private List<Mention> _group = [];
        private List<Mention> _subjects = [];
        private List<Mention> _mainSubjects = [];
        private List<Mention> _mediators = [];
        private List<Mention>? _throughObjects;
        private KnowledgeRelation? _relation;
        private bool _inRelative;
        private bool _only;
        private bool _neither;
        private int _statements;

        public void Read()
        {
            tokens.RemoveAll(token => token.Text is "(" or ")" or "\"" or "“" or "”");
            JoinAsWellAs();
            if (Refusal() is { } reason)
            {
                reading.Unread.Add((number, reason));
                return;
            }

            var pending = new Pending();
            for (var at = 0; at < tokens.Count;)
            {
                at = Step(at, ref pending);
            }

            Finish();
            Leftovers();
        }

        private string? Refusal()
        {
            var names = tokens.Where(token => token.IsName).Select(token => token.Variable).Distinct().Count();
            var words = tokens.Where(token => !token.IsName).ToList();
            foreach (var word in words.Where(IsUnknown))
            {
                _unmatched.Add(word.Source);
            }

            var told = _unmatched.Count > 0 ? $" (no variable is named by {string.Join(", ", _unmatched.Take(5).Select(word => $"'{word}'"))})" : "";
            if (names < 2)
            {
                Remember();
                return names == 0 ? $"It names none of the variables{told}." : $"It names one variable only{told}.";
            }

            if (tokens[^1].Text == "?")
            {
                return "It is a question.";
            }

            if (tokens.Find(token => KnowledgeLexicon.Conditions.Contains(token.Text)) is { Source: not null } condition && !IsBecauseOf(condition))
            {
                return $"It is conditional ('{condition.Source.ToLowerInvariant()}'); say plainly what affects what.";
            }

            return null;
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

            if (Nominal(at) is { } behind)
            {
                return behind;
            }

            // "leads to lower Sales": behind a verb these are adjectives.
            var isAdjective =
                _relation is not null
                && _group.Count == 0
                && (KnowledgeLexicon.Up.Contains(token.Text) || KnowledgeLexicon.Down.Contains(token.Text));
            if (!isAdjective && KnowledgeRelation.Read(tokens, at, out var end) is { } relation && (_group.Count > 0 || _subjects.Count > 0))
            {
                Begin(relation, pending);
                pending = default;
                return end;
            }

            var word = token.Text;
            if (KnowledgeLexicon.Through.Contains(word) || (word == "by" && at + 2 < tokens.Count && tokens[at + 1].Text is "way" or "means"))
            {
                _throughObjects = _group;
                _group = [];
                pending = default;
                return at + (word == "by" ? 3 : 1);
            }

            if (KnowledgeLexicon.Relatives.Contains(word) && _group.Count > 0)
            {
                Antecedent();
            }
            else if (KnowledgeLexicon.ClauseBreaks.Contains(word) || word == ":")
            {
                pending.Break = true;
                pending.Comma = true;
            }
            else if (word is "neither")
            {
                _neither = true;
            }
            else if (KnowledgeLexicon.Negations.Contains(word))
            {
                pending.Negated = true;
            }
            else if (word == ",")
            {
                pending.Comma = true;
            }
            else if (KnowledgeLexicon.Connectors.Contains(word))
            {
                pending.Break |= pending.Comma;
                pending.Connected = true;
            }
            else if (KnowledgeLexicon.Up.Contains(word) || KnowledgeLexicon.Down.Contains(word))
            {
                pending.Sign = KnowledgeLexicon.Up.Contains(word) ? 1 : -1;
            }
            else if (word is "only" or "solely" or "entirely" or "exclusively")
            {
                _only = true;
            }

            pending.Trailing |= word == "," || KnowledgeLexicon.Connectors.Contains(word) || KnowledgeLexicon.ClauseBreaks.Contains(word);
            return at + 1;
        }

        /// <summary>"The effect of X on Y (is negative)" and "the causes of Y are X and Z".</summary>
        private int? Nominal(int at)
        {
            if (at + 2 >= tokens.Count || tokens[at + 1].Text != "of" || _relation is not null || _group.Count > 0)
            {
                return null;
            }

            var isEffect = KnowledgeLexicon.EffectNouns.Contains(tokens[at].Text);
            if (!isEffect && !KnowledgeLexicon.CauseNouns.Contains(tokens[at].Text))
            {
                return null;
            }

            var middle = tokens.FindIndex(
                at,
                token => isEffect ? token.Text == "on" : token.Text is "is" or "are" or "include" or "includes" or "were" or "was" or ":");
            if (middle < 0)
            {
                return null;
            }

            var first = Names(at + 2, middle);
            var end = isEffect
                ? tokens.FindIndex(
                    middle,
                    token =>
                        token.Text is "is" or "are" or "was" or "were" or "has" or "seems" or "appears"
                        || KnowledgeLexicon.ClauseBreaks.Contains(token.Text))
                : tokens.Count;
            end = end < 0 ? tokens.Count : end;
            var second = Names(middle + 1, end);
            if (first.Count == 0 || second.Count == 0)
            {
                return null;
            }

            var rest = tokens[end..].Concat(tokens[..at]).Select(token => token.Text).ToList();
            var sign = rest.Exists(KnowledgeLexicon.Up.Contains) ? 1 : rest.Exists(KnowledgeLexicon.Down.Contains) ? -1 : 0;
            var negated = rest.Exists(word => word is "zero" or "nil" or "absent" || KnowledgeLexicon.Negations.Contains(word));
            _subjects = first;
            _relation = new KnowledgeRelation
            {
                Backward = !isEffect,
                Sign = sign,
                Negated = negated,
                Hedged = rest.Exists(KnowledgeLexicon.Hedges.Contains),
                Words = tokens[at].Source,
            };
            _group = second;
            return tokens.Count;
        }

        private List<Mention> Names(int start, int end) =>
            [.. tokens[start..end].Where(token => token.IsName).Select(token => new Mention(token.Variable, 0, false, false))];

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
            if (_relation is null)
            {
                return;
            }

            if (_throughObjects is not null)
            {
                (_mediators, _group, _throughObjects) = (_group, _throughObjects, null);
            }

            if (_group.Count == 0)
            {
                Note(
                    tokens.Exists(token => token.Text is "other" or "another")
                        ? "Mutual effects are feedback, which a graph without cycles cannot show."
                        : $"No variable stands behind '{_relation.Words}'.");
            }
            else if (_relation.IsAssociation)
            {
                Note($"'{_relation.Words}' is an association, which has no direction.");
            }
            else if (_relation.IsIndirect && _mediators.Count == 0)
            {
                Note("An indirect effect is stated without what it goes through.");
            }
            else if (_mediators.Count > 0 && _relation.Negated)
            {
                Note("It denies a way through other variables; which part of it is missing is not said.");
            }
            else
            {
                State();
            }

            (_group, _mediators, _relation, _only, _inRelative) = ([], [], null, false, false);
        }

        private void State()
        {
            var relation = _relation!;
            foreach (var subject in _subjects)
            {
                foreach (var target in _group)
                {
                    var (cause, effect) = relation.Backward ? (target, subject) : (subject, target);
                    if (cause.Variable == effect.Variable)
                    {
                        Note($"{reading.Variables[cause.Variable]} stands on both sides.");
                        continue;
                    }

                    var sign = relation.Sign != 0 ? relation.Sign : effect.Sign;
                    sign = sign == 0 ? 0 : cause.Sign < 0 ? -sign : sign;
                    if (relation.IsIndependence)
                    {
                        Add(reading.Denied, cause.Variable, effect.Variable, 0, relation.Hedged);
                        Add(reading.Denied, effect.Variable, cause.Variable, 0, relation.Hedged);
                    }
                    else if (_mediators.Count > 0)
                    {
                        foreach (var mediator in _mediators)
                        {
                            Add(reading.Stated, cause.Variable, mediator.Variable, 0, relation.Hedged);
                            Add(reading.Stated, mediator.Variable, effect.Variable, 0, relation.Hedged);
                        }

                        if (_only)
                        {
                            Add(reading.Denied, cause.Variable, effect.Variable, 0, relation.Hedged);
                        }
                    }
                    else
                    {
                        var denied = relation.Negated != target.Negated;
                        Add(denied ? reading.Denied : reading.Stated, cause.Variable, effect.Variable, denied ? 0 : sign, relation.Hedged);
                    }
                }
            }
        }

        private void Add(List<ReadEdge> list, int from, int to, int sign, bool hedged)
        {
            if (from == to)
            {
                return;
            }

            _statements++;
            var known = list.FindIndex(edge => edge.From == from && edge.To == to);
            if (known < 0)
            {
                list.Add(new ReadEdge(from, to, sign, hedged, number));
            }
            else if (list[known].Sign == 0 || (list[known].Hedged && !hedged))
            {
                list[known] = list[known] with { Sign = list[known].Sign == 0 ? sign : list[known].Sign, Hedged = list[known].Hedged && hedged };
            }
            else if (sign != 0 && sign != list[known].Sign)
            {
                Note(
                    $"It gives {reading.Variables[from]} -> {reading.Variables[to]} the other sign than '{reading.Sentences[list[known].Sentence]}'; the earlier one is kept.");
            }
        }

        private void Leftovers()
        {
            if (_statements == 0)
            {
                Remember();
                if (!reading.Unread.Exists(part => part.Sentence == number))
                {
                    reading.Unread.Add((number, "No verb of cause and effect connects its variables."));
                }

                return;
            }

            if (_group.Count > 0)
            {
                Note(
                    $"No statement was read about {string.Join(", ", _group.Select(mention => reading.Variables[mention.Variable]).Distinct())} at its end.");
            }

            if (_unmatched.Count > 0)
            {
                Remember();
                Note($"No variable is named by {string.Join(", ", _unmatched.Take(5).Select(word => $"'{word}'"))}.");
            }
        }

        private void Remember()
        {
            foreach (
                var word in _unmatched.Where(word =>
                    reading.UnmatchedWords.Count < MostUnmatched && !reading.UnmatchedWords.Contains(word, StringComparer.OrdinalIgnoreCase))
            )
            {
                reading.UnmatchedWords.Add(word);
            }
        }

        private void Note(string reason)
        {
            if (!reading.Unread.Contains((number, reason)))
            {
                reading.Unread.Add((number, reason));
            }
        }

        private bool IsBecauseOf(KnowledgeToken condition) =>
            condition.Text == "because"
            && tokens.FindIndex(token => token.Text == "because") is var at
            && at + 1 < tokens.Count
            && tokens[at + 1].Text == "of";

        private static bool IsUnknown(KnowledgeToken token) =>
            token.Text.Length > 1
            && char.IsLetter(token.Text[0])
            && !KnowledgeLexicon.IsReserved(token.Text)
            && !KnowledgeRelation.IsAdverb(token.Text)
            && !KnowledgeLexicon.Up.Contains(token.Text)
            && !KnowledgeLexicon.Down.Contains(token.Text)
            && !KnowledgeLexicon.Associations.Contains(token.Text)
            && !KnowledgeLexicon.Independences.Contains(token.Text)
            && !KnowledgeLexicon.Relatives.Contains(token.Text)
            && token.Text
                is not (
                    "unaffected"
                    or "due"
                    or "owing"
                    or "thanks"
                    or "function"
                    or "result"
                    or "outcome"
                    or "consequence"
                    or "product"
                    or "include"
                    or "includes"
                    or "upon"
                    or "way"
                    or "means"
                    or "behind"
                    or "zero"
                    or "nil"
                    or "exclusively"
                    or "indirect");

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

    /// <summary>What stands between the last name and the next.</summary>
    private record struct Pending
    {
        public int Sign { get; set; }

        public bool Negated { get; set; }

        public bool Comma { get; set; }

        public bool Connected { get; set; }

        public bool Break { get; set; }

        public bool Trailing { get; set; }
    }
}
