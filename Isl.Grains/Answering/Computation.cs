using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>How to answer one question: the method asked for, what guards it, and what answers instead when it cannot.</summary>
/// <param name="Service">Whose health its outcome counts for (see <see cref="ServiceNames"/>).</param>
/// <param name="Circuit">The circuit that guards the method, or null.</param>
/// <param name="Operation">Label in metrics and logs: a name from the code.</param>
/// <param name="Run">The method asked for.</param>
/// <param name="Fallbacks">Simpler methods, in the order to try them.</param>
public sealed record Computation(
    string Service,
    string? Circuit,
    string Operation,
    Func<ComputeScope, Task<AnalysisResult>> Run,
    ImmutableArray<Fallback> Fallbacks)
{
    /// <summary>A computation that is one pure function on the silo's gate.</summary>
    public static Computation Pure(
        string service,
        string? circuit,
        string operation,
        Lane lane,
        PureMethod method,
        params ImmutableArray<Fallback> fallbacks) => new(service, circuit, operation, async scope => await scope.OnGate(lane, operation, method), fallbacks);
}

/// <summary>A pure method; its budget says when to end with the best it has and when to stop at once.</summary>
public delegate AnalysisResult PureMethod(WorkBudget budget);

/// <summary>A simpler method; quick by nature, so it runs without a budget.</summary>
/// <param name="Name">What it is called in logs.</param>
/// <param name="Run">Answers, and says why the method asked for did not.</param>
public sealed record Fallback(string Name, Func<string, CancellationToken, AnalysisResult> Run);

/// <summary>What a running computation may use: the gate, its time budget, its cancellation; and what it has used.</summary>
public sealed class ComputeScope(AnswerServices services, CancellationToken stop) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
    private readonly Lock _lock = new();

    /// <summary>Stops everything at once.</summary>
    public CancellationToken Cancellation => _stop.Token;

    /// <summary>Time spent waiting for slots and computing, summed over the parts.</summary>
    public ComputeTimes Times { get; private set; }

    /// <summary>True once any part has got a slot: before that, being late says nothing about the method.</summary>
    public bool Started { get; private set; }

    /// <summary>Runs pure work on the gate; its budget counts from when it gets a slot.</summary>
    public async Task<T> OnGate<T>(Lane lane, string operation, Func<WorkBudget, T> work)
    {
        var (result, times) = await services.Gate.Run(
            lane,
            operation,
            token =>
            {
                Started = true;
                services.Faults.Before(operation, token);
                using var spent = new CancellationTokenSource(services.ComputeOptions.Budget, services.Time);
                return work(new WorkBudget(spent.Token, token));
            },
            Cancellation);
        lock (_lock)
        {
            Times = new ComputeTimes(Times.Queue + times.Queue, Times.Run + times.Run);
        }

        return result;
    }

    /// <summary>Runs a pure method on the gate.</summary>
    public Task<AnalysisResult> OnGate(Lane lane, string operation, PureMethod method) =>
        OnGate<AnalysisResult>(lane, operation, budget => method(budget));

    /// <summary>Stops what still runs.</summary>
    public Task Stop() => _stop.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
