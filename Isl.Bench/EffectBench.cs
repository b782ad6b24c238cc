using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Effects;
using Isl.Grains.Effects.Graphs;
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
    /// <param name="args">Optional: simulations of the estimators (500), and of the refuters (100); 0 and 0 for the time of an answer alone.</param>
    public static void Run(string[] args)
    {
        var simulations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 500;
        var refuted = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 100;
        if (simulations > 0)
        {
            Estimators(simulations);
        }

        if (refuted > 0)
        {
            Refuters(refuted);
        }

        Time();
        TimeGraphs();
    }

    private static void Estimators(int simulations)
    {
        Console.WriteLine($"Effects of 1 in {simulations} simulations of 500 rows; intervals at 95 %.\n");
        Console.WriteLine("| design | estimator | bias / its error | covered |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var design in Enum.GetValues<EffectDesign>().Where(one => one != EffectDesign.Planted))
        {
            Simulate(design, simulations);
        }
    }

    private static void Refuters(int refuted)
    {
        Console.WriteLine($"\nRefuters in {refuted} simulations of 1,000 rows.\n");
        Console.WriteLine("| design | refuter | failed | stated false alarms |");
        Console.WriteLine("|---|---|---|---|");
        Refute(EffectDesign.Clean, refuted);
        Refute(EffectDesign.Planted, refuted);
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
        EffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited); // the first answer of a process is slower: code is compiled
        Print("aipw with its default refuters", question);
        ImmutableArray<EstimatorSpec> trees =
        [
            question.Estimators!.Value[0] with { OutcomeModel = NuisanceModel.Boosted, PropensityModel = NuisanceModel.Boosted },
        ];
        Print("aipw by boosted trees with its default refuters", question with { Estimators = trees });
        Print("aipw by boosted trees without refuters", question with { Estimators = trees, Refuters = [] });
        PrintLive("aipw with its default refuters", data, question);
        PrintLive("the default estimators and refuters", data, question with { Estimators = null });
        PrintLive("aipw by boosted trees without refuters", data, question with { Estimators = trees, Refuters = [] });

        void Print(string what, EffectQuestion asked)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            var result = EffectAnswer.Compute(data, data.Hash(), asked, WorkBudget.Unlimited);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"\n{rows} rows x {columns + 2} columns, {what}: {watch.Elapsed.TotalSeconds:0.0} s "
                + $"({(Environment.CpuUsage.TotalTime - before).TotalSeconds:0.0} s of processors), {result.Refuters.Length} refuters."));
        }
    }

    /// <summary>
    /// The most that is reachable at one time while an answer is computed, in tables of the size of the one sent: what collections, one every five
    /// milliseconds, leave.
    /// </summary>
    private static void PrintLive(string what, Dataset data, EffectQuestion question)
    {
        var most = LiveMemory.MostDuring(
            () => EffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited), TimeSpan.FromMilliseconds(5));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\n{what}: beside the table at most {most / (double)data.Bytes.Length:0.00} times its size is reachable at one time."));
    }

    /// <summary>The same question where the graph is not known: a search in each of 100 resamples, and the effect by each different graph.</summary>
    private static void TimeGraphs()
    {
        foreach (var (columns, rows) in new[] { (4, 1_000), (10, 2_000), (10, 20_000) })
        {
            var random = new Random(columns);
            var cells = new double[columns][];
            for (var j = 0; j < columns; j++)
            {
                cells[j] = [.. Enumerable.Range(0, rows).Select(_ => Normal(random))];
                foreach (var from in Enumerable.Range(Math.Max(0, j - 2), Math.Min(2, j)))
                {
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(cells[from], 0.6, cells[j], cells[j]);
                }
            }

            string[] names = [.. Enumerable.Range(0, columns).Select(j => j == columns - 2 ? "T" : j == columns - 1 ? "Y" : $"X{j}")];
            var data = new Dataset([.. names], rows, [.. cells.SelectMany(column => column)]);
            var nodes = new CausalGraph { Nodes = [.. names.Order(StringComparer.Ordinal)], Edges = [], Bidirected = [], Latent = [] };
            foreach (var mode in Enum.GetValues<GraphSource>())
            {
                var watch = Stopwatch.StartNew();
                var question = new GraphEffectQuestion
                {
                    Effect = Question(nodes, 1, [EstimatorName.Regression], []),
                    Search = new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Ges },
                    Mode = mode,
                    Graphs = 100,
                };
                var graphs = GraphEffectAnswer.Compute(data, data.Hash(), question, WorkBudget.Unlimited).GraphUncertainty!;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{rows} rows x {columns} columns, graphs by ges, mode {mode}: {watch.Elapsed.TotalSeconds:0.00} s, ")
                    + $"{graphs.Graphs} graphs, {graphs.Distinct} different.");
            }
        }
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

    internal static EffectQuestion Question(CausalGraph graph, int seed, EstimatorName[] names, ImmutableArray<RefuterName>? refuters) => new()
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

    internal static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
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
