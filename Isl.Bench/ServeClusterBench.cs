using System.Globalization;

namespace Isl.Bench;

/// <summary>
/// What a cluster serves through nginx, from one API without it, and through nginx with bare endpoints in place of the APIs, and which of its parts a
/// request's processor time is spent in: all of them, and the load, share the cores of one machine.
/// </summary>
internal static class ServeClusterBench
{
    private const int Apis = 2;

    /// <summary>Prints a table for each number of silos.</summary>
    public static async Task Run(IEnumerable<int> silos, TimeSpan duration, int rounds, int[] connections, string[]? names)
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (var count in silos)
        {
            using var cluster = ServeCluster.Start(count, Apis, configuration);
            var (validate, counterfactual) = await ServeQuestions.Answers(cluster.Entry, cluster.Folder);
            using var bare = await ServeBareEntry.Start(cluster.EntryConfiguration, validate, counterfactual, Apis);
            Console.WriteLine($"{count} silo{(count == 1 ? "" : "s")}, {Apis} APIs, nginx, Redis");
            Console.WriteLine();
            Console.WriteLine($"| request | connections | to | requests/s | p50 ms | p99 ms | {string.Join(" | ", cluster.Parts.Select(part => $"{part} µs"))} |");
            Console.WriteLine($"|---|---|---|---|---|---|{string.Concat(cluster.Parts.Select(_ => "---|"))}");
            var kinds = ServeQuestions.Kinds(await ServeClient.ETag(cluster.Entry, ServeQuestions.Validate, ServeQuestions.Graph(0)));
            foreach (var kind in kinds.Where(kind => kind.Body is not null && (names is null || names.Contains(kind.Name))))
            {
                foreach (var width in connections)
                {
                    await Measure(cluster, bare, kind, width, duration, rounds);
                }
            }

            Console.WriteLine();
        }
    }

    private static async Task Measure(
        ServeCluster cluster, ServeBareEntry bare, ServeKind kind, int connections, TimeSpan duration, int rounds)
    {
        var doors = new List<(string Name, Uri Address)> { ("nginx", cluster.Entry), ("one API", cluster.Api) };
        if (kind.IsOne && kind.More.Length == 0)
        {
            doors.Add(("nginx, bare endpoints", bare.Address));
        }

        var runs = doors.ToDictionary(door => door.Name, _ => new List<(ServeLoad Load, Dictionary<string, double> Spent)>());
        for (var round = -1; round < rounds; round++) // the first warms up
        {
            foreach (var (name, address) in doors)
            {
                var before = cluster.Seconds();
                var load = await ServeClient.Run(address, kind, connections, duration);
                var after = cluster.Seconds();
                if (round >= 0)
                {
                    runs[name].Add((load, cluster.Parts.ToDictionary(part => part, part => after[part] - before[part])));
                }
            }
        }

        foreach (var (name, _) in doors)
        {
            var own = runs[name];
            var parts = cluster.Parts
                .Select(part => Median(own, run => run.Spent[part] * 1e6 / Count(run.Load)))
                .Select(microseconds => microseconds.ToString("F0", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {kind.Name} | {connections} | {name} | {Median(own, run => Count(run.Load) / run.Load.Seconds):N0} "
                    + $"| {Median(own, run => Percentile(run.Load, 0.5)):F2} | {Median(own, run => Percentile(run.Load, 0.99)):F2} "
                    + $"| {string.Join(" | ", parts)} |"));
        }
    }

    private static int Count(ServeLoad load) => load.Milliseconds.Length;

    private static double Percentile(ServeLoad load, double level) => load.Milliseconds[(int)(Count(load) * level)];

    private static double Median<T>(List<T> runs, Func<T, double> figure) => runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
