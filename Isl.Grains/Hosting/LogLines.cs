using System.Buffers;
using Serilog.Core;
using Serilog.Debugging;
using Serilog.Events;

namespace Isl.Grains.Hosting;

/// <summary>Where log lines go: the console and <c>logs/app.log</c>, each line formatted once and written whole.</summary>
/// <param name="file">The file.</param>
/// <param name="hasConsole">Whether the console gets them too; people at a terminal read other lines.</param>
/// <param name="takesRequests">Whether lines of requests may come in batches: their level is on, and nobody else wants to read them.</param>
public sealed class LogLines(RollingLogFile file, bool hasConsole, bool takesRequests) : ILogEventSink, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stream _console = hasConsole ? Console.OpenStandardOutput() : Stream.Null;

    /// <summary>Whether lines of requests may come in batches; else they come one by one, as any event.</summary>
    public bool TakesRequests => takesRequests;

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
