namespace Isl.Grains.Answering;

/// <summary>Which workers of the silo do a piece of work.</summary>
public enum WorkerKind
{
    /// <summary>None: it is too small to be worth a call.</summary>
    None,

    /// <summary>Fits by continuous optimisation.</summary>
    Notears,

    /// <summary>Searches by tests, scores and orders.</summary>
    Search,

    /// <summary>Simulations.</summary>
    MonteCarlo,
}

/// <summary>The silo's named workers. They show what is computed; the compute gate stays the only queue.</summary>
public interface IWorkers
{
    /// <summary>Has a worker run a piece of work of this process.</summary>
    Task<T> Run<T>(WorkerKind kind, Func<Task<T>> work);
}
