namespace Isl.Grains.Interfaces.Answering;

/// <summary>Answers at once, on the silo of whoever asks: so a silo finds out whether it can call its own grains. Any key will do.</summary>
[Alias("isl.pulse")]
public interface IPulseGrain : IGrainWithIntegerKey
{
    /// <summary>Answers.</summary>
    [Alias("beat"), ResponseTimeout("00:00:02")]
    Task Beat();
}
