using System.Collections.Immutable;

namespace Isl.Grains.Interfaces.Answering;

/// <summary>How much work waits on a silo.</summary>
/// <param name="Silo">The silo.</param>
/// <param name="Seconds">Seconds until it would be done with all it was let in for.</param>
[GenerateSerializer, Immutable, Alias("isl.silo-work.v1")]
public sealed record SiloWork([property: Id(0)] SiloAddress Silo, [property: Id(1)] double Seconds);

/// <summary>The board on which silos write how much work they have, and read how much the others have. Its key is 0.</summary>
[Alias("isl.queue-board")]
public interface IQueueBoardGrain : IGrainWithIntegerKey
{
    /// <summary>Writes a silo's figure, and reads those of all that wrote one lately.</summary>
    [Alias("exchange"), ResponseTimeout("00:00:02")]
    Task<ImmutableArray<SiloWork>> Exchange(SiloWork own);
}
