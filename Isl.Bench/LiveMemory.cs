namespace Isl.Bench;

/// <summary>The most memory that is reachable at one time while something runs.</summary>
/// <remarks>A collector runs again and again beside it: what each leaves is what was reachable then. Nothing else should run meanwhile.</remarks>
internal static class LiveMemory
{
    /// <summary>Bytes beyond what was reachable before.</summary>
    /// <param name="work">What runs.</param>
    /// <param name="pause">Between two collections.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public static long MostDuring(Action work, TimeSpan pause, CancellationToken cancellation = default)
    {
        Now();
        var before = Now();
        var most = before;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var watcher = new Thread(() =>
        {
            while (!over.Token.WaitHandle.WaitOne(pause))
            {
                most = Math.Max(most, Now());
            }
        });
        watcher.Start();
        try
        {
            work();
        }
        finally
        {
            over.Cancel();
            watcher.Join();
        }

        return most - before;
    }

    private static long Now()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        var info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return info.HeapSizeBytes - info.FragmentedBytes;
    }
}
