using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests;

/// <summary>Reads request bodies; whatever is wrong with one becomes an <see cref="InputException"/> that names the place.</summary>
public static partial class RequestBody
{
    /// <summary>Reads a JSON body.</summary>
    /// <exception cref="InputException">It is empty, not JSON, or a value is of the wrong type.</exception>
    /// <exception cref="BadHttpRequestException">Its content type is not JSON (415), or it is larger than the limit (413).</exception>
    public static async Task<T> ReadJson<T>(HttpContext context)
        where T : class
    {
        if (context.Request.ContentType is { Length: > 0 } type && !context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException($"Content-Type is '{type}'; send application/json.", StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await ReadBytes(context);
        return Parse<T>(body.Span);
    }

    /// <summary>Reads a body as text.</summary>
    public static async Task<ReadOnlyMemory<byte>> ReadBytes(HttpContext context)
    {
        var buffer = new ArrayBufferWriter<byte>((int)Math.Clamp(context.Request.ContentLength ?? 0, 1024, 1 << 25));
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            foreach (var segment in read.Buffer)
            {
                buffer.Write(segment.Span);
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                return buffer.WrittenMemory;
            }
        }
    }

    /// <summary>Parses JSON text into a request.</summary>
    /// <exception cref="InputException">It is empty, not JSON, or a value is of the wrong type.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> utf8)
        where T : class
    {
        if (utf8.StartsWith(Encoding.UTF8.Preamble))
        {
            utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        }

        if (utf8.Trim(" \t\r\n"u8).IsEmpty)
        {
            throw new InputException("", "The body is empty; send a JSON object.");
        }

        try
        {
            return JsonSerializer.Deserialize<T>(utf8, IslJson.Options)
                ?? throw new InputException("", "The body is null; send a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InputException(PointerOf(e.Path), Explain(e, typeof(T)));
        }
    }

    /// <summary>JSON pointer for the path of a <see cref="JsonException"/>: <c>$.data[3]['a b']</c> is <c>/data/3/a b</c>.</summary>
    public static string PointerOf(string? jsonPath)
    {
        var pointer = new StringBuilder();
        foreach (Match part in PathPart().Matches(jsonPath ?? ""))
        {
            pointer
                .Append('/')
                .Append(part.Groups[1].Value.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal));
        }

        return pointer.ToString();
    }

    private static string Explain(JsonException e, Type type)
    {
        // Our own readers say what is wrong themselves, behind a mark.
        if (e.Message.StartsWith('!'))
        {
            return e.Message[1..];
        }

        var pointer = PointerOf(e.Path);
        var position = $"line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}";
        if (!e.Message.Contains("could not be converted", StringComparison.Ordinal))
        {
            return $"The body is not valid JSON at {position}: {FirstSentence(e.Message)}";
        }

        var place = pointer.Length == 0 ? "The body" : $"'{pointer[1..]}'";
        return $"{place} is of the wrong type at {position}: expected {DescribeType(TypeAt(type, pointer))}.";
    }

    /// <summary>The type that a request has at a pointer.</summary>
    private static Type TypeAt(Type type, string pointer)
    {
        foreach (var part in pointer.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            var info = IslJson.Options.GetTypeInfo(type);
            var next =
                info.Kind == JsonTypeInfoKind.Enumerable
                    ? info.ElementType
                    : info.Properties.FirstOrDefault(property => property.Name == part)?.PropertyType;
            if (next is null)
            {
                break;
            }

            type = next;
        }

        return Nullable.GetUnderlyingType(type) ?? type;
    }

    private static string DescribeType(Type type) => type switch
    {
        _ when type == typeof(string) => "text",
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        _ when type == typeof(double) => "a number",
        _ when IslJson.Options.GetTypeInfo(type).Kind == JsonTypeInfoKind.Enumerable => "a list",
        _ => "an object",
    };

    private static string FirstSentence(string message) => message.Split(" Path:", 2)[0].Split(" LineNumber:", 2)[0].Trim();

    [GeneratedRegex(@"(?:\.|\['?)([^.\[\]']+)")]
    private static partial Regex PathPart();
}
