using Isl.Grains.Answering;
using Isl.Grains.Grains;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Grains.Hosting;

/// <summary>What an API asks that has the only silo in its own process: small questions, answered without leaving it.</summary>
/// <param name="services">What the grains of the silo share.</param>
public sealed class NearGraphs(AnswerServices services)
{
    private readonly SmallGraphs _small = new(services);

    /// <summary>Is an effect identifiable, and how? Null where the graph is too large to be answered here: its grain is to be asked.</summary>
    public Task<Answer>? Identify(CausalGraph graph, CausalQuery query, CancellationToken cancellationToken) =>
        SmallGraphs.Has(graph) ? Ask(() => _small.Identify(graph, query, cancellationToken)) : null;

    /// <summary>Does a set of nodes separate two others? Null as above.</summary>
    public Task<Answer>? Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) =>
        SmallGraphs.Has(graph) ? Ask(() => _small.Separate(graph, question, cancellationToken)) : null;

    private static async Task<Answer> Ask(Func<Task<Answer>> ask)
    {
        Caller.Current = CallerCallFilter.Sender; // until this method is left
        return await ask();
    }
}
