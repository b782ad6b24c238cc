using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Experiments;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Models;
using Isl.Grains.Interfaces.Robustness;
using Isl.Grains.Interfaces.Validation;

namespace Isl.Grains.Interfaces.Decisions;

/// <summary>Questions on whether a decision holds and what to learn before it; the key is the hash of what they are about.</summary>
[Alias("isl.decision-grain")]
public interface IDecisionGrain : ISubjectGrain
{
    /// <summary>How far may an intervention miss its values?</summary>
    [Alias("robustness")]
    Task<Answer> Robustness(StructuralModel? model, RobustnessQuestion question, CancellationToken cancellationToken);

    /// <summary>Which experiment should be made next?</summary>
    [Alias("recommend")]
    Task<Answer> Recommend(StructuralModel model, ExperimentQuestion question, CancellationToken cancellationToken);

    /// <summary>How good is a causal graph, by itself, against equations and against data?</summary>
    [Alias("validate")]
    Task<Answer> Validate(
        CausalGraph graph, StructuralModel? model, Dataset? data, ValidationQuestion question, CancellationToken cancellationToken);

    /// <summary>Which experiment settles most of the directions that a graph leaves open?</summary>
    [Alias("orient")]
    Task<Answer> Orient(CausalGraph graph, OrientationQuestion question, CancellationToken cancellationToken);
}
