using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Models.Formulas;
using Isl.Grains.Numerics;
using MathNet.Numerics.Random;

namespace Isl.Bench;

/// <summary>Times the simulation of structural models on one core against a plain evaluator with Math.NET's samplers.</summary>
internal static class ScmBench
{
    private const int Equations = 10;
    private const double WarmUpSeconds = 1.5;

    /// <summary>Prints Markdown tables.</summary>
    /// <param name="args">Optional: number of repetitions.</param>
    public static void Run(string[] args)
    {
        var repetitions = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
        Pieces(repetitions);
        Console.WriteLine();
        Console.WriteLine(
            "| ten equations, normal noise in each, one exogenous input | draws | ms, median | least | ns a draw and equation | allocated kB |");
        Console.WriteLine("|---|---|---|---|---|---|");
        foreach (var (samples, quantiles) in new[] { (1_000_000L, false), (1_000_000L, true), (10_000_000L, false), (10_000_000L, true) })
        {
            var plan = SimulationPlan.Compile(Spec(samples));
            Report(
                quantiles ? "compiled, means and quantiles of all variables" : "compiled, sums alone",
                samples,
                repetitions,
                () => Simulate(plan, quantiles));
        }

        Report("plain evaluator, Math.NET's normal sampler", 100_000, 3, () => Plain(100_000));
        Scenarios(repetitions);
    }

    private static void Report(string what, long samples, int repetitions, Action action)
    {
        var (times, allocated) = Measure(repetitions, action);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {samples} | {times[times.Length / 2]:F1} | {times[0]:F1} | {times[times.Length / 2] * 1e6 / samples / Equations:F2} | {allocated / 1024.0:F0} |")
        );
    }

    private static (double[] Milliseconds, long Allocated) Measure(int repetitions, Action action)
    {
        // Long enough for the runtime to compile everything at its highest tier, in the background.
        var warm = Stopwatch.StartNew();
        do
        {
            action();
        }
        while (warm.Elapsed.TotalSeconds < WarmUpSeconds);

        var times = new double[repetitions];
        var allocated = 0L;
        for (var i = 0; i < repetitions; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var watch = Stopwatch.StartNew();
            action();
            times[i] = watch.Elapsed.TotalMilliseconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Array.Sort(times);
        return (times, allocated);
    }

    private static void Simulate(SimulationPlan plan, bool quantiles)
    {
        if (quantiles)
        {
            var result = plan.Simulate(CancellationToken.None);
            foreach (var prediction in result.Worlds[0])
            {
                prediction.Draws!.Quantile(0.95);
            }

            return;
        }

        // The same chunks without keeping draws: what the means of all variables cost.
        var total = 0.0;
        for (var chunk = 0; chunk < plan.Chunks; chunk++)
        {
            var sums = plan.WithoutDraws.Simulate(chunk, plan.Spec.Samples, CancellationToken.None);
            total += MemoryMarshal.Cast<byte, double>(sums.Sums.Span)[1];
        }

        GC.KeepAlive(total);
    }

    private static void Pieces(int repetitions)
    {
        var block = new double[1024];
        var random = new CounterRandom(1, 2);
        var uniforms = Measure(repetitions, () => Repeat(i => random.Uniforms((uint)i, 0, block))).Milliseconds;
        var normals = Measure(
            repetitions,
            () =>
                Repeat(i =>
                {
                    random.Uniforms((uint)i, 0, block);
                    NormalQuantile.Transform(block, 1, 2);
                })).Milliseconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Philox4x32-10 uniforms {uniforms[repetitions / 2] / 1.024:F2} ns each, normal draws {normals[repetitions / 2] / 1.024:F2} ns each.")
        );

        static void Repeat(Action<int> action)
        {
            for (var i = 0; i < 1000; i++)
            {
                action(i);
            }
        }
    }

    private static void Scenarios(int repetitions)
    {
        Console.WriteLine();
        Console.WriteLine("| batch of 20 scenarios with all pairs, 10,000 draws | ms, median | least |");
        Console.WriteLine("|---|---|---|");
        var scenarios = Enumerable
            .Range(0, 20)
            .Select(i => new Scenario($"{i}", null, Intervention.Of([new VariableIntervention($"X{i % Equations}", InterventionKind.Shift, i + 1)])));
        var question = new ScenariosQuestion([.. scenarios], [], AnalyzeInteractions: true, "X9", 10_000, 0.95m, 7);
        var model = Spec(10_000).Model;
        var (times, _) = Measure(repetitions, () =>
        {
            var task = BatchAnswer.Prepare(CompiledModel.Compile(model), question, question.Samples, new PlanShelf(), CancellationToken.None);
            _ = task.Build(task.Plan.Simulate(CancellationToken.None), Completion.Whole);
        });
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| compiled and simulated | {times[repetitions / 2]:F1} | {times[0]:F1} |"));
    }

    private static SimulationSpec Spec(long samples)
    {
        var builder = new StructuralModelBuilder();
        builder.AddDistribution("U", DistributionParser.Parse("normal(1, 2)", "/model/distributions/U"));
        for (var i = 0; i < Equations; i++)
        {
            var formula = i == 0 ? "2 * U + noise" : i == 1 ? "1 - 0.5 * X0 + noise" : $"0.5 * X{i - 1} - 0.25 * X{i - 2} + 3 + noise";
            builder.AddEquation($"X{i}", formula, DistributionParser.Parse("normal(0, 1.5)", "/model/equations"), true);
        }

        return new SimulationSpec
        {
            Model = builder.Build(),
            Worlds = [Intervention.None],
            Predicted = 1,
            Outcome = "X9",
            Outputs = [.. Enumerable.Range(0, Equations).Select(i => $"X{i}")],
            Samples = samples,
            Seed = 7,
        };
    }

    private static void Plain(int samples)
    {
        var model = Spec(samples).Model;
        var formulas = model
            .Equations.Select(equation => (equation.Variable, Formula: FormulaParser.Parse(equation.Formula, "")))
            .OrderBy(pair => pair.Variable, StringComparer.Ordinal)
            .ToList();
        var source = new MersenneTwister(5);
        var exogenous = new MathNet.Numerics.Distributions.Normal(1, 2, source);
        var noise = new MathNet.Numerics.Distributions.Normal(0, 1.5, source);
        var values = new Dictionary<string, double>();
        var (sum, squares) = (0.0, 0.0);
        for (var i = 0; i < samples; i++)
        {
            values["U"] = exogenous.Sample();
            foreach (var (variable, formula) in formulas)
            {
                values[variable] = formula.Evaluate(name => values[name], noise.Sample());
            }

            sum += values["X9"];
            squares += values["X9"] * values["X9"];
        }

        GC.KeepAlive(sum + squares);
    }
}
