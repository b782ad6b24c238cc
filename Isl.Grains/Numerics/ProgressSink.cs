using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Numerics;

/// <summary>
/// Where a piece of work leaves word of how far it is. Whoever wants to know looks; the work waits for nobody, and what it finds is the same.
/// </summary>
/// <remarks>One reference is written and read, so that any thread may do either. The last word counts.</remarks>
public sealed class ProgressSink
{
    private WorkProgress? _last;

    /// <summary>The last word; null before the first.</summary>
    public WorkProgress? Last => Volatile.Read(ref _last);

    /// <summary>Leaves word.</summary>
    public void Tell(WorkProgress progress) => Volatile.Write(ref _last, progress);

    /// <summary>Leaves word of so many of so many.</summary>
    public void Tell(ProgressStage stage, long done, long? total = null) => Tell(WorkProgress.Of(stage, done, total));
}
