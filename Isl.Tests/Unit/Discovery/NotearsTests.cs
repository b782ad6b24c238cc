using System.Globalization;
using System.Text.Json;
using Isl.Grains.Discovery.Searches.Continuous;
using Isl.Grains.GraphCore;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.Discovery;

public sealed class NotearsTests
{
    private const double Threshold = 0.3;

    public static TheoryData<string> Cases() =>
        [
            .. Directory
                .GetFiles(GoldenCases.PathOf("discovery", "notears"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fit_ReferenceCase_SameEdgesWhereStableElseNoWorseObjective(string id)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf("discovery", "notears", id + ".json")));
        var reference = golden.RootElement.GetProperty("notears");
        var (names, gram) = ReadGram(GoldenCases.PathOf("discovery", "notears", golden.RootElement.GetProperty("data").GetString()!));
        var d = names.Length;
        var constraints = EdgeConstraints.None(d);

        var fit = Notears.Fit(
            gram,
            d,
            new NotearsSettings { Constraints = constraints },
            WorkBudget.Until(TestContext.Current.CancellationToken));
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, constraints);

        var edges = new SortedSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                if (weights[(i * d) + j] != 0)
                {
                    edges.Add($"{names[i]}>{names[j]}");
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{id} d={d} objective {fit.Objective} / {reference.GetProperty("objective_before_threshold").GetDouble()} h {fit.H} evaluations {fit.Evaluations} {fit.Stop}");
        Assert.InRange(fit.H, 0, 1e-8);
        AssertAcyclic(weights, d);
        var recorded = reference.GetProperty("objective_before_threshold").GetDouble();
        if (reference.GetProperty("reference_is_stable").GetBoolean())
        {
            Assert.Equal(reference.GetProperty("edges").EnumerateArray().Select(edge => $"{edge[0]}>{edge[1]}").Order(StringComparer.Ordinal), edges);
        }
        else
        {
            Assert.InRange(fit.Objective, 0, recorded * 1.01);
        }
    }

    public static TheoryData<string> StableCases() =>
        [
            .. Directory
                .GetFiles(GoldenCases.PathOf("discovery", "notears_stable"), "*.json")
                .Select(file => Path.GetFileNameWithoutExtension(file))
                .Order(StringComparer.Ordinal),
        ];

    [Theory]
    [MemberData(nameof(StableCases))]
    public void Fit_StableCase_EdgesOfThePublishedSolver(string id)
    {
        using var golden = JsonDocument.Parse(File.ReadAllText(GoldenCases.PathOf("discovery", "notears_stable", id + ".json")));
        var d = golden.RootElement.GetProperty("d").GetInt32();
        var gram = new double[d * d];
        var i = 0;
        foreach (var row in golden.RootElement.GetProperty("gram_lower_rows").EnumerateArray())
        {
            var j = 0;
            foreach (var entry in row.EnumerateArray())
            {
                gram[(i * d) + j] = gram[(j++ * d) + i] = entry.GetDouble();
            }

            i++;
        }

        var fit = Notears.Fit(
            gram,
            d,
            new NotearsSettings { Constraints = EdgeConstraints.None(d) },
            WorkBudget.Until(TestContext.Current.CancellationToken));
        var (weights, _) = WeightThreshold.Apply(fit.Weights, Threshold, EdgeConstraints.None(d));

        var expected = golden.RootElement.GetProperty("edges").EnumerateArray().Select(edge => (edge[0].GetInt32(), edge[1].GetInt32()));
        Assert.Equal(expected.Order(), Enumerable.Range(0, d * d).Where(at => weights[at] != 0).Select(at => (at / d, at % d)));
        Assert.Equal(golden.RootElement.GetProperty("objective_before_threshold").GetDouble(), fit.Objective, 0.005 * fit.Objective);
    }

    private static void AssertAcyclic(double[] weights, int d)
    {
        var left = Enumerable.Range(0, d).ToHashSet();
        while (left.Count > 0)
        {
            Assert.NotEqual(0, left.RemoveWhere(node => !left.Any(parent => weights[(parent * d) + node] != 0)));
        }
    }

    /// <summary>Names and the centred Gram matrix XᵀX/n of a CSV file.</summary>
    internal static (string[] Names, double[] Gram) ReadGram(string path)
    {
        var lines = File.ReadAllLines(path);
        var names = lines[0].Split(',');
        var rows = lines
            .Skip(1)
            .Where(line => line.Length > 0)
            .Select(line => line.Split(',').Select(cell => double.Parse(cell, CultureInfo.InvariantCulture)).ToArray())
            .ToArray();
        var d = names.Length;
        var means = Enumerable.Range(0, d).Select(j => rows.Average(row => row[j])).ToArray();
        var gram = new double[d * d];
        foreach (var row in rows)
        {
            for (var i = 0; i < d; i++)
            {
                for (var j = 0; j < d; j++)
                {
                    gram[(i * d) + j] += (row[i] - means[i]) * (row[j] - means[j]) / rows.Length;
                }
            }
        }

        return (names, gram);
    }
}
