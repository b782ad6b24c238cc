using Isl.Grains.Answering.Store;
using Isl.Grains.Resilience;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Isl.Grains.Answering;

/// <summary>What the subject grains of a silo share to answer with.</summary>
public sealed class AnswerServices(
    ResultCache cache,
    [FromKeyedServices(AnswerServices.KeptKey)] ResultCache kept,
    CacheFigures figures,
    IResultStore store,
    ComputeGate gate,
    IWorkers workers,
    ICircuits circuits,
    HealthCounters health,
    IOptions<CacheOptions> cacheOptions,
    IOptions<ComputeOptions> computeOptions,
    IOptions<ResilienceOptions> resilienceOptions,
    TimeProvider time,
    IComputeFaults faults,
    ILogger<AnswerServices> logger)
{
    /// <summary>Key of the cache of <see cref="Kept"/> subjects among the services.</summary>
    public const string KeptKey = "kept-subjects";

    /// <summary>Answers in this silo's memory.</summary>
    public ResultCache Cache => cache;

    /// <summary>Subjects that can be read back, such as graphs, in this silo's memory; they take no answer's place.</summary>
    public ResultCache Kept => kept;

    /// <summary>How requests were answered.</summary>
    public CacheFigures Figures => figures;

    /// <summary>The tier behind memory.</summary>
    public IResultStore Store => store;

    /// <summary>Where CPU work runs.</summary>
    public ComputeGate Gate => gate;

    /// <summary>The silo's workers, by name.</summary>
    public IWorkers Workers => workers;

    /// <summary>The circuits as seen from this silo.</summary>
    public ICircuits Circuits => circuits;

    /// <summary>Outcomes to report.</summary>
    public HealthCounters Health => health;

    /// <summary>How long answers are held.</summary>
    public CacheOptions CacheOptions => cacheOptions.Value;

    /// <summary>How long they may take.</summary>
    public ComputeOptions ComputeOptions => computeOptions.Value;

    /// <summary>When a subject is given up on.</summary>
    public ResilienceOptions ResilienceOptions => resilienceOptions.Value;

    /// <summary>The clock.</summary>
    public TimeProvider Time => time;

    /// <summary>What is watched of the work of this silo.</summary>
    public ProgressShelf Progress { get; } = new();

    /// <summary>Faults injected by a test host.</summary>
    public IComputeFaults Faults => faults;

    /// <summary>The log.</summary>
    public ILogger Logger => logger;
}

/// <summary>Lets a test host make methods fail; the product registers <see cref="NoFaults"/>.</summary>
public interface IComputeFaults
{
    /// <summary>Called on the gate's thread before the method asked for; may throw or block.</summary>
    void Before(string operation, CancellationToken cancellationToken);
}

/// <summary>No faults.</summary>
public sealed class NoFaults : IComputeFaults
{
    /// <inheritdoc/>
    public void Before(string operation, CancellationToken cancellationToken)
    {
    }
}
