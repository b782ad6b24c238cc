using Isl.Caching;
using Isl.Hosting;
using Isl.Resilience;
using Orleans.Concurrency;

namespace Isl.Discovery;

/// <summary>Answers questions about one data set.</summary>
[Reentrant] // callers of one question share its computation
[CollectionAgeLimit(Minutes = 2)] // it holds the data, so it goes soon after the last question
public sealed class DatasetGrain(AnswerServices services) : Grain, IDatasetGrain
{
    private readonly SubjectAnswers _answers = new(services);
    private Dataset? _data;

    /// <inheritdoc/>
    public async Task<Answer?> Discover(DiscoveryQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        var id = ResultId.Of(SubjectKind.Dataset, this.GetPrimaryKeyString(), question);
        _data ??= data;
        return _data is null && !_answers.Has(id) && await _answers.Find(id) is null
            ? null
            : await _answers.Get(id, ToComputation(question, _data), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private Computation ToComputation(DiscoveryQuestion question, Dataset? data)
    {
        var seconds = services.ComputeOptions.Budget.TotalSeconds;
        var isQuick = question.Algorithm == DiscoveryAlgorithm.Correlation;
        return Computation.Pure(
            ServiceNames.CausalDiscovery,
            isQuick ? null : CircuitNames.NotearsDiscovery,
            isQuick ? "discover_correlation" : "discover_notears",
            isQuick ? Lane.Quick : Lane.Slow,
            (budget, cancellation) => DiscoveryAnswer.Compute(data!, question, seconds, budget, cancellation),
            new Fallback("fallback_correlation", (reason, cancellation) => DiscoveryAnswer.Fallback(data!, question, seconds, reason, cancellation)),
            new Fallback("fallback_last_resort", (reason, _) => DiscoveryAnswer.LastResort(data!, question, seconds, reason)));
    }
}
