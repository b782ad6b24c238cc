using System.Security.Cryptography;
using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Cluster;

/// <summary>Watches the work on one request: it knows which grain was asked last, and looks there.</summary>
/// <remarks>
/// It goes along with the request, so that nothing that asks a grain has to know of it. A look that fails is no news: the silo may be dead or of an
/// earlier version, and the answer comes all the same.
/// </remarks>
public sealed class ProgressWatch
{
    private const int IdDigits = 32;
    private static readonly AsyncLocal<ProgressWatch?> Flowing = new();
    private readonly string _id = RandomNumberGenerator.GetHexString(IdDigits, lowercase: true);
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IAddressable? _grain;

    /// <summary>Whoever watches what is asked from here on; null where nobody does.</summary>
    public static ProgressWatch? Current => Flowing.Value;

    /// <summary>Done when a grain has been asked: the request was read by then, and nothing is wrong with it.</summary>
    public Task Asked => _asked.Task;

    /// <summary>What is asked from here on is watched.</summary>
    public void Begin()
    {
        Flowing.Value = this;
        RequestContext.Set(CallerCallFilter.WatchKey, _id);
    }

    /// <summary>A grain is being asked.</summary>
    public void Follow(IAddressable grain)
    {
        Volatile.Write(ref _grain, grain);
        _asked.TrySetResult();
    }

    /// <summary>How far the work is; null where that cannot be said.</summary>
    public async Task<WorkProgress?> Look()
    {
        try
        {
            return Volatile.Read(ref _grain) is { } grain ? await grain.AsReference<IProgressExtension>().Look(_id) : null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return null;
        }
    }
}
