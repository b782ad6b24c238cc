using Isl.Grains.Fitting;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Unit.Fitting;

/// <summary>Simulated tables and graphs for fits, the same for the same seed.</summary>
internal static class FitData
{
    /// <summary>X → M → Y ← X, linear and normal.</summary>
    public static CausalGraph Triangle { get; } = Graph("M", "X", "Y", (1, 0), (0, 2), (1, 2));

    public static Dataset Linear(int rows, int seed, double shift = 0)
    {
        var random = new Random(seed);
        var (x, m, y) = (new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            x[i] = TestData.Gaussian(random) + shift;
            m[i] = (0.8 * x[i]) + TestData.Gaussian(random);
            y[i] = 1 + (1.5 * m[i]) - (0.7 * x[i]) + TestData.Gaussian(random);
        }

        return new Dataset(["X", "M", "Y"], rows, [.. x, .. m, .. y]);
    }

    public static CausalGraph Graph(string a, string b, string c, params (int From, int To)[] edges) => new()
    {
        Nodes = [a, b, c],
        Edges = [.. edges.Order().Select(edge => new Edge(edge.From, edge.To))],
        Bidirected = [],
        Latent = [],
    };

    public static FitQuestion Question(CausalGraph graph, params NamedFamily[] families) =>
        new(graph, TableReading.Plain, [.. families], NoiseForm.Auto, true, null, FitQuestion.DefaultFolds, 1);

    public static FitResult Fit(Dataset data, FitQuestion question) => FitAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited);

    public static double Term(FitResult fit, string variable, string term) =>
        fit.EquationsFit[variable].Coefficients.First(one => one.Term == term).Value;
}
