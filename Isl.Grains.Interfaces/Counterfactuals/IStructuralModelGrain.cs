using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Conformal;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Optimisation;

namespace Isl.Grains.Interfaces.Counterfactuals;

/// <summary>Questions about one structural model; the key is its hash (see <see cref="StructuralModel.Hash"/>).</summary>
[Alias("isl.structural-model-grain")]
public interface IStructuralModelGrain : ISubjectGrain
{
    /// <summary>What would the variables be under an intervention?</summary>
    [Alias("predict")]
    Task<Answer> Predict(StructuralModel model, CounterfactualQuestion question, CancellationToken cancellationToken);

    /// <summary>How do several interventions compare?</summary>
    [Alias("compare")]
    Task<Answer> Compare(StructuralModel model, ScenariosQuestion question, CancellationToken cancellationToken);

    /// <summary>Between which bounds will the outcome of a new case lie?</summary>
    /// <param name="model">The model.</param>
    /// <param name="question">The question.</param>
    /// <param name="calibration">The calibration data; null to ask without sending them.</param>
    /// <param name="cancellationToken">Leaves the computation; it stops when the last caller has left.</param>
    /// <returns>The answer, or null when it has to be computed: ask again with the data.</returns>
    [Alias("conform")]
    Task<Answer?> Conform(StructuralModel model, ConformalQuestion question, Dataset? calibration, CancellationToken cancellationToken);

    /// <summary>Which decisions, step by step, are best?</summary>
    [Alias("plan")]
    Task<Answer> Plan(StructuralModel model, SequentialQuestion question, CancellationToken cancellationToken);

    /// <summary>Which decisions are best by several objectives at once?</summary>
    [Alias("weigh")]
    Task<Answer> Weigh(StructuralModel model, MultiObjectiveQuestion question, CancellationToken cancellationToken);
}
