using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Effects;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Effects by simulation: bias and coverage of the estimators, false alarms and hits of the refuters, and what an answer costs.</summary>
internal static class EffectBench
{
    private const double Truth = 1;
    private static readonly string[] Names = ["A", "B", "T", "Y"];

    /// <summary>Prints Markdown tables.</summary>
    /// <param name="args">Optional: simulations of the estimators (500), and of the refuters (100).</param>
    public static void Run(string[] args)
    {
        var simulations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var refuted = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        Console.WriteLine($"Effects of 1 in {simulations} simulations of 500 rows; intervals at 95 %.\n");
        Console.WriteLine("| design | estimator | bias / its error | covered |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var design in Enum.GetValues<EffectDesign>().Where(one => one != EffectDesign.Planted))
        {
            Simulate(design, simulations);
        }

        Console.WriteLine($"\nRefuters in {refuted} simulations of 1,000 rows.\n");
        Console.WriteLine("| design | refuter | failed | stated false alarms |");
        Console.WriteLine("|---|---|---|---|");
        Refute(EffectDesign.Clean, refuted);
        Refute(EffectDesign.Planted, refuted);
        Time();
    }

    private static void Simulate(EffectDesign design, int simulations)
    {
        var isAmount = design == EffectDesign.Amount;
        EstimatorName[] names = isAmount
            ? [EstimatorName.Dml, EstimatorName.Regression]
            : [EstimatorName.Aipw, EstimatorName.GComputation, EstimatorName.Ipw, EstimatorName.Matching, EstimatorName.Regression];
        var found = names.ToDictionary(name => name, _ => new List<(double Value, bool Covers)>());
        for (var seed = 0; seed < simulations; seed++)
        {
            var result = Ask(Draw(design, 500, seed), seed, names, []);
            foreach (var estimate in result.Estimates.Where(one => one.Value is not null))
            {
                found[estimate.Name].Add((estimate.Value!.Value, estimate.Interval!.Lower <= Truth && estimate.Interval.Upper >= Truth));
            }
        }

        foreach (var (name, values) in found)
        {
            var mean = values.Average(one => one.Value);
            var error = Math.Sqrt(values.Sum(one => (one.Value - mean) * (one.Value - mean)) / values.Count / (values.Count - 1));
            var covered = values.Count(one => one.Covers) / (double)values.Count;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {design} | {name} | {mean - Truth:0.0000} / {error:0.0000} | {covered:0.000} |"));
        }
    }

    private static void Refute(EffectDesign design, int simulations)
    {
        var failed = new SortedDictionary<RefuterName, (int Failed, double Rate)>();
        for (var seed = 0; seed < simulations; seed++)
        {
            EstimatorName[] names = [design == EffectDesign.Planted ? EstimatorName.Regression : EstimatorName.Aipw];
            foreach (var report in Ask(Draw(design, 1_000, seed), seed, names, [.. Enum.GetValues<RefuterName>()]).Refuters)
            {
                var before = failed.GetValueOrDefault(report.Name).Failed;
                failed[report.Name] = (before + (report.Verdict == "failed" ? 1 : 0), report.FalseAlarmRate);
            }
        }

        foreach (var (name, (count, rate)) in failed)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {design} | {name} | {count} of {simulations} | {rate} |"));
        }
    }

    private static void Time()
    {
        const int columns = 18;
        const int rows = 100_000;
        var random = new Random(1);
        string[] covariates = [.. Enumerable.Range(0, columns).Select(j => $"X{j:00}")];
        var cells = covariates.Select(_ => Enumerable.Range(0, rows).Select(_ => Normal(random)).ToArray()).ToList();
        double[] t = [.. Enumerable.Range(0, rows).Select(i => random.NextDouble() < Logistic((0.4 * cells[0][i]) - (0.3 * cells[1][i])) ? 1.0 : 0)];
        double[] y = [.. t.Select((own, i) => own + cells[0][i] + (0.5 * cells[1][i]) + Normal(random))];
        ImmutableArray<string> names = ["T", .. covariates, "Y"];
        var data = new Dataset(names, rows, [.. t, .. cells.SelectMany(column => column), .. y]);
        var edges = Enumerable.Range(1, columns)
            .SelectMany(j => new[] { new Edge(j, 0), new Edge(j, columns + 1) })
            .Prepend(new Edge(0, columns + 1));
        var graph = new CausalGraph
        {
            Nodes = names,
            Edges = [.. edges.OrderBy(edge => edge.From).ThenBy(edge => edge.To)],
            Bidirected = [],
            Latent = [],
        };
        var question = Question(graph, 1, [EstimatorName.Aipw], null);
        var watch = Stopwatch.StartNew();
        var result = EffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{rows} rows x {columns + 2} columns, aipw with its default refuters: {watch.Elapsed.TotalSeconds:0.0} s, {result.Refuters.Length} refuters."));
    }

    private static EffectResult Ask(Dataset data, int seed, EstimatorName[] names, ImmutableArray<RefuterName> refuters)
    {
        var graph = new CausalGraph
        {
            Nodes = [.. Names],
            Edges = [new Edge(0, 2), new Edge(0, 3), new Edge(1, 2), new Edge(1, 3), new Edge(2, 3)],
            Bidirected = [],
            Latent = [],
        };
        return EffectAnswer.Compute(data, data.Hash(), Question(graph, seed, names, refuters), WorkBudget.Unlimited);
    }

    private static EffectQuestion Question(CausalGraph graph, int seed, EstimatorName[] names, ImmutableArray<RefuterName>? refuters) => new()
    {
        Graph = graph,
        Reading = TableReading.Plain,
        Treatment = "T",
        Outcome = "Y",
        Defaults = new EstimatorSpec(),
        Estimators = [.. names.Select(name => new EstimatorSpec { Name = name, Id = name.ToString() })],
        Clip = 0.01,
        BootstrapDraws = 200,
        ConfidenceLevel = 0.95,
        Seed = seed,
        Refuters = refuters,
        RefuteDraws = 100,
        Multiples = [1],
    };

    private static Dataset Draw(EffectDesign design, int rows, int seed)
    {
        var random = new Random(seed);
        var (a, b, t, y) = (new double[rows], new double[rows], new double[rows], new double[rows]);
        for (var i = 0; i < rows; i++)
        {
            (a[i], b[i]) = (Normal(random), random.Next(2));
            var bend = design is EffectDesign.CurvedOutcome or EffectDesign.Planted ? a[i] * a[i] : a[i];
            var index = design switch
            {
                EffectDesign.CurvedTreatment => (0.5 * ((a[i] * a[i]) - 1)) - (0.4 * b[i]),
                EffectDesign.Planted => bend,
                _ => (0.5 * a[i]) - (0.4 * b[i]),
            };
            t[i] = design is EffectDesign.Amount or EffectDesign.Planted ? index + Normal(random) : random.NextDouble() < Logistic(index) ? 1 : 0;
            y[i] = (Truth * t[i]) + bend + (0.5 * b[i]) + Normal(random);
        }

        return new Dataset([.. Names], rows, [.. a, .. b, .. t, .. y]);
    }

    private static double Logistic(double x) => 1 / (1 + Math.Exp(-x));

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

/// <summary>How rows are made.</summary>
internal enum EffectDesign
{
    /// <summary>Linear outcome, logistic treatment.</summary>
    Clean,

    /// <summary>The outcome bends in a covariate; the propensities are as modelled.</summary>
    CurvedOutcome,

    /// <summary>The propensities bend; the outcome is as modelled.</summary>
    CurvedTreatment,

    /// <summary>A treatment of amounts.</summary>
    Amount,

    /// <summary>Confounding by a square that a linear model leaves.</summary>
    Planted,
}
