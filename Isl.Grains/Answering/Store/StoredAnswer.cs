using System.Security.Cryptography;
using System.Text.Json;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;

namespace Isl.Grains.Answering.Store;

/// <summary>An answer as it is kept.</summary>
/// <param name="Body">UTF-8 JSON.</param>
/// <param name="ETag">Its content hash.</param>
/// <param name="Degraded">A simpler method answered.</param>
/// <param name="Brief">Held for a few seconds only: a simpler method answered, or time ran out.</param>
public sealed record StoredAnswer(ReadOnlyMemory<byte> Body, string ETag, bool Degraded, bool Brief = false)
{
    private const int ETagDigits = 32;

    /// <summary>A result under its address, as bytes.</summary>
    public static StoredAnswer Of(ResultId id, AnalysisResult result)
    {
        var addressed = result with { ResultId = id.ToString() };
        var body = JsonSerializer.SerializeToUtf8Bytes(addressed, addressed.GetType(), IslJson.Options);
        return new StoredAnswer(body, ETagOf(body), result.Degraded, Brief: !result.Completion.IsWhole);
    }

    /// <summary>An answer from the tier behind memory, which holds whole ones only.</summary>
    public static StoredAnswer Whole(ReadOnlyMemory<byte> body) => new(body, ETagOf(body.Span), Degraded: false);

    private static string ETagOf(ReadOnlySpan<byte> body) => Convert.ToHexStringLower(SHA256.HashData(body))[..ETagDigits];
}
