using Isl.Grains.Answering;
using Isl.Grains.Grains;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Counterfactuals;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Hosting;

/// <summary>What an API asks that has the only silo in its own process: small questions, answered without leaving it.</summary>
/// <remarks>Every answer may be null: the question is not small, or it broke down here, and the grain of its subject is to be asked.</remarks>
/// <param name="graphs">Answers about graphs.</param>
/// <param name="models">Answers about models.</param>
public sealed class NearAnswers(SmallGraphs graphs, SmallModels models)
{
    private static readonly Task<Answer?> Nothing = Task.FromResult<Answer?>(null);

    /// <summary>Is an effect identifiable, and how?</summary>
    public Task<Answer?> Identify(CausalGraph graph, CausalQuery query, CancellationToken cancellationToken) =>
        SmallGraphs.Has(graph) ? Ask(() => graphs.Identify(graph, query, cancellationToken)) : Nothing;

    /// <summary>Does a set of nodes separate two others?</summary>
    public Task<Answer?> Separate(CausalGraph graph, SeparationQuestion question, CancellationToken cancellationToken) =>
        SmallGraphs.Has(graph) ? Ask(() => graphs.Separate(graph, question, cancellationToken)) : Nothing;

    /// <summary>What would a model's variables be under an intervention?</summary>
    public Task<Answer?> Predict(StructuralModel model, string hash, CounterfactualQuestion question, CancellationToken cancellationToken) =>
        Ask(() => models.Predict(model, hash, question, cancellationToken));

    private static async Task<Answer?> Ask(Func<Task<Answer?>> ask)
    {
        Caller.Current = CallerCallFilter.Sender; // until this method is left
        return await ask();
    }
}
