using Isl.Api.Answers;
using Isl.Api.Requests;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Api.Front;

/// <summary>What goes along with a request that asks: its body, which has been read, and a place for its answer.</summary>
internal sealed class FrontPass(ReadOnlyMemory<byte> bytes) : IReadBody, IAnswerKeeper
{
    /// <inheritdoc/>
    public ReadOnlyMemory<byte> Bytes => bytes;

    /// <summary>The answer that was given; null where there was none.</summary>
    public Answer? Answer { get; private set; }

    /// <inheritdoc/>
    public void Keep(Answer answer) => Answer = answer;
}
