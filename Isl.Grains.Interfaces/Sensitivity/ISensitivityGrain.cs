using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Sensitivity;

/// <summary>Questions on what a conclusion owes to its assumptions; the key is the hash of model and rows.</summary>
[Alias("isl.sensitivity-grain")]
public interface ISensitivityGrain : ISubjectGrain
{
    /// <summary>What does a conclusion owe to its assumptions?</summary>
    [Alias("examine")]
    Task<Answer> Examine(SensitivitySubject subject, SensitivityQuestion question, CancellationToken cancellationToken);
}
