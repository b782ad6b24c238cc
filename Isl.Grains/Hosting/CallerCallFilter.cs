using Isl.Grains.Answering;

namespace Isl.Grains.Hosting;

/// <summary>
/// Carries the caller's name from the API to where a question waits for its turn, whether the caller only looks after it, and who watches it to where
/// it is computed.
/// </summary>
public sealed class CallerCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Key of the caller in the <see cref="RequestContext"/>.</summary>
    public const string CallerKey = "isl.caller";

    /// <summary>Key of whether the caller only looks; see <see cref="Caller.OnlyLooks"/>.</summary>
    public const string LooksKey = "isl.looks";

    /// <summary>Key of the watch in the <see cref="RequestContext"/>.</summary>
    public const string WatchKey = "isl.watch";

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Caller.Current = RequestContext.Get(CallerKey) as string ?? ""; // until this method is left
        Caller.OnlyLooks = RequestContext.Get(LooksKey) is true;
        Watcher.Current = RequestContext.Get(WatchKey) as string ?? "";
        await context.Invoke();
    }
}
