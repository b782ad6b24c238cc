using System.Globalization;

namespace Isl.Bench;

/// <summary>
/// What the service costs over the server it stands on: requests a second, latency, processor time and bytes a request beside a bare Kestrel endpoint
/// that parses the same body and writes the same bytes, and beside another build of the service. Alternately in one run, so that a busy machine is
/// busy for all.
/// </summary>
internal static class ServeBench
{
    private const string Usage =
        "Usage: serve [--service Isl.Api.dll] [--before Isl.Api.dll] [--seconds N] [--rounds N] [--connections 1,16,256] [--kinds NAME,...]\n"
        + "       serve --silos 1,2,3 [--seconds N] [--rounds N] [--connections 1,16,256] [--kinds NAME,...]";

    private static readonly string[] Options = ["--service", "--before", "--seconds", "--rounds", "--connections", "--kinds", "--silos"];

    /// <summary>Prints the tables; <c>serve bare PORT FILE FILE</c> is the bare endpoint, which the bench starts itself.</summary>
    public static void Run(string[] args)
    {
        if (args is ["bare", var port, var validate, var counterfactual])
        {
            ServeBare.Run(int.Parse(port, CultureInfo.InvariantCulture), validate, counterfactual).GetAwaiter().GetResult();
            return;
        }

        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < args.Length; i += 2)
        {
            var isOption = i + 1 < args.Length && Options.Contains(args[i]);
            options[args[i]] = isOption ? args[i + 1] : throw new ArgumentException(Usage);
        }

        var duration = TimeSpan.FromSeconds(double.Parse(options.GetValueOrDefault("--seconds") ?? "2", CultureInfo.InvariantCulture));
        var rounds = int.Parse(options.GetValueOrDefault("--rounds") ?? "5", CultureInfo.InvariantCulture);
        var (connections, kinds) = (Numbers(options.GetValueOrDefault("--connections") ?? "1,16,256"), options.GetValueOrDefault("--kinds")?.Split(','));
        var run = options.GetValueOrDefault("--silos") is { } silos
            ? ServeClusterBench.Run(Numbers(silos), duration, rounds, connections, kinds)
            : Compare(
                options.GetValueOrDefault("--service") ?? BuiltService(),
                options.GetValueOrDefault("--before"),
                duration,
                rounds,
                connections,
                kinds);
        run.GetAwaiter().GetResult();
    }

    private static int[] Numbers(string list) => [.. list.Split(',').Select(count => int.Parse(count, CultureInfo.InvariantCulture))];

    /// <summary>The service built beside this program, in the same configuration.</summary>
    private static string BuiltService()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var build = Path.Combine("bin", output.Parent!.Name, output.Name, "Isl.Api.dll");
        return Path.Combine(output.Parent.Parent!.Parent!.Parent!.FullName, "Isl.Api", build);
    }

    private static async Task Compare(string service, string? before, TimeSpan duration, int rounds, int[] connections, string[]? names)
    {
        var folder = Directory.CreateTempSubdirectory("isl-serve").FullName;
        var processes = new List<ServeProcess>();
        try
        {
            processes.Add(await ServeProcess.Service("service", service, folder));
            var (validate, counterfactual) = await ServeQuestions.Answers(processes[0].Address, folder);
            processes.Insert(0, await ServeProcess.Bare(validate, counterfactual));
            if (before is not null)
            {
                processes.Add(await ServeProcess.Service("before", before, folder));
            }

            var kinds = ServeQuestions.Kinds(await ServeClient.ETag(processes[1].Address, ServeQuestions.Validate, ServeQuestions.Graph(0)));
            var report = new ServeReport();
            foreach (var kind in kinds.Where(kind => names is null || names.Contains(kind.Name)))
            {
                foreach (var count in connections)
                {
                    await Measure(report, processes, kind, count, rounds, duration);
                    report.Print(kind.Name, count, processes);
                }
            }

            ServeReport.PrintMemory(processes);
        }
        finally
        {
            processes.ForEach(process => process.Dispose());
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(
        ServeReport report, List<ServeProcess> processes, ServeKind kind, int connections, int rounds, TimeSpan duration)
    {
        var asked = processes.Where(kind.IsFor).ToList();
        if (kind.Grains > 0)
        {
            await Task.WhenAll(asked.Select(process => process.Activate(kind.Grains)));
        }

        for (var round = -1; round < rounds; round++) // the first warms up
        {
            foreach (var process in asked)
            {
                var run = await process.Measure(() => ServeClient.Run(process.Address, kind, connections, duration));
                if (round >= 0)
                {
                    report.Add(kind.Name, connections, process, run);
                }
            }
        }

        foreach (var process in asked.Where(_ => kind.Grains > 0))
        {
            var active = await process.Active();
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{process.Name}: {active:N0} grains active at the end"));
        }
    }
}
