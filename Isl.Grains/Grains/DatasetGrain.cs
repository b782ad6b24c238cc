using Isl.Grains.Answering;
using Isl.Grains.Discovery.Knowledge;
using Isl.Grains.Grains.Placement;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Effects;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Profiling;
using Isl.Grains.Interfaces.Resilience;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about one data set, or about one text of sentences.</summary>
[Reentrant, QueuePlacement] // callers of one question share its computation, and workers fetch the data while it runs
public sealed class DatasetGrain(AnswerServices services, IGrainFactory grains)
    : Grain, IDatasetGrain, IProfileGrain, IFitGrain, IChangeGrain, IEffectGrain
{
    private readonly SubjectAnswers _answers = new(services);
    private Dataset? _data;

    /// <inheritdoc/>
    public Task<Answer?> Discover(DiscoveryQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        _data ??= data;
        var id = AddressOf(question);
        return _answers.TryGet(id, ServiceNames.CausalDiscovery, SearchComputation.Of(services, grains, _data, id, question), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer> ReadKnowledge(KnowledgeQuestion question, CancellationToken cancellationToken) => _answers.Get(
        AddressOf(question),
        Computation.Pure(
            ServiceNames.CausalDiscovery,
            circuit: null,
            "read_knowledge",
            Lane.Quick,
            _ => KnowledgeAnswer.Compute(question)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Profile(ProfileQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        _data ??= data;
        return Answer(question, TableComputations.Profile(_data, this.GetPrimaryKeyString(), question), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Estimate(EffectQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        _data ??= data;
        var computation = EffectComputation.Of(services, _data, this.GetPrimaryKeyString(), question);
        return _answers.TryGet(AddressOf(question), ServiceNames.EffectEstimation, computation, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> EstimateOverGraphs(GraphEffectQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        _data ??= data;
        var id = AddressOf(question);
        return _answers.TryGet(
            id, ServiceNames.EffectEstimation, EffectComputation.OverGraphs(services, grains, _data, id, question), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Fit(FitQuestion question, Dataset? data, CancellationToken cancellationToken)
    {
        _data ??= data;
        return Answer(question, TableComputations.Fit(_data, this.GetPrimaryKeyString(), question), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> ExplainChange(ChangeQuestion question, Dataset? before, Dataset? after, CancellationToken cancellationToken) =>
        Answer(question, TableComputations.Change(before, this.GetPrimaryKeyString(), after, question), cancellationToken);

    /// <inheritdoc/>
    public Task<Dataset?> GetData(CancellationToken cancellationToken) => Task.FromResult(_data);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private Task<Answer?> Answer<TQuestion>(TQuestion question, Computation? computation, CancellationToken cancellationToken)
        where TQuestion : notnull =>
        _answers.TryGet(AddressOf(question), ServiceNames.ModelFit, computation, cancellationToken);

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Dataset, this.GetPrimaryKeyString(), question);
}
