using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Telemetry;

namespace Isl.Grains.Answering;

/// <summary>Runs a subject's computations: the method asked for where circuit and record allow it, the fallback chain where it fails.</summary>
internal sealed class GuardedComputation(AnswerServices services)
{
    private readonly MethodHealth _health = new(services.ResilienceOptions);

    /// <summary>Answers by the method asked for or by a simpler one.</summary>
    /// <param name="id">The answer's address.</param>
    /// <param name="computation">How to make it.</param>
    /// <param name="scope">What it may use.</param>
    /// <param name="stop">Signalled when the last caller has left.</param>
    /// <exception cref="IslException">Overloaded, late or broken down, and no simpler method applies.</exception>
    public async Task<AnalysisResult> Run(ResultId id, Computation computation, WorkScope scope, CancellationToken stop)
    {
        Exception? failure = null;
        var (permit, reason) = await Enter(computation);
        if (reason is null)
        {
            try
            {
                var result = await Attempt(computation, scope);
                _health.Succeeded(computation.Operation, scope.Times.Run);
                await Report(computation, permit, CallOutcome.Success);
                return result;
            }
            catch (Exception e) when (IsFailure(e, stop))
            {
                failure = e;
                reason = Describe(e);
                _health.Failed(computation.Operation, services.Time.GetUtcNow());
                await Report(computation, permit, CallOutcome.Failure, reason);
            }
            catch
            {
                await Report(computation, permit, CallOutcome.Abandoned);
                throw;
            }
        }

        return await FallBack(id, computation, reason, failure, stop)
            ?? throw failure ?? new IslException(ErrorCode.Overloaded, $"{computation.Operation} is not available: {reason}.");
    }

    private async Task<(CircuitPermit Permit, string? Reason)> Enter(Computation computation)
    {
        if (computation.Circuit is not { } circuit)
        {
            return (CircuitPermit.Plain, null);
        }

        var rest = services.ResilienceOptions.ForCircuit(circuit).Timeout;
        if (_health.IsGivenUp(computation.Operation, services.Time.GetUtcNow(), rest))
        {
            var times = _health.Of(computation.Operation).FailuresInRow;
            return (default, $"{computation.Operation} failed {times} times in a row on this very input");
        }

        return await services.Circuits.TryEnter(circuit) is { } permit
            ? (permit, null)
            : (default, $"the circuit {circuit} is open after repeated failures");
    }

    /// <summary>Runs the method asked for, and does not wait for it much longer than its budget, whatever it does.</summary>
    /// <remarks>
    /// What makes a method late is time spent computing. A computation whose parts were waiting for slots is refused for load, which counts
    /// against no method.
    /// </remarks>
    private async Task<AnalysisResult> Attempt(Computation computation, WorkScope scope)
    {
        var options = services.ComputeOptions;
        try
        {
            return await computation.Run(scope).WaitAsync(options.Patience + (options.Budget * 1.1) + TimeSpan.FromMilliseconds(100), services.Time);
        }
        catch (TimeoutException e)
        {
            var isLate = scope.LongestRun >= options.Budget;
            await scope.Stop();
            throw isLate
                ? new IslException(
                    ErrorCode.DeadlineExceeded,
                    $"{computation.Operation} did not finish within {options.Budget.TotalSeconds:0.###} s",
                    e)
                : new IslException(ErrorCode.Overloaded, "The computation did not get its turn in time.", e, options.Patience);
        }
    }

    private async Task<AnalysisResult?> FallBack(
        ResultId id,
        Computation computation,
        string reason,
        Exception? failure,
        CancellationToken stop)
    {
        foreach (var fallback in computation.Fallbacks)
        {
            AnsweringLog.FellBack(services.Logger, computation.Operation, id.Subject, fallback.Name, reason, failure);
            try
            {
                var (result, _) = await services.Gate.RunPart(
                    Lane.Quick,
                    fallback.Name,
                    token => fallback.Run(reason, token),
                    services.ComputeOptions.Patience,
                    stop);
                _health.FellBack(computation.Operation);
                IslMetrics.Fallbacks.Add(1, computation.Service);
                return result;
            }
            catch (Exception e) when (IsFailure(e, stop))
            {
                AnsweringLog.FallbackFailed(services.Logger, computation.Operation, id.Subject, fallback.Name, e);
            }
        }

        return null;
    }

    /// <summary>What counts against a method: not a caller's mistake, not a caller who left, not a full queue.</summary>
    private static bool IsFailure(Exception e, CancellationToken stop) =>
        !stop.IsCancellationRequested && e is not (InputException or IslException { Code: ErrorCode.Overloaded or ErrorCode.Stopping });

    private static string Describe(Exception e) => e switch
    {
        IslException known => known.Message,
        OperationCanceledException => "the time budget was spent",
        _ => $"an internal error ({e.GetType().Name})",
    };

    private async Task Report(Computation computation, CircuitPermit permit, CallOutcome outcome, string? failure = null)
    {
        if (computation.Circuit is { } circuit)
        {
            // A service that warms itself up proves nothing about a method.
            await services.Circuits.Report(circuit, permit, Caller.Current.WarmsUp ? CallOutcome.Abandoned : outcome, failure);
        }
    }
}
