using System.Text.Json;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

public sealed class DagmaTests
{
    private const double Threshold = 0.3;

    public static TheoryData<string> Cases() => NotearsTests.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_ReferenceCase_SameEdgesOrNoWorseObjective(string id)
    {
        var folder = GoldenCases.PathOf("discovery", "notears");
        using var golden = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, id + ".json")));
        var reference = golden.RootElement.GetProperty("dagma");
        var (names, gram) = NotearsTests.ReadGram(Path.Combine(folder, golden.RootElement.GetProperty("data").GetString()!));
        var d = names.Length;
        var constraints = EdgeConstraints.None(d);

        var fit = Dagma.Fit(gram, d, new DagmaSettings { Constraints = constraints }, WorkBudget.Until(TestContext.Current.CancellationToken));
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, constraints);

        var edges = Enumerable
            .Range(0, d * d)
            .Where(at => weights[at] != 0)
            .Select(at => $"{names[at / d]}>{names[at % d]}")
            .Order(StringComparer.Ordinal);
        var expected = reference.GetProperty("edges").EnumerateArray().Select(edge => $"{edge[0]}>{edge[1]}").Order(StringComparer.Ordinal);
        var recorded = reference.GetProperty("objective_before_threshold").GetDouble();
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{id} d={d} {fit.Objective} / {recorded} h {fit.H} {edges.SequenceEqual(expected)} evaluations {fit.Evaluations}");
        Assert.InRange(fit.H, 0, 1e-5);
        Assert.True(edges.SequenceEqual(expected) || fit.Objective <= recorded * 1.01, $"objective {fit.Objective}, recorded {recorded}");
    }
}
