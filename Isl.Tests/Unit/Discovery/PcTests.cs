using System.Text.Json;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

public sealed class PcTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, int> Runs()
    {
        var runs = new TheoryData<string, int>();
        foreach (var id in PcGolden.Ids)
        {
            for (var run = 0; run < PcGolden.Of(id).Json.GetProperty("pc").GetArrayLength(); run++)
            {
                runs.Add(id, run);
            }
        }

        return runs;
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Fit_ReferenceRun_SameGraphTestsAndFigures(string id, int run)
    {
        var golden = PcGolden.Of(id);
        var expected = golden.Json.GetProperty("pc")[run];
        var settings = Settings(expected, golden.Data.Columns);

        var fit = Pc.Fit(PcGolden.Test(golden.Data, expected.GetProperty("test").GetString()!), settings, WorkBudget.Until(Token));

        Assert.Equal(golden.Text(golden.Graph(expected.GetProperty("cpdag"))), golden.Text(fit.Graph));
        Assert.Equal(StopReason.Converged, fit.Stop);
        Assert.Equal(expected.GetProperty("is_valid_cpdag").GetBoolean(), fit.IsValid);
        Assert.Equal(expected.GetProperty("p_value_nearest_to_alpha").GetDouble(), fit.NearestToAlpha!.Value, 1e-9);

        // The definite rule stops at the first set that settles a triple, so that its number of tests depends on their order.
        if (settings.Rule != ColliderRule.DefiniteMaxP)
        {
            Assert.Equal(expected.GetProperty("distinct_ci_tests").GetInt64(), fit.Tests);
        }

        var truth = golden.Graph(golden.Json.GetProperty("truth").GetProperty("cpdag"));
        Assert.Equal(expected.GetProperty("shd_vs_true_cpdag").GetInt32(), StructuralHammingDistance.Between(fit.Graph, truth));
        var skeleton = StructuralHammingDistance.Skeletons(fit.Graph, truth);
        var numbers = expected.GetProperty("skeleton_vs_truth");
        int[] counted = [.. new[] { "true_positive", "extra", "missing" }.Select(name => numbers.GetProperty(name).GetInt32())];
        Assert.Equal((counted[0], counted[1], counted[2]), skeleton);
        if (expected.TryGetProperty("separating_sets", out var sets))
        {
            Assert.Equal(
                sets.EnumerateArray().Select(set => Compact($"{set.GetProperty("pair")} {set.GetProperty("union")}")).Order(StringComparer.Ordinal),
                fit.SeparatingSets.Select(set => Compact(Named([set.Key.A, set.Key.B]) + Named(set.Value))).Order(StringComparer.Ordinal));

            static string Compact(string json) => json.Replace(" ", "", StringComparison.Ordinal);

            string Named(IEnumerable<int> nodes) => JsonSerializer.Serialize(nodes.Select(node => golden.Data.Variables[node]));
        }

        AssertDag(fit, settings.Constraints);
    }

    [Theory]
    [MemberData(nameof(SingleTests))]
    public void Test_ReferenceTests_SameStatisticAndPValue(string id)
    {
        var golden = PcGolden.Of(id);
        foreach (var expected in golden.Json.GetProperty("single_tests").EnumerateArray())
        {
            var (x, y) = (Index("x"), Index("y"));
            var names = expected.GetProperty("given").EnumerateArray().Select(name => name.GetString()!);
            int[] given = [.. names.Select(name => golden.Data.Variables.IndexOf(name)).Order()];
            var test = PcGolden.Test(golden.Data, expected.GetProperty("test").GetString()!);
            var (statistic, p) = (0.0, 0.0);
            if (test is FisherZ fisher)
            {
                var result = fisher.Test(x, y, given);
                (statistic, p) = (result.Statistic, result.PValue);
                Assert.False(result.IsSingular);
                Assert.Equal(expected.GetProperty("partial_correlation").GetDouble(), result.PartialCorrelation, 1e-11);

                // The reference's tail is a difference of doubles near one.
                Assert.Equal(expected.GetProperty("p").GetDouble(), p, Math.Max(1e-7 * p, 3e-16));
            }
            else
            {
                var result = ((ContingencyTest)test).Test(x, y, given);
                (statistic, p) = (result.Statistic, result.PValue);
                Assert.Equal(expected.GetProperty("p").GetDouble(), p, (1e-8 * p) + 1e-300);

                // A few records lack the statistic; their degrees of freedom are then not recorded either.
                if (expected.GetProperty("statistic").ValueKind == JsonValueKind.Number)
                {
                    Assert.Equal(expected.GetProperty("dof").GetInt32(), result.DegreesOfFreedom);
                }
            }

            if (expected.GetProperty("statistic").ValueKind == JsonValueKind.Number)
            {
                var recorded = expected.GetProperty("statistic").GetDouble();
                Assert.Equal(recorded, statistic, 1e-9 * Math.Max(1, recorded));
            }

            Assert.Equal(p, test.PValue(y, x, given));

            int Index(string end) => golden.Data.Variables.IndexOf(expected.GetProperty(end).GetString()!);
        }
    }

    public static TheoryData<string> SingleTests() => [.. PcGolden.Ids];

    internal static void AssertDag(PcFit fit, EdgeConstraints constraints)
    {
        var dag = fit.Dag.Edges;
        Assert.All(dag.All(), edge => Assert.False(dag.Reaches(edge.To, edge.From) || constraints.IsForbidden(edge.From, edge.To)));
        for (var i = 0; i < dag.Order; i++)
        {
            for (var j = 0; j < dag.Order; j++)
            {
                Assert.True(dag[i, j] || !constraints.IsRequired(i, j));
                Assert.True(fit.Graph.IsDirected(i, j) || !constraints.IsRequired(i, j));
                var dropped = fit.Dag.Dropped.Contains((i, j)) || fit.Dag.Dropped.Contains((j, i));
                Assert.Equal(fit.Graph.IsAdjacent(i, j) && !dropped, dag[i, j] || dag[j, i]);
            }
        }

        Assert.Equal(fit.Dag.IsRepaired, fit.Graph.ConsistentExtension() is not { } extension || !IsAllowed(extension));
        Assert.All(fit.Members(3, constraints), member => Assert.True(Cpdag.SameClass(member, dag) && IsAllowed(member)));

        bool IsAllowed(DirectedEdges graph) => graph.All().All(edge => !constraints.IsForbidden(edge.From, edge.To));
    }

    private static PcSettings Settings(JsonElement run, int d) => new()
    {
        Alpha = run.GetProperty("alpha").GetDouble(),
        Rule = run.GetProperty("uc_rule").GetInt32() switch
        {
            0 => ColliderRule.SeparatingSets,
            1 => ColliderRule.MaxP,
            _ => ColliderRule.DefiniteMaxP,
        },
        Priority = run.GetProperty("effective_uc_priority").GetInt32() switch
        {
            0 => ColliderPriority.Overwrite,
            1 => ColliderPriority.Bidirected,
            2 => ColliderPriority.KeepExisting,
            3 => ColliderPriority.StrongerFirst,
            _ => ColliderPriority.StrongerLast,
        },
        Constraints = EdgeConstraints.None(d),
    };
}
