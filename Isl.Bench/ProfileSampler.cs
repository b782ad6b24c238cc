using System.Diagnostics.Tracing;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing.Etlx;
using Microsoft.Diagnostics.Tracing.EventPipe;

namespace Isl.Bench;

/// <summary>One method in a profile.</summary>
/// <param name="Function">Its full name.</param>
/// <param name="SelfPercent">Share of the samples in which it ran itself.</param>
/// <param name="TotalPercent">Share of the samples in which it or something it called ran.</param>
/// <param name="Samples">Samples in which it ran itself.</param>
internal sealed record ProfileFunction(string Function, double SelfPercent, double TotalPercent, int Samples);

/// <summary>Samples the managed code of a running process through EventPipe, about once a millisecond, and names what it ran.</summary>
internal sealed class ProfileSampler : IDisposable
{
    private const int Top = 20;
    private const int Tries = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>A thread whose innermost method is one of these waits for work, or for the sampler itself: it uses no processor.</summary>
    private static readonly string[] Waiting =
    [
        "System.Threading.LowLevelLifoSemaphore.",
        "System.Threading.Thread.<PollGC>",
        "System.Threading.PortableThreadPool+",
        "System.Net.Sockets.SocketAsyncEngine.EventLoop",
        "System.IO.FileSystemWatcher+RunningInstance.TryReadEvent",
    ];

    private readonly string _file = Path.Combine(Path.GetTempPath(), $"isl-profile-{Guid.NewGuid():N}.nettrace");
    private readonly EventPipeSession _session;
    private readonly Task _copy;

    private ProfileSampler(EventPipeSession session)
    {
        _session = session;
        _copy = Copy();
    }

    /// <summary>Starts sampling; null where the process lets nobody in after some tries, as with its diagnostics switched off.</summary>
    public static async Task<ProfileSampler?> Start(int pid)
    {
        for (var tries = Tries; ; tries--)
        {
            try
            {
                return new(new DiagnosticsClient(pid).StartEventPipeSession(
                    [
                        new EventPipeProvider("Microsoft-DotNETCore-SampleProfiler", EventLevel.Informational),
                        // JIT and loader: the methods' names
                        new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x10 | 0x8),
                    ],
                    requestRundown: true));
            }
            catch (Exception e) when (e is DiagnosticsClientException or TimeoutException or IOException)
            {
                if (tries == 1)
                {
                    Console.Error.WriteLine($"\nProcess {pid} can't be sampled, so the report names no functions. {e.Message}");
                    return null;
                }

                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Ends sampling and counts, for each span of time, the methods that ran most.</summary>
    public async Task<List<List<ProfileFunction>>> Finish(IReadOnlyList<(DateTime From, DateTime To)> spans)
    {
        await _session.StopAsync(CancellationToken.None);
        await _copy;
        var etlx = TraceLog.CreateFromEventPipeDataFile(_file);
        try
        {
            using var log = new TraceLog(etlx);
            var tallies = spans.Select(_ => new Tally()).ToList();
            foreach (var sample in log.Events.Where(data => data is ClrThreadSampleTraceData { Type: ClrThreadSampleType.Managed }))
            {
                var at = sample.TimeStamp.ToUniversalTime();
                for (var i = 0; i < spans.Count; i++)
                {
                    if (at >= spans[i].From && at <= spans[i].To)
                    {
                        tallies[i].Add(sample.CallStack());
                    }
                }
            }

            return tallies.ConvertAll(tally => tally.Report());
        }
        finally
        {
            File.Delete(etlx);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        File.Delete(_file);
    }

    private async Task Copy()
    {
        await using var file = File.Create(_file);
        await _session.EventStream.CopyToAsync(file);
    }

    private sealed class Tally
    {
        private readonly Dictionary<string, (int Self, int Total)> _functions = new(StringComparer.Ordinal);
        private int _samples;

        public void Add(TraceCallStack? stack)
        {
            var names = Names(stack).ToList();
            if (names.Count == 0 || Waiting.Any(wait => names[0].StartsWith(wait, StringComparison.Ordinal)))
            {
                return;
            }

            _samples++;
            foreach (var name in names.Distinct(StringComparer.Ordinal))
            {
                var (self, total) = _functions.GetValueOrDefault(name);
                _functions[name] = (self + (name == names[0] ? 1 : 0), total + 1);
            }
        }

        /// <summary>Innermost first; code without a name is the runtime's own.</summary>
        private static IEnumerable<string> Names(TraceCallStack? stack)
        {
            for (var frame = stack; frame is not null; frame = frame.Caller)
            {
                if (frame.CodeAddress.FullMethodName is { Length: > 0 } name)
                {
                    yield return name;
                }
            }
        }

        public List<ProfileFunction> Report() => _functions
            .OrderByDescending(pair => pair.Value.Self).ThenByDescending(pair => pair.Value.Total).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(Top)
            .Select(pair => new ProfileFunction(pair.Key, Share(pair.Value.Self), Share(pair.Value.Total), pair.Value.Self))
            .ToList();

        private double Share(int count) => Math.Round(100.0 * count / Math.Max(1, _samples), 1);
    }
}
