using Isl.Caching;
using Isl.Hosting;
using Isl.Identification;
using Isl.Resilience;
using Orleans.Concurrency;

namespace Isl.Graphs;

/// <summary>Answers questions about one causal graph.</summary>
[Reentrant] // callers of one question share its computation
public sealed class CausalGraphGrain(AnswerServices services) : Grain, ICausalGraphGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Identify(CausalGraph graph, CausalQuery query, CancellationToken cancellationToken) => _answers.Get(
        AddressOf(query),
        Computation.Pure(
            ServiceNames.CausalValidation,
            circuit: null,
            "identify",
            Lane.Quick,
            (budget, cancellation) => IdentificationAnswer.Compute(graph, query, budget, cancellation)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> FindStrategies(CausalGraph graph, StrategiesQuestion question, CancellationToken cancellationToken) => _answers.Get(
        AddressOf(question),
        Computation.Pure(
            ServiceNames.PathAnalysis,
            CircuitNames.StrategyGeneration,
            "find_strategies",
            Lane.Quick,
            (budget, cancellation) => StrategiesAnswer.Compute(graph, question.Query, budget, cancellation),
            new Fallback("fallback_identifiability", (reason, cancellation) => StrategiesAnswer.LastResort(graph, question.Query, reason, cancellation))),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) => _answers.Get(
        AddressOf(question),
        Computation.Pure(
            ServiceNames.PathAnalysis,
            circuit: null,
            "separate",
            Lane.Quick,
            (_, _) => SeparationAnswer.Compute(graph, question)),
        cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);

    private ResultId AddressOf<TQuestion>(TQuestion question)
        where TQuestion : notnull => ResultId.Of(SubjectKind.Graph, this.GetPrimaryKeyString(), question);
}
