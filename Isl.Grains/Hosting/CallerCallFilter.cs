using Isl.Grains.Answering;

namespace Isl.Grains.Hosting;

/// <summary>Carries the caller's name from the API to where a question waits for its turn.</summary>
public sealed class CallerCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Key of the caller in the <see cref="RequestContext"/>.</summary>
    public const string CallerKey = "isl.caller";

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Caller.Current = RequestContext.Get(CallerKey) as string ?? ""; // until this method is left
        await context.Invoke();
    }
}
