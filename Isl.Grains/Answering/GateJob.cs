namespace Isl.Grains.Answering;

/// <summary>A job in a lane of the gate, waiting or running.</summary>
/// <param name="operation">Its operation: a name from the code.</param>
/// <param name="prior">Seconds it should take by its kind and size.</param>
/// <param name="expected">Seconds it should take by that and by how long others like it took.</param>
/// <param name="caller">Who asked for it.</param>
internal sealed class GateJob(string operation, double prior, double expected, string caller = "")
{
    /// <summary>Share of the time a job has run that is left of it at least: one that runs longer than expected will run longer still.</summary>
    private const double OverdueShare = 0.25;

    /// <summary>Its operation.</summary>
    public string Operation => operation;

    /// <summary>Seconds by its kind and size.</summary>
    public double Prior => prior;

    /// <summary>Seconds by that and by how long others like it took.</summary>
    public double Expected => expected;

    /// <summary>Who asked for it.</summary>
    public string Caller => caller;

    /// <summary>Whether it only wants its code to have run: how long it took while that was compiled tells nothing of the next.</summary>
    public bool WarmsUp { get; init; }

    /// <summary>Its place among those who wait: the least comes first.</summary>
    public double Turn { get; set; }

    /// <summary>Done when it has its slot.</summary>
    public TaskCompletionSource Slot { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it got its slot, as a time stamp.</summary>
    public long StartedAt { get; set; }

    /// <summary>Seconds that are left of it after so many.</summary>
    public double Left(double ran) => Math.Max(expected - ran, OverdueShare * ran);
}
