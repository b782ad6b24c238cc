using Isl.Grains.Answering;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Numerics;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about one causal graph.</summary>
[Reentrant] // callers of one question share its computation
public sealed class CausalGraphGrain(AnswerServices services) : Grain, ICausalGraphGrain
{
    private readonly SubjectAnswers _answers = new(services);

    private ResultId AddressOfGraph => GraphQuestion.AddressOf(this.GetPrimaryKeyString());

    /// <inheritdoc/>
    public Task<Answer> Identify(CausalGraph graph, CausalQuery query, Dataset? data, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(query),
        Plain(GraphMethod.Identify(graph, query, data), isSmall: data is null && SmallGraphs.Has(graph)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> FindStrategies(CausalGraph graph, StrategiesQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Quick(
            ServiceNames.PathAnalysis,
            CircuitNames.StrategyGeneration,
            "find_strategies",
            budget => StrategiesAnswer.Compute(graph, question.Query, budget),
            new("fallback_bounded_strategies", (reason, cancellation) => StrategiesAnswer.Bounded(graph, question.Query, reason, cancellation)),
            new("fallback_identifiability", (reason, cancellation) => StrategiesAnswer.LastResort(graph, question.Query, reason, cancellation))),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Plain(GraphMethod.Separate(graph, question), SmallGraphs.Has(graph)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> FindPaths(CausalGraph graph, PathsQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Quick(
            ServiceNames.PathAnalysis,
            CircuitNames.PathAnalysis,
            "find_paths",
            budget => PathsAnswer.Compute(graph, question, budget),
            new("fallback_bounded_paths", (reason, cancellation) => PathsAnswer.Bounded(graph, question, reason, cancellation)),
            new("fallback_separation", (reason, cancellation) => PathsAnswer.LastResort(graph, question, reason, cancellation))),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Draw(CausalGraph graph, DrawingQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Plain(GraphMethod.Draw(graph, question), SmallGraphs.Has(graph)),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Answer?> Write(GraphDocumentQuestion question, CancellationToken cancellationToken)
    {
        var kept = await _answers.FindKept(AddressOfGraph);
        var writing = kept is { } graph ? Plain(GraphMethod.Write(graph, question), isSmall: false) : null;
        return await _answers.TryGet(AddressOf(question), ServiceNames.PathAnalysis, writing, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    /// <summary>Answers a question, and keeps the graph it is about, so that it can be read by its hash.</summary>
    private async Task<Answer> Ask(CausalGraph graph, ResultId id, Computation computation, CancellationToken cancellationToken)
    {
        var kept = _answers.Keep(AddressOfGraph, () => GraphAnswer.Of(graph), SmallGraphs.Has(graph));
        var answer = await _answers.Get(id, computation, cancellationToken);
        await kept.WaitAsync(cancellationToken);
        return answer;
    }

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Graph, this.GetPrimaryKeyString(), question);

    /// <summary>A computation without a simpler method; a small one runs where it was asked for.</summary>
    private static Computation Plain(GraphMethod method, bool isSmall) => isSmall
        ? Computation.Small(method.Service, method.Operation, method.Run)
        : Quick(method.Service, circuit: null, method.Operation, method.Run);

    private static Computation Quick(
        string service, string? circuit, string operation, Func<WorkBudget, AnalysisResult> method, params Fallback[] fallbacks) =>
        Computation.Pure(service, circuit, operation, Lane.Quick, method, [.. fallbacks]);
}
