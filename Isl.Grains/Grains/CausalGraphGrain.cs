using Isl.Grains.Answering;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Resilience;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about one causal graph.</summary>
[Reentrant] // callers of one question share its computation
public sealed class CausalGraphGrain(AnswerServices services) : Grain, ICausalGraphGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Identify(CausalGraph graph, CausalQuery query, Dataset? data, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(query),
        Computation.Pure(
            ServiceNames.CausalValidation,
            circuit: null,
            "identify",
            Lane.Quick,
            budget => IdentificationAnswer.Compute(graph, query, data, budget)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> FindStrategies(CausalGraph graph, StrategiesQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Computation.Pure(
            ServiceNames.PathAnalysis,
            CircuitNames.StrategyGeneration,
            "find_strategies",
            Lane.Quick,
            budget => StrategiesAnswer.Compute(graph, question.Query, budget),
            new Fallback("fallback_bounded_strategies", (reason, cancellation) => StrategiesAnswer.Bounded(graph, question.Query, reason, cancellation)),
            new Fallback("fallback_identifiability", (reason, cancellation) => StrategiesAnswer.LastResort(graph, question.Query, reason, cancellation))),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Computation.Pure(
            ServiceNames.PathAnalysis,
            circuit: null,
            "separate",
            Lane.Quick,
            _ => SeparationAnswer.Compute(graph, question)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> FindPaths(CausalGraph graph, PathsQuestion question, CancellationToken cancellationToken) => Ask(
        graph,
        AddressOf(question),
        Computation.Pure(
            ServiceNames.PathAnalysis,
            CircuitNames.PathAnalysis,
            "find_paths",
            Lane.Quick,
            budget => PathsAnswer.Compute(graph, question, budget),
            new Fallback("fallback_bounded_paths", (reason, cancellation) => PathsAnswer.Bounded(graph, question, reason, cancellation)),
            new Fallback("fallback_separation", (reason, cancellation) => PathsAnswer.LastResort(graph, question, reason, cancellation))),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<Answer?> Write(GraphDocumentQuestion question, CancellationToken cancellationToken)
    {
        var held = await _answers.Find(GraphQuestion.AddressOf(this.GetPrimaryKeyString()));
        return held is null ? null : await _answers.Get(
            AddressOf(question),
            Computation.Pure(
                ServiceNames.PathAnalysis,
                circuit: null,
                "write_graph",
                Lane.Quick,
                _ => GraphDocumentAnswer.Compute(GraphAnswer.Read(held.Body.Span), question)),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    /// <summary>Answers a question, and keeps the graph it is about, so that it can be read by its hash.</summary>
    private async Task<Answer> Ask(CausalGraph graph, ResultId id, Computation computation, CancellationToken cancellationToken)
    {
        var kept = _answers.Keep(GraphQuestion.AddressOf(this.GetPrimaryKeyString()), () => GraphAnswer.Of(graph));
        var answer = await _answers.Get(id, computation, cancellationToken);
        await kept.WaitAsync(cancellationToken);
        return answer;
    }

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Graph, this.GetPrimaryKeyString(), question);
}
