using System.Security.Cryptography;
using Isl.Api.Cluster;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Jobs;

namespace Isl.Api.Waiting;

/// <summary>A job that this process is at.</summary>
/// <param name="id">Its id.</param>
/// <param name="request">Its question.</param>
internal sealed class RunningJob(string id, AsideRequest request)
{
    private const int IdDigits = 32;
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Its id.</summary>
    public string Id => id;

    /// <summary>Its question.</summary>
    public AsideRequest Request => request;

    /// <summary>Watches the work.</summary>
    public ProgressWatch Watch { get; } = new();

    /// <summary>What was last told of it.</summary>
    public WorkProgress? Told { get; set; }

    /// <summary>Is it kept by its grain, so that it may be told of?</summary>
    public bool IsKept { get; set; }

    /// <summary>Signalled when it is to end without an answer.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>How the question was answered; set when it is asked.</summary>
    public Task<Recorded> Answer { get; set; } = Task.FromCanceled<Recorded>(new CancellationToken(canceled: true));

    /// <summary>What the board knows of it.</summary>
    public JobNote Note => new(id, request.Caller, request.Body.Length);

    /// <summary>An id that nobody can guess.</summary>
    public static string NewId() => RandomNumberGenerator.GetHexString(IdDigits, lowercase: true);

    /// <summary>The last word of how far it is, on its way to its grain.</summary>
    public Task Reporting { get; set; } = Task.CompletedTask;

    /// <summary>Ends it without an answer. The source of the token has no timer, so nothing is left of it.</summary>
    public void Stop() => _stop.Cancel();
}
