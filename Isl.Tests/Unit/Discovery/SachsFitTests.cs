using System.Text.Json;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

/// <summary>NOTEARS and DAGMA on real measurements: protein signalling, raw and scaled.</summary>
public sealed class SachsFitTests
{
    private const double Threshold = 0.3;

    [Theory]
    [InlineData("sachs_obs_std")]
    [InlineData("sachs_obs_logstd")]
    [InlineData("sachs_full_logstd")]
    [InlineData("sachs_obs")]
    [InlineData("sachs_full")]
    public void Notears_SameEdgesWhereStableElseNoWorseObjective(string id)
    {
        var (reference, table) = Read(id, "notears");
        var constraints = EdgeConstraints.None(table.Order);

        var fit = Notears.Fit(
            table.Covariance,
            table.Order,
            new() { Constraints = constraints },
            WorkBudget.Until(TestContext.Current.CancellationToken));

        var recorded = reference.GetProperty("objective_before_threshold").GetDouble();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fit.Objective} / {recorded} h {fit.H} {fit.Evaluations} {fit.Stop} distance {Distance(reference, fit, table)}");
        Assert.InRange(fit.Objective, 0, recorded * 1.01);
        if (reference.TryGetProperty("reference_is_stable", out var stable) && stable.GetBoolean())
        {
            Assert.Equal(0, Distance(reference, fit, table));
        }
    }

    [Theory]
    [InlineData("sachs_obs_std")]
    [InlineData("sachs_obs_logstd")]
    [InlineData("sachs_full_logstd")]
    public void Dagma_NoWorseObjectiveThanTheReference(string id)
    {
        var (reference, table) = Read(id, "dagma");
        var constraints = EdgeConstraints.None(table.Order);

        var fit = Dagma.Fit(
            table.Covariance,
            table.Order,
            new() { Constraints = constraints },
            WorkBudget.Until(TestContext.Current.CancellationToken));

        var recorded = reference.GetProperty("objective_before_threshold").GetDouble();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{fit.Objective} / {recorded} h {fit.H} {fit.Evaluations} {fit.Stop} distance {Distance(reference, fit, table)}");
        Assert.InRange(fit.Objective, 0, recorded * 1.01);
        Assert.Equal(StopReason.Converged, fit.Stop);
    }

    private static (JsonElement Reference, GoldenTable Table) Read(string id, string block)
    {
        var golden = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf("discovery", "sachs", id + ".json"))).RootElement;
        return (golden.GetProperty(block), GoldenTable.Read(GoldenCases.PathOf("discovery", "sachs", golden.GetProperty("data").GetString()!)));
    }

    private static int Distance(JsonElement reference, NotearsFit fit, GoldenTable table)
    {
        var d = table.Order;
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, EdgeConstraints.None(d));
        var (ours, theirs) = (new DirectedEdges(d), new DirectedEdges(d));
        for (var at = 0; at < d * d; at++)
        {
            ours[at / d, at % d] = weights[at] != 0;
        }

        foreach (var edge in reference.GetProperty("edges").EnumerateArray())
        {
            theirs[Array.IndexOf(table.Names, edge[0].GetString()), Array.IndexOf(table.Names, edge[1].GetString())] = true;
        }

        return StructuralHammingDistance.Between(ours, theirs);
    }
}
