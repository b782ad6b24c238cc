using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Front-door sets against the definition, over all sets and all paths of random mixed graphs.</summary>
public sealed class FrontDoorProperties
{
    [Fact]
    public void Check_RandomGraphs_AgreesWithTheDefinitionAndNamesAPathThatSpoilsTheSet()
    {
        var (valid, flaws) = (0, new HashSet<FrontDoorFlaw>());
        ForRandomGraphs((diagram, treatments, outcomes, seed) =>
        {
            var frontDoor = new FrontDoor(diagram, treatments, outcomes);
            foreach (var set in MixedGraphs.Subsets([.. Enumerable.Range(0, diagram.Count)]))
            {
                var expected = IsFrontDoorSet(diagram, treatments, outcomes, set);

                var check = frontDoor.Check(set);

                Assert.True(expected == check.IsValid, $"seed {seed}: {MixedGraphs.Text([set])} is {check.Flaw}");
                valid += expected ? 1 : 0;
                flaws.Add(check.Flaw);
                Assert.Equal(check.Flaw == FrontDoorFlaw.BarredMember, check.Barred.Count > 0);
                AssertSpoils(check, treatments, outcomes, set);
            }
        });

        Assert.True(valid > 500, $"Only {valid} sets were valid.");
        Assert.Equal(Enum.GetValues<FrontDoorFlaw>().Length, flaws.Count);
    }

    [Fact]
    public void ListMinimal_RandomGraphs_AreTheMinimalOnesOfAllSets()
    {
        var several = 0;
        ForRandomGraphs(
            (diagram, treatments, outcomes, seed) =>
            {
                List<int[]> all =
                [
                    .. MixedGraphs.Subsets([.. Enumerable.Range(0, diagram.Count)]).Where(set => IsFrontDoorSet(diagram, treatments, outcomes, set)),
                ];
                var minimal = MixedGraphs.Minimal(all);
                var frontDoor = new FrontDoor(diagram, treatments, outcomes);

                var (sets, truncated) = frontDoor.ListMinimal(int.MaxValue, WorkBudget.Unlimited);
                var one = frontDoor.FindMinimal();
                var greatest = frontDoor.FindGreatest();

                Assert.False(truncated);
                Assert.True(
                    MixedGraphs.Text(minimal) == MixedGraphs.Text(sets),
                    $"seed {seed}: {MixedGraphs.Text(minimal)}, not {MixedGraphs.Text(sets)}");
                Assert.Equal(minimal.Count > 0, one is not null);
                Assert.True(one is null || MixedGraphs.Text(minimal).Contains(MixedGraphs.Text([one]), StringComparison.Ordinal), $"seed {seed}");
                Assert.Equal(
                    all.Count == 0
                        ? null
                        : MixedGraphs.Text([
                            [.. all.SelectMany(set => set).Distinct()],
                        ]),
                    greatest is null ? null : MixedGraphs.Text([greatest]));
                several += minimal.Count > 1 ? 1 : 0;
            });

        Assert.True(several > 100, $"Only {several} graphs had several minimal sets.");
    }

    [Fact]
    public void ListMinimal_CappedAtAnyCount_IsMinimalAndSaysThatThereAreMore() => ForRandomGraphs((diagram, treatments, outcomes, _) =>
    {
        var frontDoor = new FrontDoor(diagram, treatments, outcomes);
        var (all, _) = frontDoor.ListMinimal(int.MaxValue, WorkBudget.Unlimited);
        for (var max = 0; max <= all.Count; max++)
        {
            var (sets, truncated) = frontDoor.ListMinimal(max, WorkBudget.Unlimited);

            Assert.Equal(max, sets.Count);
            Assert.Equal(max < all.Count, truncated);
            Assert.All(sets, set => Assert.Contains(MixedGraphs.Text([set]), MixedGraphs.Text(all), StringComparison.Ordinal));
        }
    });

    /// <summary>The three conditions as written, with paths enumerated.</summary>
    private static bool IsFrontDoorSet(CausalDiagram diagram, int[] treatments, int[] outcomes, int[] set) =>
        !set.Any(node => diagram.IsLatent(node) || treatments.Contains(node) || outcomes.Contains(node))
        && !MixedGraphs.HasDirectedPath(diagram, treatments, outcomes, set)
        && (set.Length == 0
            || (!MixedGraphs.HasOpenPath(diagram.WithoutOutgoing(diagram.Flags(treatments)), treatments, set, [])
                && !MixedGraphs.HasOpenPath(diagram.WithoutOutgoing(diagram.Flags(set)), set, outcomes, treatments)));

    private static void AssertSpoils(FrontDoorCheck check, int[] treatments, int[] outcomes, int[] set)
    {
        Assert.Equal(check.Flaw is FrontDoorFlaw.None or FrontDoorFlaw.BarredMember, check.Path is null);
        if (check.Path is not { } path)
        {
            return;
        }

        var (starts, ends) = check.Flaw switch
        {
            FrontDoorFlaw.PathNotMet => (treatments, outcomes),
            FrontDoorFlaw.TreatmentConfounded => (treatments, set),
            _ => (set, outcomes),
        };
        Assert.Contains(path[0].Node, starts);
        Assert.Contains(path[^1].Node, ends);
        if (check.Flaw == FrontDoorFlaw.PathNotMet)
        {
            Assert.All(path, step => Assert.DoesNotContain(step.Node, set));
            Assert.All(path.SkipLast(1), step => Assert.Equal(Arrow.Forward, step.Next));
        }
        else
        {
            Assert.NotEqual(Arrow.Forward, path[0].Next);
        }
    }

    private static void ForRandomGraphs(Action<CausalDiagram, int[], int[], int> body)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(3, 8);

            // Plain random graphs seldom have more than one front-door set.

            var diagram = seed % 2 == 0
                ? Mediated(random, count + 1)
                : MixedGraphs.Random(random, count, observed: 3, random.NextDouble() * 0.5, random.NextDouble() * 0.2);
            var several = count > 4 && random.Next(4) == 0;
            int[] treatments = several ? [0, 2] : [0];
            int[] outcomes = several && random.Next(2) == 0 ? [1, 3] : [1];
            body(diagram, treatments, outcomes, seed);
        }
    }

    /// <summary>A graph in which most nodes are effects of V0 and causes of V1, so that there are often several front-door sets.</summary>
    private static CausalDiagram Mediated(Random random, int count)
    {
        var builder = new CausalGraphBuilder();
        int[] order = [0, .. Enumerable.Range(2, count - 2), 1];
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{order[i]}", "");
            if (order[i] > 3 && random.Next(10) == 0)
            {
                builder.AddLatent($"V{order[i]}", "");
            }

            var causes = Enumerable
                .Range(0, i)
                .Where(j => j > 0 || i + 1 < count)
                .OrderBy(_ => random.Next())
                .Take(random.Next(12) == 0 ? 0 : random.Next(1, 3));
            foreach (var j in causes)
            {
                builder.AddEdge($"V{order[j]}", $"V{order[i]}", "");
            }

            for (var j = 0; j < i; j++)
            {
                if (random.Next(25) == 0)
                {
                    builder.AddBidirected($"V{order[j]}", $"V{order[i]}", "");
                }
            }
        }

        return new CausalDiagram(builder.Build());
    }
}
