using System.IO.Pipelines;
using Microsoft.AspNetCore.Http.Features;

namespace Isl.Api.Front;

/// <summary>A body that could not be read: a server's reader fails once as it should, and says something else to whoever tries again.</summary>
internal sealed class BrokenBody(BadHttpRequestException failure) : PipeReader, IRequestBodyPipeFeature
{
    /// <inheritdoc/>
    public PipeReader Reader => this;

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result) => throw failure;

    /// <inheritdoc/>
    public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromException<ReadResult>(failure);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed)
    {
        // Nothing was given.
    }

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        // Nothing was given.
    }

    /// <inheritdoc/>
    public override void CancelPendingRead()
    {
        // No read ever waits.
    }

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null)
    {
        // The server ends its own reader.
    }
}
