using Orleans.Concurrency;

namespace Isl.Grains.Interfaces.Answering;

/// <summary>What every grain that answers questions has beside its own methods: a look at the work on a question that it was asked.</summary>
/// <remarks>
/// A look is a call of its own that costs a dictionary's look-up, asked a few times a second by whoever watches. Nothing is pushed and nothing has to
/// be kept open, so that the death of a silo costs one look, and the next finds the computation that was started again elsewhere.
/// </remarks>
[Alias("isl.progress")]
public interface IProgressExtension : IGrainExtension
{
    /// <summary>How far the work is; null where no question is being answered for this watch.</summary>
    /// <param name="watch">The watch, as it was named when the question was asked.</param>
    [Alias("look"), AlwaysInterleave, ResponseTimeout("00:00:02")]
    Task<WorkProgress?> Look(string watch);
}
