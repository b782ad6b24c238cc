using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Reads requests; whatever is wrong with one becomes an <see cref="InputException"/> that names every mistake and its place.</summary>
public static class RequestBody
{
    /// <summary>Reads a JSON request and turns it into a question.</summary>
    /// <param name="context">The request.</param>
    /// <param name="limits">Largest parts taken.</param>
    /// <param name="map">Makes the question; notes in the reading what is wrong.</param>
    /// <param name="leftOut">A member whose texts are checked by another reader.</param>
    /// <exception cref="InputException">Something is wrong with the request.</exception>
    /// <exception cref="BadHttpRequestException">Its content type is not JSON (415), it is larger than the limit (413), or late (408).</exception>
    public static async Task<TQuestion> Read<TRequest, TQuestion>(
        HttpContext context,
        RequestLimits limits,
        Func<TRequest, Reading, TQuestion> map,
        string? leftOut = null)
        where TRequest : class
    {
        CheckType(context);
        var body = await Receive(context);
        using var turn = await context.ReadingTurn(body.Length);
        var reading = context.NewReading(limits);
        QueryReader.RefuseAll(context.Request.Query, reading);
        return Finish(ParseLast<TRequest>(body, reading, leftOut), reading, map);
    }

    /// <summary>Makes a question from a request that was read, and throws where anything was wrong with either.</summary>
    public static TQuestion Finish<TRequest, TQuestion>(TRequest request, Reading reading, Func<TRequest, Reading, TQuestion> map)
    {
        var question = map(request, reading);
        reading.Errors.ThrowIfAny();
        return question;
    }

    /// <summary>A reading for a request that came over HTTP.</summary>
    public static Reading NewReading(this HttpContext context, RequestLimits limits) =>
        new(new RequestErrors(), limits, (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);

    /// <summary>Waits until a body of this size may be read; what comes back ends the turn.</summary>
    /// <exception cref="IslException">There is more to read than there is time.</exception>
    public static ValueTask<IDisposable?> ReadingTurn(this HttpContext context, int bytes) =>
        context.Features.Get<Asker>() is { } asker
            ? context.RequestServices.GetRequiredService<ReadingTurns>().Enter(asker.Name, bytes, context.RequestAborted)
            : default;

    /// <summary>Reads a body.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytes(HttpContext context) => (await Receive(context)).Bytes;

    private static async Task<BodyBuffer> Receive(HttpContext context)
    {
        if (context.Features.Get<IReadBody>() is { } known)
        {
            return new BodyBuffer(known.Bytes);
        }

        var buffer = new BodyBuffer(context.Request.ContentLength);
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await ReadSome(reader, context);
            foreach (var segment in read.Buffer)
            {
                buffer.Add(segment.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return buffer;
            }
        }
    }

    private static async ValueTask<ReadResult> ReadSome(PipeReader reader, HttpContext context)
    {
        try
        {
            return await reader.ReadAsync(context.RequestAborted);
        }
        catch (Exception exception)
            when (exception is InvalidDataException or InvalidOperationException && context.Features.Get<PackedBody>() is { } packed)
        {
            throw new InputException("", $"The body is not valid {packed.Encoding}, as Content-Encoding says it is.");
        }
    }

    /// <summary>Parses JSON text into a request; every member of the wrong type, and every unknown one, is noted.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="reading">Takes the mistakes.</param>
    /// <param name="leftOut">A member whose texts are checked by another reader.</param>
    /// <exception cref="InputException">It is empty, not a JSON object, or holds a text that cannot be read.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8, Reading reading, string? leftOut = null)
        where T : class
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (!UnreadableText.Check(utf8, reading, leftOut))
        {
            reading.Errors.ThrowIfAny();
        }

        return ParsePart(BodyNames.Normalise(utf8), typeof(T), JsonPointer.Root, reading) as T ?? throw new InputException([.. reading.Errors.All]);
    }

    /// <summary>Parses a body that nobody needs afterwards, and lets go of it: a table's text is larger than the table.</summary>
    private static T ParseLast<T>(BodyBuffer body, Reading reading, string? leftOut)
        where T : class
    {
        var request = Parse<T>(body.Bytes.Span, reading, leftOut);
        body.Release();
        return request;
    }

    /// <summary>Parses JSON text into a part of a request.</summary>
    /// <exception cref="InputException">It is empty or not JSON.</exception>
    internal static object? ParsePart(ReadOnlySpan<byte> utf8, Type type, JsonPointer place, Reading reading)
    {
        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InputException(place.ToString(), "The body is empty; send a JSON object.");
        }

        try
        {
            var json = new Utf8JsonReader(utf8);
            json.Read();
            var part = MemberReader.ReadObject(ref json, type, place, reading);
            json.Read(); // nothing but blanks may follow
            return part;
        }
        catch (JsonException e)
        {
            throw JsonFlaws.At(utf8, place, e);
        }
    }

    /// <summary>Is a body sent as JSON, or as nothing in particular?</summary>
    public static bool IsJson(HttpRequest request) => request.ContentType is not { Length: > 0 } || request.HasJsonContentType();

    private static void CheckType(HttpContext context)
    {
        if (!IsJson(context.Request))
        {
            throw new BadHttpRequestException(
                $"Content-Type is '{Shown.Short(context.Request.ContentType!)}'; send application/json.",
                StatusCodes.Status415UnsupportedMediaType);
        }
    }
}
