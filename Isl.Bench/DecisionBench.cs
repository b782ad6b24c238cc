using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Contrasts;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Grains.Transport;

namespace Isl.Bench;

/// <summary>Times transport on random selection diagrams and contrasts of many differing variables.</summary>
internal static class DecisionBench
{
    private const int Diagrams = 200;
    private const int Runs = 15;

    /// <summary>Prints a Markdown table.</summary>
    public static void Run(string[] args)
    {
        Console.WriteLine("| question | case | median ms | slowest ms |");
        Console.WriteLine("|---|---|---|---|");
        foreach (var nodes in (int[])[8, 20])
        {
            var questions = RandomDiagrams(nodes);
            List<double> Times(bool isYes) =>
                [.. questions.Select(one => (Result: TransportAnswer.Compute(one.Graph, one.Question, null, WorkBudget.Unlimited), one))
                    .Where(pair => pair.Result.Transportable == isYes)
                    .Select(pair => Time(() => TransportAnswer.Compute(pair.one.Graph, pair.one.Question, null, WorkBudget.Unlimited)))];
            Times(true);
            Report("transport", $"{nodes} nodes, a formula", Times(true));
            Report("transport", $"{nodes} nodes, a proof and suggestions", Times(false));
        }

        foreach (var differing in (int[])[2, 8, 12, 13, 40])
        {
            foreach (var isLinear in (bool[])[true, false])
            {
                var (model, question) = Contrast(differing, isLinear);
                ContrastAnswer.Compute(model, question, default);
                Report(
                    "contrast",
                    $"{differing} variables, {(isLinear ? "additive" : "with products")}",
                    [.. Enumerable.Range(0, Runs).Select(_ => Time(() => ContrastAnswer.Compute(model, question, default)))]);
            }
        }
    }

    private static void Report(string question, string name, List<double> times)
    {
        times.Sort();
        Console.WriteLine(times.Count == 0 ? $"| {question} | {name} | | |" : string.Create(
            CultureInfo.InvariantCulture, $"| {question} | {name} | {times[times.Count / 2]:F3} | {times[^1]:F3} |"));
    }

    private static double Time(Action ask)
    {
        var started = Stopwatch.GetTimestamp();
        ask();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static List<(CausalGraph Graph, TransportQuestion Question)> RandomDiagrams(int nodes)
    {
        var random = new Random(1);
        var questions = new List<(CausalGraph, TransportQuestion)>();
        for (var i = 0; i < Diagrams; i++)
        {
            var builder = new CausalGraphBuilder();
            for (var to = 0; to < nodes; to++)
            {
                builder.AddNode($"V{to:00}", "");
                for (var from = 0; from < to; from++)
                {
                    if (random.Next(100) < 300 / nodes)
                    {
                        builder.AddEdge($"V{from:00}", $"V{to:00}", "");
                    }

                    if (random.Next(100) < 100 / nodes)
                    {
                        builder.AddBidirected($"V{from:00}", $"V{to:00}", "");
                    }
                }
            }

            var graph = builder.Build();
            var (x, y) = (graph.Nodes[random.Next(nodes / 2)], graph.Nodes[(nodes / 2) + random.Next(nodes / 2)]);
            ImmutableArray<string> selection = [.. graph.Nodes.Where(_ => random.Next(5) == 0)];
            var (lab, field) = (new Population("lab", graph.Nodes, null), new Population("field", graph.Nodes, null));
            questions.Add((graph, new TransportQuestion(x, y, selection, lab, field, [[x]])));
        }

        return questions;
    }

    private static (StructuralModel Model, ContrastQuestion Question) Contrast(int differing, bool isLinear)
    {
        string[] names = [.. Enumerable.Range(0, differing).Select(i => $"X{i:00}")];
        var builder = new StructuralModelBuilder();
        foreach (var name in names)
        {
            builder.AddVariable(name, "");
        }

        builder.AddVariable("Y", "");
        var terms = names.Select((name, i) => isLinear || i == 0 ? $"{i + 1} * {name}" : $"{name} * {names[i - 1]}");
        builder.AddEquation("Y", string.Join(" + ", terms) + " + noise", DistributionParser.Parse("normal(0, 10)", ""), isText: false);
        ContrastScenario Scenario(string id, double value) => new(id, Intervention.None, [.. names.Select(name => new VariableValue(name, value))]);
        return (builder.Build(), new ContrastQuestion(Scenario("a", 1), Scenario("b", 2), null, 5, 1));
    }
}
