using System.Diagnostics;
using System.Globalization;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Models;
using Isl.Grains.Models.Distributions;
using Isl.Grains.Numerics;
using Isl.Grains.Optimisation;

namespace Isl.Bench;

/// <summary>What plans cost, computed anew each time.</summary>
internal static class PlanBench
{
    private const int Repetitions = 101;

    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Not used.</param>
    public static void Run(string[] args)
    {
        Console.WriteLine("| plan | steps | method | median |");
        Console.WriteLine("|---|---|---|---|");
        var revenue = Model(("Revenue", "2.5 * Price + 1.2 * Quality"));
        Report("revenue, change and budget limited", revenue, "Revenue", 5, ("budget", 1000, null), ("max_price_change", 10, null));
        Report("the same", revenue, "Revenue", 50, ("budget", 1000, null), ("max_price_change", 10, null));
        var profit = Model(("Demand", "100 - 2 * Price"), ("Profit", "(Price - 10) * Demand"));
        Report("profit, price times demand", profit, "Profit", 5, ("bounds/Price", 0, 50));
        var hills = Model(("Y", "exp(-(Price - 1)^2) + 3 * exp(-(Price - 8)^2)"));
        Report("two hills, change limited", hills, "Y", 8, ("bounds/Price", 0, 10), ("max_Price_change", 2.5, null));
        var growth = Model(("Customers", "1.02 * Customers[t-1] * (1 + 0.1 * Spend / (1 + Spend))"), ("Y", "Customers - 0.05 * Spend"));
        Report("growth by a share that spending raises", growth, "Y", 12, ("bounds/Spend", 0, 5), ("max_Spend_change", 2, null), ("budget", 8, null));
        var fatigue = Model(("Fatigue", "0.7 * Fatigue[t-1] + Dose"), ("Y", "Dose * exp(-0.5 * Fatigue[t-1]) - 0.02 * Dose"));
        Report("response that falls with earlier doses", fatigue, "Y", 6, ("bounds/Dose", 0, 2));
        var front = new MultiObjectiveQuestion(["Profit", "Demand"], [1, 1], true, 20, true, Setting(5, ("bounds/Price", 10, 45)));
        Print("front of profit and demand, 20 plans", 5, "", () =>
            MultiObjectiveAnswer.Compute(profit, "", front, new DistributionShelf(), WorkBudget.Unlimited));
    }

    private static void Report(string what, StructuralModel model, string objective, int horizon, params (string Key, double Value,
        double? Upper)[] constraints)
    {
        var question = new SequentialQuestion(objective, Setting(horizon, constraints));
        SequentialResult Solve() => SequentialAnswer.Compute(model, "", question, new DistributionShelf(), WorkBudget.Unlimited);
        var answer = Solve();
        var gap = answer.OptimalityGap is > 0 ? string.Create(CultureInfo.InvariantCulture, $", gap {100 * answer.OptimalityGap:0.##} %") : "";
        Print(what, horizon, answer.Method + gap, Solve);
    }

    private static void Print(string what, int horizon, string method, Func<object> run)
    {
        var times = new List<double>();
        for (var i = 0; i < Repetitions && (i < 5 || times.Sum() < 10_000); i++)
        {
            var started = Stopwatch.GetTimestamp();
            run();
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {horizon} | {method} | {times[times.Count / 2]:0.##} ms |"));
    }

    private static PlanSetting Setting(int horizon, params (string Key, double Value, double? Upper)[] constraints) => new(
        horizon,
        [],
        [.. constraints.Select(one => new PlanConstraint(one.Key, one.Value, one.Upper)).OrderBy(one => one.Key, StringComparer.Ordinal)],
        [new VariableValue("Customers", 1), new VariableValue("Dose", 0), new VariableValue("Price", 5), new VariableValue("Spend", 0)],
        1,
        0,
        1);

    private static StructuralModel Model(params (string Variable, string Formula)[] equations)
    {
        var builder = new StructuralModelBuilder();
        foreach (var name in equations.Select(one => one.Variable).Concat(["Price", "Quality", "Spend", "Dose"]))
        {
            builder.AddVariable(name, "");
        }

        foreach (var (variable, formula) in equations)
        {
            builder.AddEquation(variable, formula, null, isText: true);
        }

        return builder.Build();
    }
}
