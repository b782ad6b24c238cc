using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Effects behind confounding that only trees can follow, by trees and by the usual models: bias and coverage.</summary>
internal static class TreeEffectBench
{
    private const double Truth = 1;
    private static readonly CausalGraph Graph = new()
    {
        Nodes = ["A", "B", "C", "T", "Y"],
        Edges =
        [
            new Edge(0, 3), new Edge(0, 4), new Edge(1, 3), new Edge(1, 4), new Edge(2, 3), new Edge(2, 4), new Edge(3, 4),
        ],
        Bidirected = [],
        Latent = [],
    };

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Optional: simulations of each design (200), and the numbers of rows (500, 1,000 and 2,000).</param>
    public static void Run(string[] args)
    {
        var simulations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
        int[] sizes = args.Length > 1 ? [.. args.Skip(1).Select(one => int.Parse(one, CultureInfo.InvariantCulture))] : [500, 1_000, 2_000];
        Console.WriteLine($"Confounding by a product, an effect of 1, {simulations} simulations.\n");
        Console.WriteLine("| rows | treatment | estimator | bias ± its error | standard error / spread | covered |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var rows in sizes)
        {
            Simulate(EstimatorName.Aipw, simulations, rows);
            Simulate(EstimatorName.Dml, simulations, rows);
        }
    }

    private static void Simulate(EstimatorName name, int simulations, int rows)
    {
        var usual = new EstimatorSpec { Name = name, Id = "usual models" };
        var trees = usual with
        {
            Id = "boosted trees",
            OutcomeModel = NuisanceModel.Boosted,
            PropensityModel = NuisanceModel.Boosted,
            TreatmentModel = NuisanceModel.Boosted,
        };
        ImmutableArray<EstimatorSpec> specs = [usual, trees];
        var found = specs.ToDictionary(spec => spec.Id, _ => new List<EffectEstimate>());
        for (var seed = 0; seed < simulations; seed++)
        {
            var data = Draw(rows, seed, name == EstimatorName.Dml);
            var question = EffectBench.Question(Graph, seed, [], ImmutableArray<RefuterName>.Empty) with { Estimators = specs };
            foreach (var estimate in EffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited).Estimates)
            {
                found[estimate.Id].Add(estimate);
            }
        }

        foreach (var (id, estimates) in found)
        {
            var mean = estimates.Average(one => one.Value!.Value);
            var spread = Math.Sqrt(estimates.Sum(one => Math.Pow(one.Value!.Value - mean, 2)) / (simulations - 1));
            var told = estimates.Average(one => one.StandardError!.Value);
            var covered = estimates.Count(one => one.Interval!.Lower <= Truth && one.Interval.Upper >= Truth) / (double)simulations;
            var treatment = name == EstimatorName.Dml ? "amount" : "0 or 1";
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {rows} | {treatment} | {name}, {id} | {mean - Truth:0.000} ± {spread / Math.Sqrt(simulations):0.000} "
                + $"| {told:0.000} / {spread:0.000} | {100 * covered:0.0} % |"));
        }
    }

    /// <summary>A and B drive treatment and outcome by the sign of their product, C by a threshold.</summary>
    private static Dataset Draw(int rows, int seed, bool isAmount)
    {
        var random = new Random(seed);
        var cells = new double[5 * rows];
        for (var i = 0; i < rows; i++)
        {
            var (a, b, c) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1, random.NextDouble());
            var pull = (a * b > 0 ? 0.5 : -0.5) + (c > 0.6 ? 0.5 : 0);
            var t = isAmount ? pull + EffectBench.Normal(random) : random.NextDouble() < 1 / (1 + Math.Exp(-2 * pull)) ? 1 : 0;
            (cells[i], cells[rows + i], cells[(2 * rows) + i], cells[(3 * rows) + i]) = (a, b, c, t);
            cells[(4 * rows) + i] = (Truth * t) + (2 * pull) + EffectBench.Normal(random);
        }

        return new Dataset(Graph.Nodes, rows, [.. cells]);
    }
}
