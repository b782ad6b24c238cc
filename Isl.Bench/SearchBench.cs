using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Bench;

/// <summary>Times PC and GES on categories and on wide data, and prints a digest of all they found, so that two builds can be compared.</summary>
internal static class SearchBench
{
    /// <summary>Prints a Markdown table.</summary>
    /// <param name="args">Optional: part of the names of the cases to run, and the budget of a search in seconds (20).</param>
    public static void Run(string[] args)
    {
        var budget = args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 20;
        Console.WriteLine("| search | data | columns | rows | median s | processor s | tests or regressions | edges | stop | digest |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|");
        foreach (var (name, make, run) in Cases().Where(entry => args.Length == 0 || entry.Name.Contains(args[0], StringComparison.Ordinal)))
        {
            var data = make();
            var (found, wall, processor, _) = RecordedRuns.Measure(() =>
            {
                using var spent = new CancellationTokenSource(TimeSpan.FromSeconds(budget));
                return run(data, new WorkBudget(spent.Token, CancellationToken.None));
            });
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(found.Text)))[..12];
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {name} | {data.Columns} | {data.Rows} | {wall:G3} | {processor:G3} | {found.Work} | {found.Edges} | {found.Stop} | ")
                    + $"{digest} |");
        }
    }

    private static IEnumerable<(string Name, Func<Dataset> Make, Func<Dataset, WorkBudget, Found> Search)> Cases() =>
    [
        ("PC, G² | network of 46 edges, 2–4 levels", () => SearchData.Network(37, 46, 2, 4, 10_000), Categories),
        ("PC, G² | network of 30 edges, binary", () => SearchData.Network(20, 30, 2, 2, 100_000), Categories),
        ("PC, G² | network of 60 edges, binary", () => SearchData.Network(20, 60, 2, 2, 100_000), Categories),
        ("PC, G² | one binary factor", () => SearchData.BinaryFactor(20, 100_000), Categories),
        ("PC, Fisher's z | one factor", () => SearchData.Factor(80, 1000), Numbers),
        ("GES | one factor", () => SearchData.Factor(80, 1000), Scores),
        ("PC, Fisher's z | one factor, fewer rows", () => SearchData.Factor(80, 200), Numbers),
        ("GES | one factor, fewer columns", () => SearchData.Factor(40, 1000), Scores),
    ];

    private static Found Categories(Dataset data, WorkBudget budget) => Of(
        Pc.Fit(
            new ContingencyTest(CategoricalColumns.Of(data, default), ContingencyStatistic.GSquare),
            new PcSettings { Constraints = EdgeConstraints.None(data.Columns) },
            budget));

    private static Found Numbers(Dataset data, WorkBudget budget) => Of(
        Pc.Fit(
            new FisherZ(DatasetMoments.Of(data, default).Correlation, data.Columns, data.Rows),
            new PcSettings { Constraints = EdgeConstraints.None(data.Columns) },
            budget));

    private static Found Scores(Dataset data, WorkBudget budget)
    {
        var fit = Ges.Fit(
            DatasetMoments.Of(data, default).Covariance,
            data.Rows,
            new GesSettings { Constraints = EdgeConstraints.None(data.Columns) },
            budget);
        var text = new StringBuilder();
        foreach (var step in fit.Forward.Concat(fit.Backward))
        {
            text.Append(CultureInfo.InvariantCulture, $"{step.From} {step.To} {string.Join(',', step.Subset)} {step.Gain:R};");
        }

        text.Append(CultureInfo.InvariantCulture, $"{fit.Score:R} {fit.EmptyScore:R} {fit.PassedOver} {fit.ScoresComputed} ");
        text.AppendJoin(',', fit.Dag);
        return new Found(Marks(fit.Cpdag, text), Edges(fit.Cpdag), fit.ScoresComputed, fit.Stop);
    }

    private static Found Of(PcFit fit)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{fit.Tests} {fit.Depth} {fit.NearestToAlpha:R} {fit.SingularTests};");
        foreach (var p in fit.LargestP)
        {
            text.Append(CultureInfo.InvariantCulture, $"{p:R} ");
        }

        foreach (var (pair, set) in fit.SeparatingSets)
        {
            text.Append(CultureInfo.InvariantCulture, $"{pair}: {string.Join(',', set)};");
        }

        return new Found(Marks(fit.Graph, text), Edges(fit.Graph), fit.Tests, fit.Stop);
    }

    private static string Marks(Cpdag graph, StringBuilder text) =>
        text.AppendJoin(' ', graph.Directed).AppendJoin(' ', graph.Undirected).AppendJoin(' ', graph.Bidirected).ToString();

    private static int Edges(Cpdag graph) => graph.Directed.Count() + graph.Undirected.Count() + graph.Bidirected.Count();

    private sealed record Found(string Text, int Edges, long Work, StopReason Stop);
}
