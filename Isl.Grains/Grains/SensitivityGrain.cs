using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Sensitivity;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers what a conclusion owes to its assumptions.</summary>
[Reentrant] // callers of one question share its computation
public sealed class SensitivityGrain(AnswerServices services) : Grain, ISensitivityGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Examine(SensitivitySubject subject, SensitivityQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            ResultId.Of(SubjectKind.Assumptions, this.GetPrimaryKeyString(), question),
            Computation.Pure(
                ServiceNames.Optimisation,
                CircuitNames.Optimisation,
                "sensitivity",
                question.Assumptions is null && question.Bounds is null ? Lane.Quick : Lane.Slow,
                budget => SensitivityAnswer.Compute(subject, question, budget)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);
}
