using System.Collections.Immutable;
using Isl.Grains.Answering;
using Isl.Grains.Contrasts;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Resilience;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions on how worlds of one structural model differ.</summary>
[Reentrant, QueuePlacement] // callers of one question share its computation
public sealed class ContrastGrain(AnswerServices services) : Grain, IContrastGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Contrast(StructuralModel model, ContrastQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.Counterfactual,
                CircuitNames.MonteCarlo,
                "contrast",
                Lane.Quick,
                budget => ContrastAnswer.Compute(model, question, budget.Cancellation),
                new Fallback(
                    "fallback_fewer_samples",
                    (reason, cancellation) => ContrastAnswer.Compute(model, question, reason, cancellation))),
            cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Its items are answers of their own; one after the other, so that a long list leaves room for other callers.</remarks>
    public Task<Answer> ContrastAll(StructuralModel model, ContrastBatchQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            new Computation(ServiceNames.Counterfactual, null, "contrast_all", _ => All(model, question), []),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Recourse(StructuralModel model, RecourseQuestion question, CancellationToken cancellationToken) =>
        _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.Counterfactual,
                CircuitNames.MonteCarlo,
                "recourse",
                Lane.Quick,
                budget => RecourseAnswer.Compute(model, question, budget)),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private async Task<AnalysisResult> All(StructuralModel model, ContrastBatchQuestion question)
    {
        var items = ImmutableArray.CreateBuilder<ReadOnlyMemory<byte>>(question.Items.Length);
        foreach (var item in question.Items)
        {
            items.Add((await Contrast(model, item, CancellationToken.None)).Body);
        }

        return new ContrastBatch
        {
            Completion = Completion.Whole,
            Items = items.ToImmutable(),
            Explanation = new Explanation("", "", "", [], [], 1),
        };
    }

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Contrast, this.GetPrimaryKeyString(), question);
}
