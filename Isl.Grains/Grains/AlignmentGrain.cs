using Isl.Grains.Alignment;
using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Resilience;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about the views of a team.</summary>
[Reentrant] // callers of one question share its computation
public sealed class AlignmentGrain(AnswerServices services) : Grain, IAlignmentGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Align(AlignmentQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            ResultId.Of(SubjectKind.Team, this.GetPrimaryKeyString(), question),
            Computation.Pure(ServiceNames.CausalValidation, null, "align", Lane.Quick, budget =>
                AlignmentAnswer.Compute(question, budget.Cancellation)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> AlignModels(ModelAlignmentQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            ResultId.Of(SubjectKind.Team, this.GetPrimaryKeyString(), question),
            Computation.Pure(ServiceNames.CausalValidation, null, "align_models", Lane.Quick, budget =>
                ModelAlignmentAnswer.Compute(question, budget)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);
}
