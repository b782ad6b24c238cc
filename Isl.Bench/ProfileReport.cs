using System.Globalization;
using System.Text.Json.Serialization;

namespace Isl.Bench;

/// <summary>Latency in milliseconds.</summary>
internal sealed record ProfileLatency(double Mean, double Median, double P95, double P99)
{
    /// <summary>The figures of these times; percentiles by nearest rank.</summary>
    public static ProfileLatency Of(IEnumerable<double> milliseconds)
    {
        var sorted = milliseconds.Order().ToArray();
        double At(double share) => sorted.Length == 0 ? 0 : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 3);
        return new(sorted.Length == 0 ? 0 : Math.Round(sorted.Average(), 3), At(0.5), At(0.95), At(0.99));
    }
}

/// <summary>Resident memory of the server while it answered, in MiB; null where nobody tells.</summary>
internal sealed record ProfileMemory(double? MeanMb, double? MaxMb);

/// <summary>What was measured of one endpoint.</summary>
internal sealed record ProfileEndpoint(
    string Endpoint,
    string Path,
    int Requests,
    double SuccessRate,
    ProfileLatency Latency,
    ProfileMemory Memory,
    double? CpuMsPerRequest,
    [property: JsonPropertyName("cpu_profile_top_20")] IReadOnlyList<ProfileFunction> CpuProfileTop20,
    string Verdict)
{
    // The limits of the alerts: HighLatency, CriticalLatency; HighErrorRate; HighMemory.
    private const double SlowMs = 3_000;
    private const double TooSlowMs = 5_000;
    private const double GoodSuccess = 0.99;
    private const double LeastSuccess = 0.95;
    private const double LargeMb = 2e9 / ProfileServer.MebiBytes;
    private const double TooLargeMb = 2.5e9 / ProfileServer.MebiBytes;

    /// <summary>PASS, WARNING or FAIL against the runbook's targets.</summary>
    public static string Judge(double successRate, ProfileLatency latency, ProfileMemory memory) =>
        successRate < LeastSuccess || latency.P95 >= TooSlowMs || memory.MaxMb >= TooLargeMb ? "FAIL"
        : successRate < GoodSuccess || latency.P95 >= SlowMs || memory.MaxMb >= LargeMb ? "WARNING"
        : "PASS";
}

/// <summary>All of it in figures.</summary>
internal sealed record ProfileSummary(
    int TotalRequests,
    double SuccessRate,
    double SlowestP95,
    string SlowestEndpoint,
    double? MaxMemoryMb,
    string MeasuredBy,
    string Verdict);

/// <summary>The report, as <c>performance_report.json</c> holds it.</summary>
internal sealed record ProfileReport(
    DateTimeOffset Timestamp,
    string Host,
    IReadOnlyDictionary<string, ProfileEndpoint> Endpoints,
    ProfileSummary Summary)
{
    private static readonly string[] Verdicts = ["PASS", "WARNING", "FAIL"];

    /// <summary>Puts the endpoints together; the whole is as good as its worst part.</summary>
    public static ProfileReport Of(string host, string source, DateTimeOffset now, IReadOnlyList<ProfileEndpoint> endpoints)
    {
        var slowest = endpoints.MaxBy(endpoint => endpoint.Latency.P95)!;
        var requests = endpoints.Sum(endpoint => endpoint.Requests);
        return new(
            now,
            host,
            endpoints.ToDictionary(endpoint => endpoint.Endpoint),
            new(
                requests,
                Math.Round(endpoints.Sum(endpoint => endpoint.SuccessRate * endpoint.Requests) / requests, 4),
                slowest.Latency.P95,
                slowest.Endpoint,
                endpoints.Max(endpoint => endpoint.Memory.MaxMb),
                source,
                Verdicts[endpoints.Max(endpoint => Array.IndexOf(Verdicts, endpoint.Verdict))]));
    }

    /// <summary>The table that a person reads.</summary>
    public IEnumerable<string> Table()
    {
        yield return "endpoint           requests  success   mean ms  median ms    P95 ms    P99 ms  CPU ms  memory MB  verdict";
        foreach (var endpoint in Endpoints.Values)
        {
            var (mean, median, p95, p99) = endpoint.Latency;
            yield return string.Create(CultureInfo.InvariantCulture, $"{endpoint.Endpoint,-18} {endpoint.Requests,8}  {endpoint.SuccessRate,7:P1} ")
                + string.Create(CultureInfo.InvariantCulture, $"{mean,9:F2} {median,10:F2} {p95,9:F2} {p99,9:F2} ")
                + string.Create(CultureInfo.InvariantCulture, $"{endpoint.CpuMsPerRequest,7:F2} {endpoint.Memory.MaxMb,10:F0}  {endpoint.Verdict}");
        }
    }
}
