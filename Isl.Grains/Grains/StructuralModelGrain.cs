using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Conformal;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about one structural model; large simulations are spread over worker grains.</summary>
[Reentrant] // callers of one question share its computation
public sealed class StructuralModelGrain(AnswerServices services, PlanShelf plans, IGrainFactory grains) : Grain, IStructuralModelGrain
{
    /// <summary>What a worker's part of a simulation is called in metrics.</summary>
    internal const string ChunkOperation = "simulate_chunks";

    /// <summary>Chunks that are made here, in one piece: fewer are not worth a call.</summary>
    private const int InlineChunks = 3;

    /// <summary>Parts that a large simulation is cut into at most.</summary>
    private const int MostParts = 32;

    /// <summary>Draws of a fallback: their simulation takes milliseconds.</summary>
    private const int FewSamples = 1000;

    /// <summary>Draws times scenarios from which on a simulation counts as long.</summary>
    private const long SlowWork = 1_000_000;

    /// <summary>Part of what is left of the budget that workers may use; the rest is for merging.</summary>
    private const double WorkerShare = 0.8;

    private readonly SubjectAnswers _answers = new(services);
    private Lazy<CompiledModel>? _compiled;

    /// <inheritdoc/>
    public Task<Answer> Predict(StructuralModel model, CounterfactualQuestion question, CancellationToken cancellationToken)
    {
        var compiled = Compiled(model);
        return _answers.Get(
            AddressOf(question),
            ToComputation(
                ServiceNames.Counterfactual,
                "counterfactual",
                question.Samples,
                1,
                (samples, cancellation) => CounterfactualAnswer.Prepare(compiled.Value, question, samples, plans, cancellation)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> Compare(StructuralModel model, ScenariosQuestion question, CancellationToken cancellationToken)
    {
        var compiled = Compiled(model);
        return _answers.Get(
            AddressOf(question),
            ToComputation(
                ServiceNames.Counterfactual,
                "counterfactuals_batch",
                question.Samples,
                question.Scenarios.Length,
                (samples, cancellation) => BatchAnswer.Prepare(compiled.Value, question, samples, plans, cancellation)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Answer?> Conform(StructuralModel model, ConformalQuestion question, Dataset? calibration, CancellationToken cancellationToken)
    {
        var (id, hash) = (AddressOf(question), this.GetPrimaryKeyString());
        return calibration is null && !_answers.Has(id) && await _answers.Find(id) is null
            ? null
            : await _answers.Get(
                id,
                ToComputation(
                    ServiceNames.ConformalPrediction,
                    "conformal",
                    question.Samples,
                    1,
                    (samples, cancellation) => ConformalAnswer.Prepare(model, hash, question, calibration!, samples, plans, cancellation)),
                cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Model, this.GetPrimaryKeyString(), question);

    /// <summary>The model, compiled where it is first needed, which is on the gate.</summary>
    private Lazy<CompiledModel> Compiled(StructuralModel model) => _compiled ??= new Lazy<CompiledModel>(() => CompiledModel.Compile(model));

    private Computation ToComputation(
        string service,
        string operation,
        int samples,
        int scenarios,
        Func<int, CancellationToken, SimulationTask> prepare)
    {
        var lane = (long)samples * scenarios > SlowWork ? Lane.Slow : Lane.Quick;
        return new Computation(
            service,
            CircuitNames.MonteCarlo,
            operation,
            scope => Simulate(scope, operation, lane, cancellation => prepare(samples, cancellation)),
            [
                new Fallback(
                    "fallback_fewer_samples",
                    (reason, cancellation) => prepare(Math.Min(samples, FewSamples), cancellation).Run(reason, WorkBudget.Until(cancellation))),
            ]);
    }

    private async Task<AnalysisResult> Simulate(ComputeScope scope, string operation, Lane lane, Func<CancellationToken, SimulationTask> prepare)
    {
        var started = services.Time.GetTimestamp();
        var (task, answer) = await scope.OnGate<(SimulationTask Task, AnalysisResult? Answer)>(lane, operation, budget =>
        {
            var task = prepare(budget.Cancellation);
            return (task, task.Plan.Chunks <= InlineChunks ? task.Run(reason: null, budget) : null);
        });
        if (answer is not null)
        {
            return answer;
        }

        var left = (services.ComputeOptions.Budget - services.Time.GetElapsedTime(started)) * WorkerShare;
        var chunks = await Spread(scope, task.Plan, Math.Max(0, left.TotalSeconds));
        return await scope.OnGate<AnalysisResult>(
            Lane.Quick,
            operation + "_merge",
            budget => task.ToAnswer(chunks, reason: null, budget.Cancellation));
    }

    /// <summary>Has workers make all chunks. Which silo makes which, and how many there are, changes nothing in what comes back.</summary>
    private async Task<ImmutableArray<ChunkResult>> Spread(ComputeScope scope, SimulationPlan plan, double seconds)
    {
        var size = (plan.Chunks + MostParts - 1) / MostParts;
        var parts = Enumerable
            .Range(0, (plan.Chunks + size - 1) / size)
            .Select(async part =>
            {
                var (first, count) = (part * size, Math.Min(size, plan.Chunks - (part * size)));
                try
                {
                    return await grains
                        .GetGrain<ISimulationWorkerGrain>($"{Guid.CreateVersion7():N}/{part}")
                        .Run(plan.Spec, first, count, seconds, scope.Cancellation);
                }
                catch (Exception e) when (e is OrleansException or TimeoutException && !scope.Cancellation.IsCancellationRequested)
                {
                    // Its silo is gone or does not answer: the same draws can be made here.
                    CounterfactualLog.WorkerLost(services.Logger, this.GetPrimaryKeyString(), first, count, e);
                    return await scope.OnGate(
                        Lane.Slow,
                        ChunkOperation,
                        budget => ChunkRange.Run(plan, first, count, budget));
                }
            });
        return [.. (await Task.WhenAll(parts)).SelectMany(chunks => chunks)];
    }
}
