using Isl.Grains.Resilience;

namespace Isl.Grains.Answering;

/// <summary>
/// One subject's own record: a graph, model or data set on which a method keeps failing is answered by fallback for a while, so that it cannot open
/// the circuit for everyone.
/// </summary>
/// <remarks>Pure: the time comes in with the calls.</remarks>
public sealed class SubjectHealth(ResilienceOptions options)
{
    private DateTimeOffset _lastFailure;

    /// <summary>Computations by the method asked for.</summary>
    public long Successes { get; private set; }

    /// <summary>Computations that failed.</summary>
    public long Failures { get; private set; }

    /// <summary>Answers by a simpler method.</summary>
    public long Fallbacks { get; private set; }

    /// <summary>Failures since the last success.</summary>
    public int FailuresInRow { get; private set; }

    /// <summary>How long the last successful computation took.</summary>
    public TimeSpan LastDuration { get; private set; }

    /// <summary>Is the method not even tried on this subject now? After <paramref name="rest"/> it gets another chance.</summary>
    public bool IsGivenUp(DateTimeOffset now, TimeSpan rest) =>
        FailuresInRow >= options.SubjectFailureThreshold && now - _lastFailure < rest;

    /// <summary>The method answered.</summary>
    public void Succeeded(TimeSpan duration)
    {
        Successes++;
        FailuresInRow = 0;
        LastDuration = duration;
    }

    /// <summary>The method failed.</summary>
    public void Failed(DateTimeOffset now)
    {
        Failures++;
        FailuresInRow++;
        _lastFailure = now;
    }

    /// <summary>A simpler method answered.</summary>
    public void FellBack() => Fallbacks++;
}
