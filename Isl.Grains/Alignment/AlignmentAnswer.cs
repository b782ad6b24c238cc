using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Alignment;

namespace Isl.Grains.Alignment;

/// <summary>Answers which option a team can agree on.</summary>
public static class AlignmentAnswer
{
    /// <summary>Answers a question.</summary>
    public static AlignmentResult Compute(AlignmentQuestion question, CancellationToken cancellation)
    {
        var team = new TeamViews(question);
        cancellation.ThrowIfCancellationRequested();
        var ballots = team.Ballots;
        var winner = ballots.Condorcet();
        var order = ballots.Kemeny();
        if (winner >= 0)
        {
            // A Condorcet winner is first in every Kemeny order; where only some orders were considered it is put there.
            order = [winner, .. order.Where(option => option != winner)];
        }

        var (borda, maximin) = (ballots.Borda(), ballots.Maximin());
        string[] ids = [.. question.Options.Select(option => option.Id)];
        var top = order[0];
        var confidence = Support(ballots, top);
        var conflicts = TeamConflicts.Of(team, order);
        Finding why = winner >= 0
            ? new MajorityOverEach(question.Options[top].Name, question.Perspectives.Length)
            : new LeastDisagreement(question.Options[top].Name, ballots.IsExact);
        var agreement = WireNumber.Round(Math.Round(ballots.Concordance() * 100, 1));
        return new AlignmentResult
        {
            Completion = Completion.Whole,
            CommonGround = new CommonGround(team.Shared(view => view.Priorities), team.Shared(view => view.Constraints), agreement),
            AlignedOptions = [.. order.Select(team.Describe)],
            Conflicts = conflicts,
            Recommendation = new TeamRecommendation(
                ids[top],
                why.Text,
                WireNumber.Round(Math.Round(confidence, 3)),
                [.. NextSteps(team, top, conflicts).Texts()]),
            Votes = new VoteFigures(
                winner >= 0 ? ids[winner] : null,
                [.. order.Select(option => ids[option])],
                ballots.IsExact,
                WireNumber.Map(ids.Select((id, i) => (id, borda[i]))),
                WireNumber.Map(ids.Select((id, i) => (id, maximin[i])))),
            Explanation = new Explanation(
                new TeamSummary(question.Options[top].Name, agreement).Text,
                Wording.Paragraph(why.Text, new TeamConfidence(Math.Round(confidence, 3)).Text),
                new TeamBasis().Text,
                [new BallotsAreSincere().Text],
                [.. Caveats(team, winner, ballots).Texts()],
                Math.Round(confidence, 3)),
        };
    }

    /// <summary>Mean share of the members, over the other options, who place an option above.</summary>
    private static double Support(Ballots ballots, int option) =>
        Enumerable.Range(0, ballots.Options).Where(other => other != option).Average(other =>
            (double)ballots.Prefer(option, other) / ballots.Members);

    private static IEnumerable<Finding> NextSteps(TeamViews team, int top, ImmutableArray<TeamConflict> conflicts)
    {
        foreach (var role in team.Violated(top))
        {
            yield return new SettleConstraint(role.Role, role.Constraint, team.Question.Options[top].Name);
        }

        if (conflicts.FirstOrDefault() is { } first)
        {
            yield return new TalkFirst(first.Between[0], first.Between[1]);
        }

        yield return new AskForOrders(team.Question.Perspectives.Any(view => view.Preferred.IsEmpty));
    }

    private static IEnumerable<Finding> Caveats(TeamViews team, int winner, Ballots ballots)
    {
        yield return new TextsAreCompared();
        if (team.Inferred is { Count: > 0 } inferred)
        {
            yield return new OrdersWereInferred(inferred);
        }

        if (team.Unread is { Count: > 0 } unread)
        {
            yield return new ConstraintsUnread(unread);
        }

        if (winner < 0)
        {
            yield return new NoMajorityWinner();
        }

        if (!ballots.IsExact)
        {
            yield return new NotEveryOrder();
        }
    }
}
