using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Interfaces.Alignment;

/// <summary>Questions about the views of a team; the key is their hash (see <see cref="AlignmentSubject"/>).</summary>
[Alias("isl.alignment-grain")]
public interface IAlignmentGrain : ISubjectGrain
{
    /// <summary>Which option can the team agree on?</summary>
    [Alias("align")]
    Task<Answer> Align(AlignmentQuestion question, CancellationToken cancellationToken);

    /// <summary>Where do the members' graphs differ, and which differences decide?</summary>
    [Alias("align-models")]
    Task<Answer> AlignModels(ModelAlignmentQuestion question, CancellationToken cancellationToken);
}
