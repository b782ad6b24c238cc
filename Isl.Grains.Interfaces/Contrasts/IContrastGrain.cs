using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Models;

namespace Isl.Grains.Interfaces.Contrasts;

/// <summary>Questions on how worlds of one structural model differ; the key is the model's hash.</summary>
[Alias("isl.contrast-grain")]
public interface IContrastGrain : ISubjectGrain
{
    /// <summary>Why does the outcome differ between two scenarios?</summary>
    [Alias("contrast")]
    Task<Answer> Contrast(StructuralModel model, ContrastQuestion question, CancellationToken cancellationToken);

    /// <summary>Why does the outcome of several scenarios differ from that of a baseline?</summary>
    [Alias("contrast-all")]
    Task<Answer> ContrastAll(StructuralModel model, ContrastBatchQuestion question, CancellationToken cancellationToken);

    /// <summary>Which smallest change would bring an outcome into a range?</summary>
    [Alias("recourse")]
    Task<Answer> Recourse(StructuralModel model, RecourseQuestion question, CancellationToken cancellationToken);
}
