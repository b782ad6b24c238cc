using System.Buffers;
using Isl.Grains.Hosting;
using Isl.Grains.Telemetry;

namespace Isl.Api.Telemetry;

/// <summary>The log's lines of requests, written in batches beside the requests: none of them waits for a file.</summary>
/// <remarks>
/// A request leaves its facts in a buffer; twenty times a second a thread of the pool turns what is there into lines and writes them at once. Where
/// more come than can be written the rest is dropped, counted and told. What is left is written when the process stops, after the last request.
/// </remarks>
public sealed class RequestLines(LogLines log, TimeProvider time, ILogger<RequestLines> logger) : IHostedService
{
    /// <summary>Lines that wait at most: a third of a second of the most requests that two cores can answer, twice over.</summary>
    internal const int Most = 32_768;

    private const int First = 256;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);
    private readonly Lock _adding = new();
    private readonly Lock _writing = new();
    private readonly ArrayBufferWriter<byte> _text = new();
    private RequestLine[] _lines = new RequestLine[First];
    private RequestLine[] _spare = new RequestLine[First];
    private int _count;
    private long _dropped;
    private ITimer? _timer;

    /// <summary>Whether the log takes them in batches.</summary>
    public bool IsOn => log.TakesRequests;

    /// <summary>Notes a request.</summary>
    internal void Add(in RequestLine line)
    {
        lock (_adding)
        {
            if (_count == _lines.Length)
            {
                if (_count == Most)
                {
                    _dropped++;
                    return;
                }

                Array.Resize(ref _lines, 2 * _count);
            }

            _lines[_count++] = line;
        }
    }

    /// <summary>Writes what has been noted.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            RequestLine[] lines;
            int count;
            long dropped;
            lock (_adding)
            {
                (lines, count, dropped) = (_lines, _count, _dropped);
                (_lines, _spare, _count, _dropped) = (_spare, _lines, 0, 0);
            }

            if (count > 0)
            {
                _text.ResetWrittenCount();
                RequestLine.Write(lines.AsSpan(0, count), _text);
                Array.Clear(lines, 0, count);
                log.Write(_text.WrittenSpan);
            }

            if (dropped > 0)
            {
                IslMetrics.RequestLinesDropped.Add(dropped);
                TelemetryLog.Dropped(logger, dropped);
            }
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(_ => Tick(), null, Interval, Timeout.InfiniteTimeSpan);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_timer is not null)
        {
            await _timer.DisposeAsync();
        }

        Flush();
    }

    /// <summary>One batch, then the next pause: batches do not overlap, and a slow disk makes them larger.</summary>
    private void Tick()
    {
        Flush();
        _timer?.Change(Interval, Timeout.InfiniteTimeSpan);
    }
}
