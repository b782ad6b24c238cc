namespace Isl.Api.Cluster;

/// <summary>Something the cluster is asked for, and the answer it last gave: it answers in time whether the cluster does or not.</summary>
/// <remarks>One question is under way at a time, however many ask; an answer that comes late is the next one's last known.</remarks>
internal sealed class LastKnown<T>(Func<Task<T>> ask, TimeProvider time)
    where T : class
{
    private readonly Lock _lock = new();
    private Task<T>? _underWay;
    private T? _value;

    /// <summary>The answer now, or after <paramref name="patience"/> the one before; where there is none yet, it is waited for.</summary>
    /// <exception cref="Exception">What the cluster threw, where it has never answered.</exception>
    public async Task<T> Get(TimeSpan patience)
    {
        var asked = Ask();
        try
        {
            return await asked.WaitAsync(patience, time);
        }
        catch (Exception) when (Volatile.Read(ref _value) is not null)
        {
            return _value!;
        }
        catch (TimeoutException) when (!asked.IsCompleted)
        {
            return await asked;
        }
    }

    private Task<T> Ask()
    {
        lock (_lock)
        {
            return _underWay is { IsCompleted: false } ? _underWay : _underWay = Keep();
        }
    }

    private async Task<T> Keep()
    {
        await Task.Yield();
        var value = await ask();
        Volatile.Write(ref _value, value);
        return value;
    }
}
