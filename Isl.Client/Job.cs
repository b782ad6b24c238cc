using System.Text.Json;

namespace Isl.Client;

/// <summary>A question that the service works on while nobody waits.</summary>
public sealed class Job
{
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);
    private readonly IslClient _client;

    internal Job(IslClient client, JsonElement document) => (_client, Document) = (client, document);

    /// <summary>What was last told of it.</summary>
    public JsonElement Document { get; private set; }

    /// <summary>Its id.</summary>
    public string Id => Document.GetProperty("job_id").GetString()!;

    /// <summary><c>queued</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>, when it was last looked at.</summary>
    public string Status => Document.GetProperty("status").GetString()!;

    /// <summary>Whether it has ended, one way or another.</summary>
    public bool HasEnded => Status is "done" or "failed" or "cancelled";

    private string Path => $"api/v1/jobs/{Id}";

    /// <summary>Looks where it stands.</summary>
    public async Task<Job> LookAsync(CancellationToken cancellationToken = default)
    {
        Document = await _client.GetJsonAsync(Path, cancellationToken).ConfigureAwait(false);
        return this;
    }

    /// <summary>Cancels it.</summary>
    public async Task<Job> CancelAsync(CancellationToken cancellationToken = default)
    {
        Document = await _client.DeleteAsync(Path, cancellationToken).ConfigureAwait(false);
        return this;
    }

    /// <summary>Waits for its answer.</summary>
    /// <exception cref="IslException">It failed or was cancelled.</exception>
    public async Task<Answer> AnswerAsync(CancellationToken cancellationToken = default)
    {
        for (var pause = FirstLook; !HasEnded; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            await LookAsync(cancellationToken).ConfigureAwait(false);
        }

        return new Answer(await _client.GetJsonAsync($"{Path}/result", cancellationToken).ConfigureAwait(false));
    }
}
