using Isl.Grains.Answering;
using Isl.Grains.Attribution;
using Isl.Grains.Conformal;
using Isl.Grains.Counterfactuals;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Grains.Workers;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Models;
using Isl.Grains.Numerics;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about one structural model; large simulations are spread over the silos.</summary>
[Reentrant, QueuePlacement] // callers of one question share its computation
public sealed class StructuralModelGrain(AnswerServices services, PlanShelf plans, IGrainFactory grains) : Grain, IStructuralModelGrain, IOutlierGrain
{
    /// <summary>Draws of a fallback: their simulation takes milliseconds.</summary>
    private const int FewSamples = 1000;

    private readonly SubjectAnswers _answers = new(services);
    private Lazy<CompiledModel>? _compiled;

    /// <inheritdoc/>
    public Task<Answer> Predict(StructuralModel model, CounterfactualQuestion question, CancellationToken cancellationToken)
    {
        var compiled = Compiled(model);
        var computation = Simulate(
            ServiceNames.Counterfactual,
            "counterfactual",
            question.Samples,
            scenarios: 1,
            (samples, cancellation) => CounterfactualAnswer.Prepare(compiled.Value, question, samples, plans, cancellation));
        return _answers.Get(AddressOf(question), computation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> Compare(StructuralModel model, ScenariosQuestion question, CancellationToken cancellationToken)
    {
        var compiled = Compiled(model);
        var computation = Simulate(
            ServiceNames.Counterfactual,
            "counterfactuals_batch",
            question.Samples,
            question.Scenarios.Length,
            (samples, cancellation) => BatchAnswer.Prepare(compiled.Value, question, samples, plans, cancellation));
        return _answers.Get(AddressOf(question), computation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Conform(StructuralModel model, ConformalQuestion question, Dataset? calibration, CancellationToken cancellationToken)
    {
        var hash = this.GetPrimaryKeyString();
        var computation = calibration is null
            ? null
            : Simulate(
                ServiceNames.ConformalPrediction,
                "conformal",
                question.Samples,
                scenarios: 1,
                (samples, cancellation) => ConformalAnswer.Prepare(model, hash, question, calibration, samples, plans, cancellation));
        return _answers.TryGet(AddressOf(question), ServiceNames.ConformalPrediction, computation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> ExplainOutlier(StructuralModel model, OutlierQuestion question, CancellationToken cancellationToken)
    {
        var hash = this.GetPrimaryKeyString();
        var computation = Computation.Pure(
            ServiceNames.ModelFit, CircuitNames.ModelFit, "attribute_outlier", Lane.Slow,
            budget => OutlierAnswer.Compute(model, hash, question, budget));
        return _answers.Get(AddressOf(question), computation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> Plan(StructuralModel model, SequentialQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(AddressOf(question), Plans.Of(model, this.GetPrimaryKeyString(), question, plans.Distributions), cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Weigh(StructuralModel model, MultiObjectiveQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(AddressOf(question), Plans.Of(model, this.GetPrimaryKeyString(), question, plans.Distributions), cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Model, this.GetPrimaryKeyString(), question);

    /// <summary>The model, compiled where it is first needed, which is on the gate.</summary>
    private Lazy<CompiledModel> Compiled(StructuralModel model) => _compiled ??= new Lazy<CompiledModel>(() => CompiledModel.Compile(model));

    private Computation Simulate(
        string service,
        string operation,
        int samples,
        int scenarios,
        Func<int, CancellationToken, SimulationTask> prepare) => new(
        service,
        CircuitNames.MonteCarlo,
        operation,
        scope => new SimulationRun(services, grains, scope, this.GetPrimaryKeyString()).Answer(
            operation,
            SimulationRun.LaneOf(samples, scenarios),
            cancellation => prepare(samples, cancellation)),
        [
            new Fallback(
                "fallback_fewer_samples",
                (reason, cancellation) => prepare(Math.Min(samples, FewSamples), cancellation).Run(reason, WorkBudget.Until(cancellation))),
        ]);
}
