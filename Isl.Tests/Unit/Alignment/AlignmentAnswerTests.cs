using System.Collections.Immutable;
using Isl.Grains.Alignment;
using Isl.Grains.Interfaces.Alignment;

namespace Isl.Tests.Unit.Alignment;

public sealed class AlignmentAnswerTests
{
    [Fact]
    public void Compute_CondorcetWinner_ComesFirst()
    {
        // B beats A and C by two to one, though A has as many first places as B.
        var result = Ask("A B C", "A B C", "B A C", "C B A");

        Assert.Equal("B", result.Votes.CondorcetWinner);
        Assert.Equal("B", result.Recommendation.TopOption);
        Assert.Equal("B", result.AlignedOptions[0].Option);
        Assert.Equal(2.0 / 3, result.Recommendation.Confidence, 3);
    }

    [Fact]
    public void Compute_Cycle_HasNoWinnerAndAKemenyOrder()
    {
        // A > B 4:1, B > C 4:1, C > A 3:2: the weakest link is cut.
        var result = Ask("A B C", "A B C", "A B C", "B C A", "C A B", "C A B");

        Assert.Null(result.Votes.CondorcetWinner);
        Assert.Equal(["A", "B", "C"], result.Votes.KemenyOrder);
        Assert.Contains(result.Explanation.Caveats, text => text.Contains("No option beats", StringComparison.Ordinal));
    }

    [Fact]
    public void Compute_Agreement_IsKendallsW()
    {
        Assert.Equal(100, Ask("A B C", "A B C", "A B C").CommonGround.AgreementLevel);
        Assert.Equal(0, Ask("A B C", "A B C", "C B A").CommonGround.AgreementLevel);

        // Sums of places 4, 5, 9: S = 14, W = 12 · 14 / (9 · 24).
        Assert.Equal(77.8, Ask("A B C", "A B C", "A B C", "B A C").CommonGround.AgreementLevel);
    }

    [Fact]
    public void Compute_PrioritiesAndConstraints_AreReadFromAttributes()
    {
        ImmutableArray<TeamOption> options =
        [
            new("big", "Big plan", [new("cost", 200, null), new("reach", 9, null)]),
            new("small", "Small plan", [new("cost", 50, null), new("reach", 2, null)]),
        ];
        var result = AlignmentAnswer.Compute(
            new AlignmentQuestion(
                [new("finance", ["low cost"], ["cost under 100"], []), new("sales", ["reach"], ["Cost under 100"], [])], options),
            TestContext.Current.CancellationToken);

        Assert.Equal("small", result.Recommendation.TopOption);
        Assert.Equal(["cost under 100"], result.CommonGround.SharedConstraints);
        Assert.Equal(["finance", "sales"], result.AlignedOptions[0].SatisfiesRoles);
        Assert.Empty(result.AlignedOptions[1].SatisfiesRoles);
    }

    [Fact]
    public void Kemeny_UpToTenOptions_DisagreesLeastOfAllOrders()
    {
        var random = new Random(5);
        for (var i = 0; i < 20; i++)
        {
            var places = Enumerable.Range(0, 5).Select(_ =>
                Ballots.PlacesOf([.. Enumerable.Range(0, 5).Select(_ => (double)random.Next(4))])).ToArray();
            var ballots = new Ballots(places);

            var least = Orders([0, 1, 2, 3, 4]).Min(order => Cost(ballots, order));

            Assert.Equal(least, Cost(ballots, ballots.Kemeny()));
        }
    }

    private static int Cost(Ballots ballots, int[] order) =>
        Enumerable.Range(0, order.Length).Sum(i => Enumerable.Range(i + 1, order.Length - i - 1).Sum(j => ballots.Prefer(order[j], order[i])));

    private static IEnumerable<int[]> Orders(int[] items) => items.Length == 1
        ? [items]
        : items.SelectMany(first => Orders([.. items.Where(item => item != first)]).Select(rest => (int[])[first, .. rest]));

    private static AlignmentResult Ask(string options, params string[] orders) => AlignmentAnswer.Compute(
        new AlignmentQuestion(
            [.. orders.Select((order, i) => new Perspective($"member {i}", [], [], [.. order.Split(' ')]))],
            [.. options.Split(' ').Select(id => new TeamOption(id, id, []))]),
        TestContext.Current.CancellationToken);
}
