using Isl.Grains.Answering;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Grains;

/// <summary>Looks at the work of this silo; one a grain that is watched.</summary>
public sealed class ProgressExtension(AnswerServices services) : IProgressExtension
{
    /// <inheritdoc/>
    public Task<WorkProgress?> Look(string watch) => Task.FromResult(services.Progress.Look(watch));
}
