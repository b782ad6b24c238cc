using System.Buffers;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Isl.Grains.Hosting;

/// <summary>Where log lines go: the console and <c>logs/app.log</c>, each line formatted once and written whole.</summary>
/// <param name="file">The file.</param>
/// <param name="hasRequests">Whether the log's level lets the lines of requests through.</param>
public sealed class LogLines(RollingLogFile file, bool hasRequests) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _console = Console.OpenStandardOutput();

    /// <summary>Whether lines of requests are wanted.</summary>
    public bool HasRequests => hasRequests;

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        var line = new ArrayBufferWriter<byte>(512);
        JsonLineFormatter.Format(logEvent, line);
        Write(line.WrittenSpan);
    }

    /// <summary>Writes lines, each with its end.</summary>
    public void Write(ReadOnlySpan<byte> lines)
    {
        lock (_gate)
        {
            try
            {
                _console.Write(lines);
            }
            catch (IOException e)
            {
                SelfLog.WriteLine("The console cannot be written: {0}", e.Message);
            }
        }

        file.Append(lines);
    }

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
