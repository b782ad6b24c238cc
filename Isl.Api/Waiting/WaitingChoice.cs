using System.Globalization;
using Isl.Api.Answers;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Isl.Api.Waiting;

/// <summary>How the caller wants to wait, by the headers of the request: nobody gets what was not asked for.</summary>
/// <param name="WantsEvents">As a stream of events (<c>Accept: text/event-stream</c>).</param>
/// <param name="WantsJob">Not at all: as a job (<c>Prefer: respond-async</c>, RFC 7240).</param>
/// <param name="Patience">How long to wait for the answer itself before it is a job (<c>Prefer: wait=10</c>).</param>
internal readonly record struct WaitingChoice(bool WantsEvents, bool WantsJob, TimeSpan Patience)
{
    /// <summary>The preference for a job.</summary>
    public const string RespondAsync = "respond-async";

    private const string Wait = "wait";
    private const string Json = "application/json";
    private const string Prefer = "Prefer";

    /// <summary>Longer than this nobody waits for an answer that may become a job.</summary>
    private const int MostSeconds = 60;

    /// <summary>Reads the headers.</summary>
    public static WaitingChoice Of(IHeaderDictionary headers)
    {
        var prefer = headers[Prefer];
        var (wantsJob, seconds) = prefer.Count == 0 ? default : Preferences(prefer);
        return new WaitingChoice(WantsStream(headers.Accept), wantsJob, TimeSpan.FromSeconds(seconds));
    }

    /// <summary>Events are wanted where they are named, and where JSON is not wanted as much.</summary>
    private static bool WantsStream(StringValues accept)
    {
        if (!accept.ToString().Contains(AnswerHeaders.Events, StringComparison.OrdinalIgnoreCase)
            || !MediaTypeHeaderValue.TryParseList(accept, out var types))
        {
            return false;
        }

        return Quality(types, AnswerHeaders.Events) > Quality(types, Json);
    }

    private static double Quality(IEnumerable<MediaTypeHeaderValue> types, string name) =>
        types
            .Where(type => type.MediaType.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(type => type.Quality ?? 1)
            .DefaultIfEmpty(0)
            .Max();

    private static (bool WantsJob, int Seconds) Preferences(StringValues prefer)
    {
        var (wantsJob, seconds) = (false, 0);
        foreach (var one in prefer.SelectMany(line => line!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)))
        {
            var parts = one.Split(';', 2)[0].Split('=', 2, StringSplitOptions.TrimEntries);
            wantsJob |= parts[0].Equals(RespondAsync, StringComparison.OrdinalIgnoreCase);
            if (parts[0].Equals(Wait, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(parts.ElementAtOrDefault(1)?.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var asked))
            {
                seconds = Math.Min(asked, MostSeconds);
            }
        }

        return (wantsJob, wantsJob ? seconds : 0);
    }
}
