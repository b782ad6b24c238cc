using Isl.Api.Answers;
using Isl.Grains.Interfaces.Answering;
using Microsoft.Extensions.Primitives;

namespace Isl.Api.Front;

/// <summary>What to do with a request whose answer may be held.</summary>
internal enum FrontDecision
{
    /// <summary>The held answer is given.</summary>
    Give,

    /// <summary>The request asks, and what it is told renews the entry.</summary>
    Ask,
}

/// <summary>One question as it was sent, and its answer with the headers that say so.</summary>
/// <param name="route">Where it was sent.</param>
/// <param name="question">Every byte of it.</param>
/// <param name="answer">The answer; its body is the array that the silo of this process holds too.</param>
/// <param name="confirmed">When it was last asked for.</param>
internal sealed class FrontEntry(FrontRoute route, ReadOnlyMemory<byte> question, Answer answer, long confirmed)
{
    /// <summary>Objects and table beside the bytes themselves.</summary>
    private const int Overhead = 300;

    private long _confirmed = confirmed;
    private long _asked = confirmed;

    /// <summary>The answer's bytes.</summary>
    public ReadOnlyMemory<byte> Body => answer.Body;

    /// <summary>The answer's entity tag, as its header has it.</summary>
    public StringValues ETag { get; } = $"\"{answer.ETag}\"";

    /// <summary>Bytes that it takes.</summary>
    public long Bytes => question.Length + answer.Body.Length + Overhead;

    /// <summary>Is it this very question?</summary>
    public bool IsOf(FrontRoute asked, ReadOnlySpan<byte> body) => ReferenceEquals(asked, route) && body.SequenceEqual(question.Span);

    /// <summary>Does it hold this answer?</summary>
    public bool Holds(Answer other) => other.ETag == answer.ETag;

    /// <summary>Gives the answer while the lease lasts; then one request a lease asks, and after as long again all do.</summary>
    public FrontDecision Decide(long now, long lease)
    {
        var age = now - Volatile.Read(ref _confirmed);
        if (age < lease)
        {
            return FrontDecision.Give;
        }

        var asked = Volatile.Read(ref _asked);
        var isForMe = now - asked >= lease && Interlocked.CompareExchange(ref _asked, now, asked) == asked;
        return isForMe || age >= 2 * lease ? FrontDecision.Ask : FrontDecision.Give;
    }

    /// <summary>Whether the lease lasts, so that nobody needs to ask.</summary>
    public bool IsFresh(long now, long lease) => now - Volatile.Read(ref _confirmed) < lease;

    /// <summary>Sets the status and headers of the answer to a request; true where the body is to be sent.</summary>
    public bool Begin(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        AnswerHeaders.SetHit(headers);
        headers.ETag = ETag;
        if (AnswerHeaders.IsHeld(request.Headers.IfNoneMatch, ETag!))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return false;
        }

        headers.ContentType = AnswerHeaders.Json;
        headers.ContentLength = Body.Length;
        return true;
    }

    /// <summary>It was asked for, and the answer is still held where it belongs.</summary>
    public void Confirm(long now) => Volatile.Write(ref _confirmed, now);

    /// <summary>Nobody would be given it any more without asking.</summary>
    public bool IsOver(long now, long lease) => now - Volatile.Read(ref _confirmed) >= 2 * lease;
}
