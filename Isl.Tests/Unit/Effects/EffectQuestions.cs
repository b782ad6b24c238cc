using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Effects;

/// <summary>Small questions about effects, asked of the engine itself.</summary>
internal static class EffectQuestions
{
    /// <summary>A confounded treatment: A and B are causes of both.</summary>
    public static readonly CausalGraph Confounded = Graph(
        ["A", "B", "T", "Y"], [("A", "T"), ("B", "T"), ("A", "Y"), ("B", "Y"), ("T", "Y")]);

    /// <summary>A graph by names.</summary>
    public static CausalGraph Graph(string[] nodes, (string From, string To)[] edges, params (string A, string B)[] bidirected)
    {
        string[] sorted = [.. nodes.Order(StringComparer.Ordinal)];
        return new CausalGraph
        {
            Nodes = [.. sorted],
            Edges = [.. edges.Select(edge => new Edge(At(edge.From), At(edge.To))).OrderBy(edge => edge.From).ThenBy(edge => edge.To)],
            Bidirected = [.. bidirected.Select(edge => new Edge(Math.Min(At(edge.A), At(edge.B)), Math.Max(At(edge.A), At(edge.B))))],
            Latent = [],
        };

        int At(string name) => Array.IndexOf(sorted, name);
    }

    /// <summary>A question with no refuters.</summary>
    public static EffectQuestion Ask(CausalGraph graph, params EstimatorSpec[] estimators) => new()
    {
        Graph = graph,
        Reading = TableReading.Plain,
        Treatment = "T",
        Outcome = "Y",
        Defaults = new EstimatorSpec(),
        Estimators = [.. estimators],
        Clip = 0,
        BootstrapDraws = 50,
        ConfidenceLevel = 0.95,
        Seed = 1,
        Refuters = [],
        RefuteDraws = 20,
        Multiples = [1],
    };

    /// <summary>An estimator.</summary>
    public static EstimatorSpec Spec(EstimatorName name, string id = "one") =>
        new()
        {
            Name = name,
            Id = id,
            Folds = 1,
            OutcomeModel = NuisanceModel.Linear,
            PropensityModel = NuisanceModel.Logistic,
            TreatmentModel = NuisanceModel.Linear,
        };

    /// <summary>The answer to a question about columns.</summary>
    public static EffectResult Answer(EffectQuestion question, params (string Name, double[] Values)[] columns)
    {
        double[] cells = [.. columns.SelectMany(column => column.Values)];
        var data = new Dataset([.. columns.Select(column => column.Name)], columns[0].Values.Length, cells);
        return EffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited);
    }

    /// <summary>The value of an estimate.</summary>
    public static double Value(this EffectResult result, string id = "one") => result.Estimates.First(estimate => estimate.Id == id).Value!.Value;

    /// <summary>Confounded rows with an effect that varies.</summary>
    public static (string Name, double[] Values)[] Rows(int count, int seed, bool isBinary = true)
    {
        var random = new Random(seed);
        var (a, b, t, y) = (new double[count], new double[count], new double[count], new double[count]);
        for (var i = 0; i < count; i++)
        {
            a[i] = Normal();
            b[i] = random.Next(2);
            var index = (0.6 * a[i]) - (0.5 * b[i]);
            t[i] = isBinary ? (random.NextDouble() < 1 / (1 + Math.Exp(-index)) ? 1 : 0) : index + Normal();
            y[i] = ((1 + (0.5 * a[i])) * t[i]) + a[i] + b[i] + Normal();
        }

        return [("A", a), ("B", b), ("T", t), ("Y", y)];

        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
    }

    /// <summary>The same rows with a column changed.</summary>
    public static (string Name, double[] Values)[] With(this (string Name, double[] Values)[] rows, string name, Func<double, double> change) =>
        [.. rows.Select(column => column.Name == name ? (name, column.Values.Select(change).ToArray()) : column)];
}
