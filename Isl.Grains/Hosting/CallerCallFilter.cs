using Isl.Grains.Answering;

namespace Isl.Grains.Hosting;

/// <summary>Carries the caller's name from the API to where a question waits for its turn, and whether the caller only looks after it.</summary>
public sealed class CallerCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Key of the caller in the <see cref="RequestContext"/>.</summary>
    public const string CallerKey = "isl.caller";

    /// <summary>Key of whether the caller only looks; see <see cref="Caller.OnlyLooks"/>.</summary>
    public const string LooksKey = "isl.looks";

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Caller.Current = RequestContext.Get(CallerKey) as string ?? ""; // until this method is left
        Caller.OnlyLooks = RequestContext.Get(LooksKey) is true;
        await context.Invoke();
    }
}
