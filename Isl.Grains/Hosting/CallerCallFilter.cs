using Isl.Grains.Answering;

namespace Isl.Grains.Hosting;

/// <summary>
/// Carries who asks from the API to the grains: to where a question waits for its turn, where it is computed, and into the log lines written there.
/// </summary>
public sealed class CallerCallFilter : IIncomingGrainCallFilter
{
    /// <summary>Key of the caller's name in the <see cref="RequestContext"/>.</summary>
    public const string CallerKey = "isl.caller";

    /// <summary>Key of the request's id.</summary>
    public const string RequestIdKey = "isl.request_id";

    /// <summary>Key of whether the caller only looks; see <see cref="Caller.OnlyLooks"/>.</summary>
    public const string LooksKey = "isl.looks";

    /// <summary>Key of the watch.</summary>
    public const string WatchKey = "isl.watch";

    /// <summary>Key of whether the service warms itself up; see <see cref="Caller.WarmsUp"/>.</summary>
    public const string WarmsUpKey = "isl.warms_up";

    /// <summary>Who asks, as the API has said.</summary>
    internal static Caller Sender => new()
    {
        Name = RequestContext.Get(CallerKey) as string ?? "",
        RequestId = RequestContext.Get(RequestIdKey) as string,
        Watch = RequestContext.Get(WatchKey) as string ?? "",
        OnlyLooks = RequestContext.Get(LooksKey) is true,
        WarmsUp = RequestContext.Get(WarmsUpKey) is true,
    };

    /// <inheritdoc/>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        Caller.Current = Sender; // until this method is left
        await context.Invoke();
    }
}
