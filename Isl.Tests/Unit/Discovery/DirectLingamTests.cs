using System.Text.Json;
using Isl.Grains.Discovery.Searches.Order;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

public sealed class DirectLingamTests
{
    private static CancellationToken Test => TestContext.Current.CancellationToken;

    public static TheoryData<string> Cases() => ["lingam/lin_p1", "lingam/lin_p2", "lingam/lin_p3", "sachs/sachs_obs_std", "sachs/sachs_obs_logstd"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_ReferenceCase_GivesTheReferenceOrderWeightsAndEdges(string id)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf(["discovery", .. (id + ".json").Split('/')])));
        var reference = golden.RootElement.GetProperty("direct_lingam");
        var table = GoldenTable.Read(GoldenCases.PathOf(["discovery", id.Split('/')[0], golden.RootElement.GetProperty("data").GetString()!]));

        var fit = DirectLingam.Fit(
            table.Columns,
            table.Rows,
            table.Covariance,
            new() { Constraints = EdgeConstraints.None(table.Order) },
            WorkBudget.Until(Test));

        var order = fit.Order.Select(node => table.Names[node]).ToArray();
        Assert.Equal(StopReason.Converged, fit.Stop);
        Assert.Equal(GoldenCases.Strings(reference.GetProperty("causal_order")), order);
        AssertWeights(reference.GetProperty("ols_weights_in_causal_order_abs_ge_0.1"), fit.FullWeights, table, 0.1);
        AssertWeights(reference.GetProperty("edges"), fit.Weights, table, 0);
        if (reference.GetProperty("order_consistent_with_truth").GetBoolean())
        {
            Assert.All(
                golden.RootElement.GetProperty("truth").GetProperty("edges").EnumerateArray(),
                edge =>
                    Assert.True(
                        Array.IndexOf(order, edge[0].GetString()) < Array.IndexOf(order, edge[1].GetString()),
                        $"{edge[0]} comes after {edge[1]}")
            );
        }
    }

    private static void AssertWeights(JsonElement expected, double[] weights, GoldenTable table, double least)
    {
        var d = table.Order;
        var ours = Enumerable.Range(0, d * d).Where(at => Math.Abs(weights[at]) > least)
            .ToDictionary(at => $"{table.Names[at / d]}>{table.Names[at % d]}", at => weights[at], StringComparer.Ordinal);
        foreach (var edge in expected.EnumerateArray())
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"{edge} {ours.GetValueOrDefault($"{edge[0]}>{edge[1]}")}");
        }

        Assert.Equal(
            expected.EnumerateArray().Select(edge => $"{edge[0]}>{edge[1]}").Order(StringComparer.Ordinal),
            ours.Keys.Order(StringComparer.Ordinal));
        Assert.All(expected.EnumerateArray(), edge => Assert.Equal(edge[2].GetDouble(), ours[$"{edge[0]}>{edge[1]}"], 2e-6));
    }
}
