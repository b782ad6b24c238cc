using System.Collections.Immutable;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Words.Alignment;

namespace Isl.Grains.Alignment;

/// <summary>Where members pull apart.</summary>
internal static class TeamConflicts
{
    private const double Major = 0.6;
    private const double Moderate = 0.35;
    private const int MostTold = 20;

    /// <summary>Pairs of members who order some options the other way round, those who disagree most first.</summary>
    public static ImmutableArray<TeamConflict> Of(TeamViews team, int[] order)
    {
        var found = new List<(double Apart, TeamConflict Conflict)>();
        for (var a = 0; a < team.Ballots.Members; a++)
        {
            for (var b = a + 1; b < team.Ballots.Members; b++)
            {
                if (team.Ballots.Disagreement(a, b) is > 0 and var apart)
                {
                    found.Add((apart, Describe(team, a, b, apart, order)));
                }
            }
        }

        return [.. found.OrderByDescending(one => one.Apart).Take(MostTold).Select(one => one.Conflict)];
    }

    private static TeamConflict Describe(TeamViews team, int a, int b, double apart, int[] order)
    {
        var (roles, options) = (team.Question.Perspectives, team.Question.Options);
        var (first, second) = (team.FirstOf(a), team.FirstOf(b));
        var between = order.MinBy(option => Math.Max(team.Ballots.Place(a, option), team.Ballots.Place(b, option)));
        return new TeamConflict(
            [roles[a].Role, roles[b].Role],
            (first == second
                ? new SameFirstChoice(options[first].Name, apart)
                : (Words.Finding)new OtherFirstChoice(options[first].Name, options[second].Name, apart)).Text,
            apart >= Major ? "major" : apart >= Moderate ? "moderate" : "minor",
            new MeetAt(options[between].Name, roles[a].Role, team.Ballots.Place(a, between), roles[b].Role, team.Ballots.Place(b, between)).Text);
    }
}
