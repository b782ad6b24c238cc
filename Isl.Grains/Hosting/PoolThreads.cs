namespace Isl.Grains.Hosting;

/// <summary>Threads that serve requests while others compute.</summary>
public static class PoolThreads
{
    /// <summary>Threads beside those that compute and those that read: probes, sockets and timers need a moment of one, and need it now.</summary>
    private const int Spare = 4;

    /// <summary>Has the pool keep a thread for each quick job that may run, for as many readers of bodies, and a few more.</summary>
    /// <remarks>
    /// By default it keeps as many as there are cores. Two quick jobs or tables on two cores take them all, and another comes only when the pool
    /// notices that nothing gets on, half a second later. Given threads, the kernel shares the cores among them by the millisecond.
    /// </remarks>
    public static void Keep()
    {
        ThreadPool.GetMinThreads(out var workers, out var sockets);
        ThreadPool.SetMinThreads(Math.Max(workers, (2 * Environment.ProcessorCount) + Spare), sockets);
    }
}
