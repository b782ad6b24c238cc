using System.Security.Cryptography;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Waiting;

/// <summary>A job that this process is at.</summary>
internal sealed class RunningJob : IDisposable
{
    private const int IdDigits = 32;
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Makes it; its question is not asked yet.</summary>
    public RunningJob(string id, AsideRequest request) => (Id, Request, Stopped) = (id, request, _stop.Token);

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>Its question.</summary>
    public AsideRequest Request { get; }

    /// <summary>Signalled when it is to end without an answer.</summary>
    public CancellationToken Stopped { get; }

    /// <summary>Watches the work.</summary>
    public ProgressWatch Watch { get; } = new();

    /// <summary>What was last told of it.</summary>
    public WorkProgress? Told { get; set; }

    /// <summary>The last word of how far it is, on its way to its grain.</summary>
    public Task Reporting { get; set; } = Task.CompletedTask;

    /// <summary>Is it kept by its grain, so that it may be told of?</summary>
    public bool IsKept { get; set; }

    /// <summary>How the question was answered; set when it is asked.</summary>
    public Task<Recorded> Answer { get; set; } = Task.FromCanceled<Recorded>(new CancellationToken(canceled: true));

    /// <summary>What the board knows of it.</summary>
    public JobNote Note => new(Id, Request.Caller, Request.Body.Length);

    /// <summary>An id that nobody can guess.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(IdDigits, lowercase: true);

    /// <summary>Ends it without an answer, unless it has ended.</summary>
    public void Stop()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // It ended at the same moment.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();
}
