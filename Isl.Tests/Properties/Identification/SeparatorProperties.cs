using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Implications and adjustment sets against every subset, with separation decided over all paths.</summary>
public sealed class SeparatorProperties
{
    [Fact]
    public void Implications_RandomGraphs_AreTheMinimalSeparatorsOfEveryMissingEdge()
    {
        var total = 0;
        for (var seed = 0; seed < 1200; seed++)
        {
            var random = new Random(seed);
            var diagram = MixedGraphs.Random(random, random.Next(2, 7), observed: 0, random.NextDouble() * 0.7, random.NextDouble() * 0.3);
            var expected = new List<string>();
            for (var x = 0; x < diagram.Count; x++)
            {
                for (var y = x + 1; y < diagram.Count; y++)
                {
                    if (!diagram.IsLatent(x) && !diagram.IsLatent(y))
                    {
                        var others = Enumerable.Range(0, diagram.Count).Where(node => node != x && node != y && !diagram.IsLatent(node)).ToArray();
                        var separators = MixedGraphs.Subsets(others).Where(given => !MixedGraphs.HasOpenPath(diagram, [x], [y], given)).ToList();
                        expected.AddRange(MixedGraphs.Minimal(separators).Select(given => Text(new Implication(x, y, given))));
                    }
                }
            }

            var (implications, truncated) = TestableImplications.List(diagram, int.MaxValue, WorkBudget.Unlimited);

            Assert.False(truncated);
            Assert.Equal(expected.Order(StringComparer.Ordinal), implications.Select(Text).Order(StringComparer.Ordinal));
            total += expected.Count;
            for (var max = 0; max <= implications.Count; max += 3)
            {
                var (some, more) = TestableImplications.List(diagram, max, WorkBudget.Unlimited);
                Assert.Equal(max, some.Count);
                Assert.Equal(max < implications.Count, more);
                Assert.All(some, implication => Assert.Contains(Text(implication), expected));
            }
        }

        Assert.True(total > 2500, $"Only {total} implications.");
    }

    [Fact]
    public void Adjustment_SeveralTreatmentsAndOutcomes_AgreesWithTheDefinitionOnEverySet()
    {
        var adjustable = 0;
        for (var seed = 0; seed < 1200; seed++)
        {
            var random = new Random(seed);
            var count = random.Next(4, 8);
            var diagram = MixedGraphs.Random(random, count, observed: 4, random.NextDouble() * 0.5, random.NextDouble() * 0.2);
            int[] treatments = random.Next(3) == 0 ? [0] : [0, 2];
            int[] outcomes = random.Next(3) == 0 ? [1, 3] : [1];
            var adjustment = new Adjustment(diagram, treatments, outcomes);
            var valid = MixedGraphs.Subsets([.. Enumerable.Range(0, count)]).Where(set => IsValid(diagram, treatments, outcomes, set)).ToList();
            var minimal = MixedGraphs.Minimal(valid);

            Assert.Equal(
                MixedGraphs.Text(valid),
                MixedGraphs.Text(MixedGraphs.Subsets([.. Enumerable.Range(0, count)]).Where(set => adjustment.IsValid(set))));
            Assert.All(
                MixedGraphs.Subsets([.. Enumerable.Range(0, count)]),
                set => Assert.Equal(adjustment.IsValid(set), adjustment.Check(set).IsValid));
            var (sets, truncated) = adjustment.ListMinimal(int.MaxValue, WorkBudget.Unlimited);
            Assert.False(truncated);
            Assert.Equal(MixedGraphs.Text(minimal), MixedGraphs.Text(sets));
            Assert.Equal(minimal.Count == 0 ? -1 : minimal.Min(set => set.Length), adjustment.FindSmallest()?.Length ?? -1);
            Assert.Equal(
                minimal.Count > 0,
                adjustment.FindMinimal() is { } one && MixedGraphs.Text(minimal).Contains(MixedGraphs.Text([one]), StringComparison.Ordinal));
            adjustable += minimal.Count > 0 ? 1 : 0;
        }

        Assert.True(adjustable > 300, $"Only {adjustable} graphs were adjustable.");
    }

    [Fact]
    public void FindSmallest_FourteenNodes_HasTheSizeOfTheLeastMinimalSet()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var diagram = MixedGraphs.Random(random, 14, observed: 14, 0.3, 0.1);
            var adjustment = new Adjustment(diagram, [0], [1]);
            var (sets, truncated) = adjustment.ListMinimal(100_000, WorkBudget.Unlimited);

            var smallest = adjustment.FindSmallest();

            Assert.False(truncated);
            Assert.Equal(sets.Count == 0 ? -1 : sets[0].Length, smallest?.Length ?? -1);
            Assert.True(smallest is null || adjustment.IsValid(smallest));
        }
    }

    /// <summary>The adjustment criterion as written (Shpitser, VanderWeele &amp; Robins 2010; Perković et al. 2018).</summary>
    private static bool IsValid(CausalDiagram diagram, int[] treatments, int[] outcomes, int[] set)
    {
        var isTreatment = diagram.Flags(treatments);
        bool OnProperCausalPath(int node) => !isTreatment[node]
            && diagram.DescendantsAvoiding(treatments, isTreatment)[node]
            && diagram.AncestorsAvoiding(outcomes, isTreatment)[node];
        int[] causal = [.. Enumerable.Range(0, diagram.Count).Where(OnProperCausalPath)];
        var forbidden = diagram.Descendants(causal);
        var cut = diagram.Without(edge => isTreatment[edge.From] && causal.Contains(edge.To));
        return !set.Any(node => isTreatment[node] || outcomes.Contains(node) || forbidden[node] || diagram.IsLatent(node))
            && !MixedGraphs.HasOpenPath(cut, treatments, outcomes, set);
    }

    private static string Text(Implication implication) => $"{implication.X} {implication.Y} {string.Join(",", implication.Given)}";
}
