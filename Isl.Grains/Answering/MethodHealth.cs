using Isl.Grains.Resilience;

namespace Isl.Grains.Answering;

/// <summary>
/// A subject's own record of each method: a method that keeps failing on one graph, model or data set is not tried on it for a while, so that
/// it cannot open the circuit for everyone. What one method does on a subject says nothing about another.
/// </summary>
/// <remarks>Pure: the time comes in with the calls. Methods are named in the code, so that there is a bounded number of them.</remarks>
public sealed class MethodHealth(ResilienceOptions options)
{
    private readonly Dictionary<string, Record> _records = new(StringComparer.Ordinal);

    /// <summary>The record of a method; all zeros before its first call.</summary>
    public Record Of(string method) => _records.GetValueOrDefault(method);

    /// <summary>Is the method not even tried on this subject now? After <paramref name="rest"/> it gets another chance.</summary>
    public bool IsGivenUp(string method, DateTimeOffset now, TimeSpan rest)
    {
        var record = Of(method);
        return record.FailuresInRow >= options.SubjectFailureThreshold && now - record.LastFailure < rest;
    }

    /// <summary>The method answered.</summary>
    public void Succeeded(string method, TimeSpan duration)
    {
        var record = Of(method);
        _records[method] = record with { Successes = record.Successes + 1, FailuresInRow = 0, LastDuration = duration };
    }

    /// <summary>The method failed.</summary>
    public void Failed(string method, DateTimeOffset now)
    {
        var record = Of(method);
        _records[method] = record with { Failures = record.Failures + 1, FailuresInRow = record.FailuresInRow + 1, LastFailure = now };
    }

    /// <summary>A simpler method answered in its place.</summary>
    public void FellBack(string method)
    {
        var record = Of(method);
        _records[method] = record with { Fallbacks = record.Fallbacks + 1 };
    }

    /// <summary>What became of one method on one subject.</summary>
    /// <param name="Successes">Computations by it.</param>
    /// <param name="Failures">Computations that failed.</param>
    /// <param name="Fallbacks">Answers by a simpler method.</param>
    /// <param name="FailuresInRow">Failures since the last success.</param>
    /// <param name="LastFailure">When it last failed.</param>
    /// <param name="LastDuration">How long its last success computed.</param>
    public readonly record struct Record(
        long Successes,
        long Failures,
        long Fallbacks,
        int FailuresInRow,
        DateTimeOffset LastFailure,
        TimeSpan LastDuration);
}
