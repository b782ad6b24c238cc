using Isl.Grains.Answering;
using Isl.Grains.Experiments;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Decisions;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Robustness;
using Isl.Grains.Validation;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions on whether a decision holds and what to learn before it.</summary>
[Reentrant] // callers of one question share its computation
public sealed class DecisionGrain(AnswerServices services) : Grain, IDecisionGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Robustness(StructuralModel? model, RobustnessQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.Optimisation,
                CircuitNames.Optimisation,
                "robustness",
                Lane.Quick,
                budget => RobustnessAnswer.Compute(model, question, budget.Cancellation),
                new Fallback("fallback_draws_only", (reason, cancellation) => RobustnessAnswer.Compute(model, question, reason, cancellation))),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Recommend(StructuralModel model, ExperimentQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.Optimisation,
                CircuitNames.Optimisation,
                "experiment",
                Lane.Quick,
                budget => ExperimentAnswer.Compute(model, question, budget.Cancellation),
                new Fallback("fallback_few_draws", (reason, cancellation) => ExperimentAnswer.Compute(model, question, reason, cancellation))),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Validate(
        CausalGraph graph, StructuralModel? model, Dataset? data, ValidationQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.CausalValidation,
                null,
                "graph_validation",
                Lane.Quick,
                budget => ValidationAnswer.Compute(graph, model, data, question, budget)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Orient(CausalGraph graph, OrientationQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(ServiceNames.Optimisation, CircuitNames.Optimisation, "orientation", Lane.Quick, budget =>
                OrientationAnswer.Compute(graph, question, budget.Cancellation)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Decision, this.GetPrimaryKeyString(), question);
}
