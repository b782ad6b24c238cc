using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Resilience;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Transport;
using Orleans.Concurrency;

namespace Isl.Grains.Grains;

/// <summary>Answers questions about the graphs of two populations.</summary>
[Reentrant] // callers of one question share its computation
public sealed class TransportGrain(AnswerServices services) : Grain, ITransportGrain
{
    private readonly SubjectAnswers _answers = new(services);

    /// <inheritdoc/>
    public Task<Answer> Transport(CausalGraph graph, TransportQuestion question, TransportRows? rows, CancellationToken cancellationToken) =>
        _answers.Get(
            ResultId.Of(SubjectKind.Diagram, this.GetPrimaryKeyString(), question),
            Computation.Pure(
                ServiceNames.Transport,
                CircuitNames.Transport,
                "transport",
                Lane.Quick,
                budget => TransportAnswer.Compute(graph, question, rows, budget),
                new Fallback("fallback_decision", (reason, cancellation) => TransportAnswer.Decide(graph, question, reason, cancellation))),
            cancellationToken);

    /// <inheritdoc/>
    public Task<Answer?> Find(ResultId id, CancellationToken cancellationToken) => _answers.Find(id);
}
