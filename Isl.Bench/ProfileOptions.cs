using System.Globalization;

namespace Isl.Bench;

/// <summary>What to profile and how much.</summary>
/// <param name="Host">Where the service is.</param>
/// <param name="Requests">Requests an endpoint.</param>
/// <param name="Output">The report's file.</param>
/// <param name="Pid">The server's process, where it is not to be found by its port (behind a proxy).</param>
/// <param name="Only">Names of the endpoints; empty means all.</param>
internal sealed record ProfileOptions(Uri Host, int Requests, string Output, int? Pid, IReadOnlySet<string> Only)
{
    /// <summary>Reads <c>--host URL --requests N --output FILE --pid PID --only NAME,NAME</c>.</summary>
    /// <exception cref="ArgumentException">An option or its value is none.</exception>
    public static ProfileOptions Parse(string[] args)
    {
        var options = new ProfileOptions(new("http://localhost:8000"), 100, "performance_report.json", null, new HashSet<string>());
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new ArgumentException($"{args[i]} needs a value.");
            options = args[i] switch
            {
                "--host" => options with { Host = new(value.TrimEnd('/')) },
                "--requests" => options with { Requests = int.Parse(value, CultureInfo.InvariantCulture) },
                "--output" => options with { Output = value },
                "--pid" => options with { Pid = int.Parse(value, CultureInfo.InvariantCulture) },
                "--only" => options with { Only = value.Split(',').ToHashSet() },
                _ => throw new ArgumentException($"There is no option {args[i]}; the options are --host, --requests, --output, --pid and --only."),
            };
        }

        return options;
    }
}
