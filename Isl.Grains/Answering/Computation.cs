using System.Collections.Immutable;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;

namespace Isl.Grains.Answering;

/// <summary>How to answer one question: the method asked for, what guards it, and what answers instead when it cannot.</summary>
/// <param name="Service">Whose health its outcome counts for (see <see cref="ServiceNames"/>).</param>
/// <param name="Circuit">The circuit that guards the method, or null.</param>
/// <param name="Operation">The method's name in metrics, logs and the subject's own record: a name from the code.</param>
/// <param name="Run">The method asked for.</param>
/// <param name="Fallbacks">Simpler methods, in the order to try them.</param>
public sealed record Computation(
    string Service,
    string? Circuit,
    string Operation,
    Func<WorkScope, Task<AnalysisResult>> Run,
    ImmutableArray<Fallback> Fallbacks)
{
    /// <summary>A computation that is one pure function on the silo's gate.</summary>
    public static Computation Pure(
        string service,
        string? circuit,
        string operation,
        Lane lane,
        Func<WorkBudget, AnalysisResult> method,
        params ImmutableArray<Fallback> fallbacks) =>
        new(service, circuit, operation, async scope => await scope.OnGate(lane, operation, method), fallbacks);

    /// <summary>A computation that is one pure function of less than a millisecond: another thread and a clock would cost more than it.</summary>
    public static Computation Small(string service, string operation, Func<WorkBudget, AnalysisResult> method) =>
        new(service, null, operation, async scope => await scope.OnGateSmall(operation, method), []);
}

/// <summary>A simpler method; quick by nature, so it runs without a budget.</summary>
/// <param name="Name">What it is called in logs.</param>
/// <param name="Run">Answers, and says why the method asked for did not.</param>
public sealed record Fallback(string Name, Func<string, CancellationToken, AnalysisResult> Run);
