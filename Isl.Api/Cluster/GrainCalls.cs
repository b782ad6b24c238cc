using Isl.Grains.Hosting;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Attribution;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Decisions;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Interfaces.Transport;

namespace Isl.Api.Cluster;

/// <summary>Asks the grain of a subject, by the policy of grain calls.</summary>
/// <param name="grains">The grains.</param>
/// <param name="policy">The policy.</param>
/// <param name="near">What answers small questions in a process that has the only silo; null in a cluster.</param>
public sealed class GrainCalls(IGrainFactory grains, GrainCallPolicy policy, NearAnswers? near = null)
{
    /// <summary>Asks whether an effect is identifiable, and how.</summary>
    public async Task<Answer> Identify(CausalGraph graph, CausalQuery query, Dataset? data, CancellationToken cancellationToken) =>
        (near is null || data is not null ? null : await near.Identify(graph, query, cancellationToken))
        ?? await Graph(graph, (grain, token) => grain.Identify(graph, query, data, token), cancellationToken);

    /// <summary>Asks whether a set of nodes separates two others.</summary>
    public async Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) =>
        (near is null ? null : await near.Separate(graph, question, cancellationToken))
        ?? await Graph(graph, (grain, token) => grain.Separate(graph, question, token), cancellationToken);

    /// <summary>Asks about a graph.</summary>
    public Task<Answer> Graph(CausalGraph graph, Func<ICausalGraphGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ICausalGraphGrain>(DagHash.Of(graph).Value);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks about a graph that is known by its hash alone; null where it is not held.</summary>
    public Task<Answer?> GraphByHash(
        string dagHash, Func<ICausalGraphGrain, CancellationToken, Task<Answer?>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ICausalGraphGrain>(dagHash);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks what a model's variables would be under an intervention.</summary>
    public async Task<Answer> Predict(StructuralModel model, string hash, CounterfactualQuestion question, CancellationToken cancellationToken) =>
        (near is null ? null : await near.Predict(model, hash, question, cancellationToken))
        ?? await Model(hash, (grain, token) => grain.Predict(model, question, token), cancellationToken);

    /// <summary>Asks about a structural model.</summary>
    public Task<Answer> Model(string hash, Func<IStructuralModelGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IStructuralModelGrain>(hash);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks about a structural model and data, which are sent along only where the grain does not hold them.</summary>
    public Task<Answer> ModelWithData(
        string hash,
        Dataset data,
        Func<IStructuralModelGrain, Dataset?, CancellationToken, Task<Answer?>> ask,
        CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IStructuralModelGrain>(hash);
        return Call(grain, async token => await ask(grain, null, token) ?? await ask(grain, data, token) ?? throw AskedAgain(), cancellationToken);
    }

    /// <summary>Asks about a data set, which is sent along only where its grain does not hold it.</summary>
    public Task<Answer> Data(
        Dataset data,
        Func<IDatasetGrain, Dataset?, CancellationToken, Task<Answer?>> ask,
        CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IDatasetGrain>(data.Hash());
        return Call(grain, async token => await ask(grain, null, token) ?? await ask(grain, data, token) ?? throw AskedAgain(), cancellationToken);
    }

    /// <summary>Asks one of the grains that a table has, to which it is sent only where that grain does not hold it.</summary>
    /// <remarks>All of them are one grain of the cluster: what one was sent, the others hold.</remarks>
    public Task<Answer> Table<TGrain>(
        Dataset data,
        Func<TGrain, Dataset?, CancellationToken, Task<Answer?>> ask,
        CancellationToken cancellationToken)
        where TGrain : ISubjectGrain
    {
        var grain = grains.GetGrain<TGrain>(data.Hash());
        return Call(grain, async token => await ask(grain, null, token) ?? await ask(grain, data, token) ?? throw AskedAgain(), cancellationToken);
    }

    /// <summary>Asks about two tables, which are sent along only where the answer is not held.</summary>
    public Task<Answer> TwoTables(
        Dataset first,
        Dataset second,
        Func<IChangeGrain, Dataset?, Dataset?, CancellationToken, Task<Answer?>> ask,
        CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IChangeGrain>(first.Hash());
        return Call(
            grain,
            async token => await ask(grain, null, null, token) ?? await ask(grain, first, second, token) ?? throw AskedAgain(), cancellationToken);
    }

    /// <summary>Asks one of the grains that a structural model has. All of them are one grain of the cluster.</summary>
    public Task<Answer> Model<TGrain>(string hash, Func<TGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
        where TGrain : ISubjectGrain
    {
        var grain = grains.GetGrain<TGrain>(hash);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks about sentences.</summary>
    public Task<Answer> Knowledge(
        KnowledgeQuestion question, Func<IDatasetGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IDatasetGrain>(KnowledgeSubject.Hash(question));
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks about the graphs of two populations.</summary>
    public Task<Answer> Diagram(CausalGraph graph, Func<ITransportGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ITransportGrain>(DagHash.Of(graph).Value);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks how worlds of a structural model differ.</summary>
    public Task<Answer> Contrast(string hash, Func<IContrastGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IContrastGrain>(hash);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks about the views of a team.</summary>
    public Task<Answer> Team(AlignmentQuestion question, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IAlignmentGrain>(AlignmentSubject.Hash(question));
        return Call(grain, token => grain.Align(question, token), cancellationToken);
    }

    /// <summary>Asks about the graphs of a team.</summary>
    public Task<Answer> Team(ModelAlignmentQuestion question, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IAlignmentGrain>(question.SubjectHash());
        return Call(grain, token => grain.AlignModels(question, token), cancellationToken);
    }

    /// <summary>Asks whether a decision holds, or what to learn before it.</summary>
    public Task<Answer> Decision(string hash, Func<IDecisionGrain, CancellationToken, Task<Answer>> ask, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<IDecisionGrain>(hash);
        return Call(grain, token => ask(grain, token), cancellationToken);
    }

    /// <summary>Asks what a conclusion owes to its assumptions.</summary>
    public Task<Answer> Sensitivity(SensitivitySubject subject, SensitivityQuestion question, CancellationToken cancellationToken)
    {
        var grain = grains.GetGrain<ISensitivityGrain>(subject.Hash());
        return Call(grain, token => grain.Examine(subject, question, token), cancellationToken);
    }

    /// <summary>The result of an address; null where it is not held.</summary>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) =>
        policy.Call(token => SubjectOf(id).Find(id, token), cancellationToken);

    /// <summary>Asks, and lets whoever watches the request know whom.</summary>
    private Task<T> Call<T>(IGrain grain, Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        ProgressWatch.Current?.Follow(grain);
        return policy.Call(call, cancellationToken);
    }

    private static IslException AskedAgain() => new(ErrorCode.SubjectNeeded, "The grain took the data and asked for them again.");

    private ISubjectGrain SubjectOf(ResultId id) => id.Kind switch
    {
        SubjectKind.Graph => grains.GetGrain<ICausalGraphGrain>(id.Subject),
        SubjectKind.Dataset => grains.GetGrain<IDatasetGrain>(id.Subject),
        SubjectKind.Model => grains.GetGrain<IStructuralModelGrain>(id.Subject),
        SubjectKind.Diagram => grains.GetGrain<ITransportGrain>(id.Subject),
        SubjectKind.Contrast => grains.GetGrain<IContrastGrain>(id.Subject),
        SubjectKind.Team => grains.GetGrain<IAlignmentGrain>(id.Subject),
        SubjectKind.Decision => grains.GetGrain<IDecisionGrain>(id.Subject),
        SubjectKind.Assumptions => grains.GetGrain<ISensitivityGrain>(id.Subject),
        var kind => throw new ArgumentOutOfRangeException(nameof(id), kind, "No grain holds results of this kind."),
    };
}
