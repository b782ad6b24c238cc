namespace Isl.Grains.Answering;

/// <summary>Which queue a job waits in.</summary>
public enum Lane
{
    /// <summary>Usually under a tenth of a second.</summary>
    Quick,

    /// <summary>May take seconds.</summary>
    Slow,
}

/// <summary>How long a job waited and ran.</summary>
/// <param name="Queue">Time waiting for a slot.</param>
/// <param name="Run">Time computing.</param>
public readonly record struct ComputeTimes(TimeSpan Queue, TimeSpan Run);
