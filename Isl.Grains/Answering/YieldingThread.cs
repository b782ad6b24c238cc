using System.Runtime.InteropServices;

namespace Isl.Grains.Answering;

/// <summary>A thread of its own for a long job, of a priority below that of the threads that serve requests.</summary>
/// <remarks>
/// A fit gets every core that nobody else needs, and hands it over at once when a request comes. On Linux the runtime has no thread
/// priorities, but the kernel gives every thread a nice value; a thread may always raise its own.
/// </remarks>
internal static class YieldingThread
{
    /// <summary>How much nicer than the rest of the process: beside a thread that serves, it gets a tenth of the core.</summary>
    private const int Nicer = 10;

    private const int NicestThereIs = 19;

    /// <summary>Which priority is meant in calls of the kernel: that of a thread, 0 the calling one.</summary>
    private const int OfThread = 0;

    /// <summary>Runs a job; its exceptions are those of the task.</summary>
    public static Task<T> Run<T>(Func<T> job, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            Yield();
            return job();
        },
        cancellationToken,
        // Long-running means a thread that ends with the job; what awaits the job must not go on there, at its priority.
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach | TaskCreationOptions.RunContinuationsAsynchronously,
        TaskScheduler.Default);

    /// <summary>The nice value of the calling thread; for tests.</summary>
    internal static int NiceValue() => OperatingSystem.IsLinux() ? GetPriority(OfThread, 0) : 0;

    private static void Yield()
    {
        if (OperatingSystem.IsLinux())
        {
            // What it returns says nothing that could be acted on: the job runs all the same.
            _ = SetPriority(OfThread, 0, Math.Min(NicestThereIs, NiceValue() + Nicer));
        }
        else
        {
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        }
    }

    [DllImport("libc", EntryPoint = "getpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GetPriority(int which, int who);

    [DllImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetPriority(int which, int who, int value);
}
