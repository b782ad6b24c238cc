using System.Collections.Immutable;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Alignment;

namespace Isl.Grains.Alignment;

/// <summary>The members' views, read.</summary>
internal sealed class TeamViews
{
    private readonly Dictionary<(int Member, int Option), List<string>> _violated = [];
    private readonly Dictionary<(int Member, string Priority), double[]> _served = [];

    /// <summary>Reads them.</summary>
    public TeamViews(AlignmentQuestion question)
    {
        Question = question;
        ReadConstraints();
        Ballots = new Ballots([.. question.Perspectives.Select((view, member) => Places(view, member))]);
    }

    /// <summary>The question.</summary>
    public AlignmentQuestion Question { get; }

    /// <summary>The orders.</summary>
    public Ballots Ballots { get; }

    /// <summary>Members whose order follows from their priorities.</summary>
    public List<string> Inferred { get; } = [];

    /// <summary>Constraints that could not be checked.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>Texts that more than half of the members have, as the first of them wrote it.</summary>
    public ImmutableArray<string> Shared(Func<Perspective, ImmutableArray<string>> texts) =>
    [
        .. Question.Perspectives
            .SelectMany(view => texts(view).DistinctBy(TextMatch.Normal))
            .GroupBy(TextMatch.Normal)
            .Where(group => 2 * group.Count() > Question.Perspectives.Length)
            .Select(group => group.First()),
    ];

    /// <summary>Constraints that an option breaks.</summary>
    public IEnumerable<(string Role, string Constraint)> Violated(int option) =>
        Question.Perspectives.SelectMany((view, member) => (_violated.GetValueOrDefault((member, option)) ?? []).Select(text => (view.Role, text)));

    /// <summary>An option as it is told.</summary>
    public AlignedOption Describe(int option)
    {
        var (n, told) = (Question.Options.Length, Question.Options[option]);
        return new AlignedOption(
            told.Id,
            told.Name,
            [
                .. Question.Perspectives
                    .Where((_, member) => Ballots.Place(member, option) <= (n + 1) / 2.0 && !_violated.ContainsKey((member, option)))
                    .Select(view => view.Role),
            ],
            WireNumber.Round(Math.Round(Question.Perspectives.Select((_, member) =>
                100 * (n - Ballots.Place(member, option)) / (n - 1)).Average(), 1)),
            [.. Question.Perspectives.Select((view, member) => Tradeoff(view, member, option))]);
    }

    /// <summary>The option that a member places first.</summary>
    public int FirstOf(int member) => Enumerable.Range(0, Question.Options.Length).MinBy(option => Ballots.Place(member, option));

    private RoleTradeoff Tradeoff(Perspective view, int member, int option)
    {
        string[] served = [.. view.Priorities.Where(priority => _served.TryGetValue((member, priority), out var scores) && scores[option] >= 0.5)];
        string[] missed = [.. view.Priorities.Where(priority => _served.TryGetValue((member, priority), out var scores) && scores[option] < 0.5)];
        var first = FirstOf(member);
        var broken = _violated.GetValueOrDefault((member, option)) ?? [];
        return new RoleTradeoff(
            view.Role,
            new GivesUp(missed, broken, first == option ? null : Question.Options[first].Name).Text,
            new Gets(served, Ballots.Place(member, option), Question.Options.Length).Text);
    }

    private void ReadConstraints()
    {
        for (var member = 0; member < Question.Perspectives.Length; member++)
        {
            foreach (var constraint in Question.Perspectives[member].Constraints)
            {
                if (TextMatch.Keeps(constraint, Question.Options) is not { } keeps)
                {
                    Unread.Add(constraint);
                    continue;
                }

                for (var option = 0; option < keeps.Length; option++)
                {
                    if (!keeps[option])
                    {
                        (_violated.TryGetValue((member, option), out var list) ? list : _violated[(member, option)] = []).Add(constraint);
                    }
                }
            }
        }
    }

    /// <summary>
    /// A stated order, what is not in it tied behind; else the order of how many priorities an option serves, the first ones counting most.
    /// </summary>
    private double[] Places(Perspective view, int member)
    {
        foreach (var priority in view.Priorities)
        {
            if (TextMatch.Serves(priority, Question.Options) is { } scores)
            {
                _served[(member, priority)] = scores;
            }
        }

        if (!view.Preferred.IsEmpty)
        {
            return Ballots.PlacesOf(
            [
                .. Question.Options.Select(option =>
                    view.Preferred.IndexOf(option.Id) is >= 0 and var at ? -at : (double)-view.Preferred.Length),
            ]);
        }

        Inferred.Add(view.Role);
        var totals = new double[Question.Options.Length];
        for (var i = 0; i < view.Priorities.Length; i++)
        {
            for (var option = 0; option < totals.Length && _served.TryGetValue((member, view.Priorities[i]), out var scores); option++)
            {
                totals[option] += scores[option] / (i + 1);
            }
        }

        // An option that breaks a constraint comes behind all that keep theirs.
        return Ballots.PlacesOf([.. totals.Select((total, option) => total - (_violated.ContainsKey((member, option)) ? 1000 : 0))]);
    }
}
